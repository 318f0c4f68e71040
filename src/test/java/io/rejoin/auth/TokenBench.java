package io.rejoin.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.function.UnaryOperator;

/** One app, one clock and the tokens checked by them: what the tests of this package share. */
final class TokenBench {
  static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  static final String SECRET = "a secret of the tests, long enough";
  static final AppKey KEY = AppKey.hmac("k1", SECRET, false);
  static final AuthSettings SETTINGS =
      new AuthSettings(Duration.ofSeconds(5), true, Duration.ofHours(24), 8192);

  private TokenBench() {}

  static App app(AppKey... keys) {
    return new App("shop", "rejoin", List.of(keys), false);
  }

  static JwtTokens tokens(Instant now, App... apps) {
    return new JwtTokens(new Apps(List.of(apps)), SETTINGS, InstantSource.fixed(now));
  }

  /** What the app of {@link #KEY} says to that token of user u1, now, over the network. */
  static Grant check(String token) throws TokenRefusedException {
    return tokens(NOW, app(KEY)).check("shop", "u1", token, false);
  }

  /** A good token of u1 for an hour, changed, signed by {@link #KEY}. */
  static String token(UnaryOperator<JWTClaimsSet.Builder> change) {
    return token("k1", change);
  }

  static String token(String kid, UnaryOperator<JWTClaimsSet.Builder> change) {
    var claims =
        new JWTClaimsSet.Builder()
            .claim("app", "shop")
            .subject("u1")
            .issueTime(Date.from(NOW))
            .expirationTime(Date.from(NOW.plusSeconds(3600)));
    var jwt =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(kid).build(),
            change.apply(claims).build());
    try {
      jwt.sign(KEY.signer().orElseThrow());
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
    return jwt.serialize();
  }

  /** Asserts that it is refused, that the fact says this, and that the token is not repeated. */
  static void assertRefused(TokenRefusedException.Cause cause, String fact, String token) {
    assertRefused(cause, fact, tokens(NOW, app(KEY)), token);
  }

  static void assertRefused(
      TokenRefusedException.Cause cause, String fact, Tokens tokens, String token) {
    var refused =
        assertThrows(TokenRefusedException.class, () -> tokens.check("shop", "u1", token, false));
    assertEquals(fact, refused.getMessage());
    assertEquals(cause, refused.why());
    assertFalse(token != null && !token.isEmpty() && refused.getMessage().contains(token));
  }
}
