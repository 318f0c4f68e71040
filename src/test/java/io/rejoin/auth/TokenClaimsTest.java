package io.rejoin.auth;

import static io.rejoin.auth.TokenBench.KEY;
import static io.rejoin.auth.TokenBench.NOW;
import static io.rejoin.auth.TokenBench.app;
import static io.rejoin.auth.TokenBench.assertRefused;
import static io.rejoin.auth.TokenBench.check;
import static io.rejoin.auth.TokenBench.token;
import static io.rejoin.auth.TokenBench.tokens;
import static io.rejoin.auth.TokenRefusedException.Cause.APP_UNKNOWN;
import static io.rejoin.auth.TokenRefusedException.Cause.EXPIRED;
import static io.rejoin.auth.TokenRefusedException.Cause.INVALID;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TokenClaimsTest {

  private static Date at(long seconds) {
    return Date.from(NOW.plusSeconds(seconds));
  }

  @Test
  void aTokenEndsAtItsSecondWithoutLeeway() throws Exception {
    var token = token(claims -> claims.expirationTime(at(60)));
    tokens(NOW.plusSeconds(60).minusNanos(1), app(KEY)).check("shop", "u1", token, false);
    assertRefused(EXPIRED, "expired 0 s ago", tokens(NOW.plusSeconds(60), app(KEY)), token);
    assertRefused(EXPIRED, "expired 12 s ago", tokens(NOW.plusSeconds(72), app(KEY)), token);
  }

  @Test
  void aTokenFromTheFutureIsTakenWithinTheLeewayOnly() throws Exception {
    check(token(claims -> claims.issueTime(at(5)).notBeforeTime(at(5))));
    assertRefused(
        INVALID, "nbf is 6 s ahead; leeway 5 s", token(claims -> claims.notBeforeTime(at(6))));
    assertRefused(
        INVALID, "iat is 6 s ahead; leeway 5 s", token(claims -> claims.issueTime(at(6))));
  }

  @Test
  void aTokenWithoutExpiryIsRefusedUnlessSettingsTakeIt() throws Exception {
    var endless = token(claims -> claims.expirationTime(null));
    assertRefused(INVALID, "the token has no exp", endless);
    var lenient = new AuthSettings(Duration.ZERO, false, Duration.ofHours(24), 8192);
    var tokens = new JwtTokens(new Apps(List.of(app(KEY))), lenient, InstantSource.fixed(NOW));
    assertEquals(Instant.MAX, tokens.check("shop", "u1", endless, false).expires());
  }

  @Test
  void aLifeBeyondTheLongestIsRefusedWithOrWithoutIssueTime() throws Exception {
    check(token(claims -> claims.expirationTime(at(86_400))));
    assertRefused(
        INVALID,
        "the token lives 86,401 s; limit 86,400 s",
        token(claims -> claims.expirationTime(at(86_401))));
    assertRefused(
        INVALID,
        "the token lives 90,000 s; limit 86,400 s",
        token(claims -> claims.issueTime(null).expirationTime(at(90_000))));
  }

  @Test
  void aTokenOfAnotherAppOrAnotherUserIsRefused() {
    assertRefused(INVALID, "claim app is not shop", token(claims -> claims.claim("app", "bank")));
    assertRefused(INVALID, "claim app is not shop", token(claims -> claims.claim("app", null)));
    var anothers = "claim sub is not the user that logs in";
    assertRefused(INVALID, anothers, token(claims -> claims.subject("u2")));
    assertRefused(INVALID, anothers, token(claims -> claims.subject(null)));
    assertRefused(INVALID, anothers, token(claims -> claims.subject("U1")));
  }

  @Test
  void anAppThatIsNotThereIsNamedSafely() {
    var refused =
        assertThrows(
            TokenRefusedException.class,
            () -> tokens(NOW, app(KEY)).check("a\nb" + "c".repeat(99), "u1", null, true));
    assertEquals(APP_UNKNOWN, refused.why());
    assertEquals("this server has no app \"a?b" + "c".repeat(61) + "…\"", refused.getMessage());
  }

  @Test
  void absentPermissionsPermitAll() throws Exception {
    var grant = check(token(claims -> claims));
    assertTrue(grant.mayJoin("any") && grant.mayPublish("any") && grant.mayPeer());
  }

  @Test
  void permissionsHoldForTheRoomsTheyName() throws Exception {
    var grant =
        check(
            token(
                claims ->
                    claims
                        .claim("peer", false)
                        .claim(
                            "rooms",
                            List.of(
                                Map.of("pattern", "lobby*", "can", List.of("join")),
                                Map.of("pattern", "lobby-1", "can", List.of("publish"))))));
    assertTrue(grant.mayJoin("lobby"));
    assertTrue(grant.mayJoin("lobby-1") && grant.mayPublish("lobby-1"));
    assertFalse(grant.mayPublish("lobby") || grant.mayPublish("lobby-12"));
    assertFalse(grant.mayJoin("hall") || grant.mayPublish("hall") || grant.mayPeer());
  }

  @Test
  void anEmptyListOfRoomsPermitsNone() throws Exception {
    var grant = check(token(claims -> claims.claim("rooms", List.of())));
    assertFalse(grant.mayJoin("any") || grant.mayPublish("any"));
    assertTrue(grant.mayPeer());
  }

  @Test
  void malformedPermissionsAreRefusedAndNeverReadAsAll() {
    assertRefused(
        INVALID, "claim rooms is not a list", token(claims -> claims.claim("rooms", "*")));
    var form = "claim rooms[0] is not {pattern: text, can: [join, publish]}";
    assertRefused(INVALID, form, token(claims -> claims.claim("rooms", List.of("*"))));
    assertRefused(
        INVALID, form, token(claims -> claims.claim("rooms", List.of(Map.of("pattern", "*")))));
    assertRefused(
        INVALID,
        "claim rooms[0].can says \"read\"; known are join and publish",
        token(
            claims ->
                claims.claim("rooms", List.of(Map.of("pattern", "*", "can", List.of("read"))))));
    assertRefused(
        INVALID,
        "claim peer is neither true nor false",
        token(claims -> claims.claim("peer", "yes")));
  }
}
