package io.rejoin.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Optional;

/**
 * One key of an app, found by its {@code kid}. Immutable and thread-safe. Its text form never holds
 * the key itself.
 *
 * <p>The factories throw {@link IllegalArgumentException}, with the measured fact, if the key does
 * not fit its algorithm.
 */
public final class AppKey {
  private static final int MIN_SECRET_BYTES = 32;
  private static final int MIN_RSA_BITS = 2048;

  private final String kid;
  private final Algorithm algorithm;
  private final JWSVerifier verifier;
  private final JWSSigner signer;
  private final boolean demo;

  private AppKey(
      String kid, Algorithm algorithm, JWSVerifier verifier, JWSSigner signer, boolean demo) {
    this.kid = kid;
    this.algorithm = algorithm;
    this.verifier = verifier;
    this.signer = signer;
    this.demo = demo;
  }

  /**
   * An HS256 key.
   *
   * @param secret at least 32 bytes of UTF-8
   * @param demo whether this is the demo secret, which everybody knows
   */
  public static AppKey hmac(String kid, String secret, boolean demo) {
    var bytes = secret.getBytes(StandardCharsets.UTF_8);
    if (bytes.length < MIN_SECRET_BYTES) {
      throw new IllegalArgumentException(
          "the secret has %d bytes; HS256 needs at least %d"
              .formatted(bytes.length, MIN_SECRET_BYTES));
    }
    try {
      return new AppKey(kid, Algorithm.HS256, new MACVerifier(bytes), new MACSigner(bytes), demo);
    } catch (JOSEException e) {
      throw new IllegalArgumentException("the secret does not fit HS256", e);
    }
  }

  /**
   * An RS256 or ES256 key.
   *
   * @param publicPem the public key ({@code BEGIN PUBLIC KEY})
   * @param privatePem the private key ({@code BEGIN PRIVATE KEY}), only needed to mint tokens;
   *     empty for none
   */
  public static AppKey pem(String kid, Algorithm algorithm, String publicPem, String privatePem) {
    try {
      return switch (algorithm) {
        case RS256 -> rsa(kid, publicPem, privatePem);
        case ES256 -> ec(kid, publicPem, privatePem);
        case HS256 -> throw new IllegalArgumentException("HS256 takes a secret, not a PEM key");
      };
    } catch (GeneralSecurityException | JOSEException | ClassCastException e) {
      throw new IllegalArgumentException(
          "the key does not fit %s: %s".formatted(algorithm, e.getMessage()), e);
    }
  }

  private static AppKey rsa(String kid, String publicPem, String privatePem)
      throws GeneralSecurityException {
    var key = (RSAPublicKey) PemKeys.readPublic("RSA", publicPem);
    if (key.getModulus().bitLength() < MIN_RSA_BITS) {
      throw new IllegalArgumentException(
          "the RSA key has %d bits; RS256 needs at least %d"
              .formatted(key.getModulus().bitLength(), MIN_RSA_BITS));
    }
    var signer =
        privatePem.isEmpty()
            ? null
            : new RSASSASigner((RSAPrivateKey) PemKeys.readPrivate("RSA", privatePem));
    return new AppKey(kid, Algorithm.RS256, new RSASSAVerifier(key), signer, false);
  }

  private static AppKey ec(String kid, String publicPem, String privatePem)
      throws GeneralSecurityException, JOSEException {
    var verifier = new ECDSAVerifier((ECPublicKey) PemKeys.readPublic("EC", publicPem));
    if (!verifier.supportedJWSAlgorithms().contains(Algorithm.ES256.jws())) {
      throw new IllegalArgumentException(
          "the EC key is for %s; ES256 needs the curve P-256"
              .formatted(verifier.supportedJWSAlgorithms()));
    }
    var signer =
        privatePem.isEmpty()
            ? null
            : new ECDSASigner((ECPrivateKey) PemKeys.readPrivate("EC", privatePem));
    return new AppKey(kid, Algorithm.ES256, verifier, signer, false);
  }

  /** The id that tokens name this key by. */
  public String kid() {
    return kid;
  }

  /** The one algorithm of this key. */
  public Algorithm algorithm() {
    return algorithm;
  }

  /** Whether this is the demo secret, which stands in the source and is known to everybody. */
  public boolean isDemo() {
    return demo;
  }

  /** Whether tokens can be made with it: it holds a secret or a private key. */
  public boolean canSign() {
    return signer != null;
  }

  JWSVerifier verifier() {
    return verifier;
  }

  Optional<JWSSigner> signer() {
    return Optional.ofNullable(signer);
  }

  @Override
  public String toString() {
    return "AppKey[" + kid + ", " + algorithm + "]";
  }
}
