package io.rejoin.auth;

import com.nimbusds.jose.JWSAlgorithm;

/** How a token is signed. A key has exactly one; a token that names another is refused. */
public enum Algorithm {
  /** HMAC with SHA-256: one secret of at least 32 bytes signs and verifies. */
  HS256(JWSAlgorithm.HS256),
  /** RSA with SHA-256: a key of at least 2,048 bits. */
  RS256(JWSAlgorithm.RS256),
  /** ECDSA with SHA-256 on the curve P-256. */
  ES256(JWSAlgorithm.ES256);

  private final JWSAlgorithm jws;

  Algorithm(JWSAlgorithm jws) {
    this.jws = jws;
  }

  JWSAlgorithm jws() {
    return jws;
  }
}
