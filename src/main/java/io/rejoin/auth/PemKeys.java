package io.rejoin.auth;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** Reads keys in PEM: {@code BEGIN PUBLIC KEY} (X.509) and {@code BEGIN PRIVATE KEY} (PKCS 8). */
final class PemKeys {
  private PemKeys() {}

  static PublicKey readPublic(String keyKind, String pem) throws GeneralSecurityException {
    return KeyFactory.getInstance(keyKind)
        .generatePublic(new X509EncodedKeySpec(body("PUBLIC KEY", pem)));
  }

  static PrivateKey readPrivate(String keyKind, String pem) throws GeneralSecurityException {
    return KeyFactory.getInstance(keyKind)
        .generatePrivate(new PKCS8EncodedKeySpec(body("PRIVATE KEY", pem)));
  }

  private static byte[] body(String label, String pem) throws GeneralSecurityException {
    var begin = "-----BEGIN " + label + "-----";
    var end = "-----END " + label + "-----";
    var from = pem.indexOf(begin);
    var to = pem.indexOf(end);
    if (from < 0 || to < from) {
      throw new GeneralSecurityException("there is no \"" + begin + "\" … \"" + end + "\" in it");
    }
    try {
      return Base64.getMimeDecoder().decode(pem.substring(from + begin.length(), to));
    } catch (IllegalArgumentException e) {
      throw new GeneralSecurityException("its body is not base64", e);
    }
  }
}
