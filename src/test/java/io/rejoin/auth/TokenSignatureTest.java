package io.rejoin.auth;

import static io.rejoin.auth.TokenBench.KEY;
import static io.rejoin.auth.TokenBench.NOW;
import static io.rejoin.auth.TokenBench.app;
import static io.rejoin.auth.TokenBench.assertRefused;
import static io.rejoin.auth.TokenBench.token;
import static io.rejoin.auth.TokenBench.tokens;
import static io.rejoin.auth.TokenRefusedException.Cause.INVALID;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Date;
import org.junit.jupiter.api.Test;

class TokenSignatureTest {
  private static final TokenMinter MINTER = new TokenMinter(InstantSource.fixed(NOW));
  private static final TokenMinter.Wish WISH =
      new TokenMinter.Wish("u1", Duration.ofHours(1), null, true, false);

  private static AppKey pem(String kid, Algorithm algorithm, KeyPairs pair) {
    return AppKey.pem(kid, algorithm, pair.publicPem(), pair.privatePem());
  }

  @Test
  void eachAlgorithmIsAcceptedWithItsOwnKey() throws Exception {
    var keys =
        new AppKey[] {
          KEY,
          pem("rsa", Algorithm.RS256, KeyPairs.rsa(2048)),
          pem("ec", Algorithm.ES256, KeyPairs.ec("secp256r1"))
        };
    var app = app(keys);
    for (var key : keys) {
      var grant = tokens(NOW, app).check("shop", "u1", MINTER.mint(app, key, WISH), false);
      assertEquals(NOW.plusSeconds(3600), grant.expires());
    }
  }

  @Test
  void aTokenOfAnAddedKeyIsAcceptedAndOneOfARemovedKeyIsRefused() throws Exception {
    var next = AppKey.hmac("k2", "the secret that comes after the first", false);
    var old = MINTER.mint(app(KEY), KEY, WISH);
    var young = MINTER.mint(app(next), next, WISH);
    assertRefused(INVALID, "app shop has no key with kid \"k2\"", tokens(NOW, app(KEY)), young);

    var during = tokens(NOW, app(next, KEY));
    during.check("shop", "u1", old, false);
    during.check("shop", "u1", young, false);

    var after = tokens(NOW, app(next));
    after.check("shop", "u1", young, false);
    assertRefused(INVALID, "app shop has no key with kid \"k1\"", after, old);
  }

  @Test
  void aTokenWithoutKidIsTriedAgainstASingleKeyOnly() throws Exception {
    var token = token(null, claims -> claims);
    tokens(NOW, app(KEY)).check("shop", "u1", token, false);
    var next = AppKey.hmac("k2", "the secret that comes after the first", false);
    assertRefused(
        INVALID,
        "the token names no kid, and app shop has 2 keys",
        tokens(NOW, app(KEY, next)),
        token);
  }

  @Test
  void aTokenThatUsesThePublicKeyAsAnHmacSecretIsRefused() throws Exception {
    var pair = KeyPairs.rsa(2048);
    var app = app(pem("rsa", Algorithm.RS256, pair));
    var forged =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("rsa").build(),
            new JWTClaimsSet.Builder()
                .claim("app", "shop")
                .subject("u1")
                .expirationTime(Date.from(NOW.plusSeconds(60)))
                .build());
    forged.sign(new MACSigner(pair.publicPem().getBytes(StandardCharsets.UTF_8)));
    assertRefused(
        INVALID,
        "the token says alg HS256; key rsa of app shop is for RS256",
        tokens(NOW, app),
        forged.serialize());
  }

  @Test
  void aTamperedPayloadIsRefused() {
    var parts = token(claims -> claims).split("\\.");
    var payload = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
    var other = payload.replace("3600", "3601").replace("\"u1\"", "\"u1\" ");
    var forged =
        parts[0]
            + "."
            + Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(other.getBytes(StandardCharsets.UTF_8))
            + "."
            + parts[2];
    assertRefused(INVALID, "the signature is not by key k1 of app shop", forged);
  }

  @Test
  void aTokenSignedByAnotherSecretUnderTheSameKidIsRefused() {
    var other = AppKey.hmac("k1", "another secret under the very same kid", false);
    assertRefused(
        INVALID,
        "the signature is not by key k1 of app shop",
        MINTER.mint(app(other), other, WISH));
  }

  @Test
  void algNoneIsRefused() {
    var encoder = Base64.getUrlEncoder().withoutPadding();
    var header = encoder.encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8));
    var payload = token(claims -> claims).split("\\.")[1];
    assertRefused(
        INVALID,
        "the token is not signed (alg is none, or it is only encrypted)",
        header + "." + payload + ".");
  }

  @Test
  void whatIsNoTokenIsRefusedWithoutRepeatingIt() {
    for (var text : new String[] {"", "x", "a.b", "a.b.c", "....", "\u0000", "€.€.€"}) {
      assertRefused(INVALID, "the token is not a JWT", text);
    }
    assertRefused(INVALID, "the token has 9,000 bytes; limit 8,192", "x".repeat(9000));
  }

  @Test
  void aKeyThatDoesNotFitItsAlgorithmIsRefusedWithTheFact() throws Exception {
    assertWrongKey("the secret has 5 bytes; HS256 needs", () -> AppKey.hmac("k", "short", false));
    var small = KeyPairs.rsa(1024);
    assertWrongKey("the RSA key has 1024 bits", () -> pem("k", Algorithm.RS256, small));
    var curve = KeyPairs.ec("secp384r1");
    assertWrongKey("the EC key is for [ES384]", () -> pem("k", Algorithm.ES256, curve));
    assertWrongKey("the key does not fit RS256", () -> pem("k", Algorithm.RS256, curve));
    assertWrongKey(
        "the key does not fit ES256: there is no \"-----BEGIN PUBLIC KEY-----\"",
        () -> AppKey.pem("k", Algorithm.ES256, "nonsense", ""));
    assertFalse(KEY.toString().contains(TokenBench.SECRET));
  }

  private static void assertWrongKey(
      String fact, org.junit.jupiter.api.function.Executable making) {
    var wrong = assertThrows(IllegalArgumentException.class, making);
    assertEquals(fact, wrong.getMessage().substring(0, fact.length()));
  }
}
