package io.rejoin.auth;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;

/** Fresh key pairs, as PEM. */
record KeyPairs(String publicPem, String privatePem) {

  static KeyPairs rsa(int bits) throws GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(bits);
    return of(generator.generateKeyPair());
  }

  static KeyPairs ec(String curve) throws GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec(curve));
    return of(generator.generateKeyPair());
  }

  private static KeyPairs of(KeyPair pair) {
    return new KeyPairs(
        pem("PUBLIC KEY", pair.getPublic().getEncoded()),
        pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
  }

  private static String pem(String label, byte[] body) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(label, Base64.getMimeEncoder().encodeToString(body), label);
  }
}
