package io.rejoin.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.rejoin.auth.App;
import io.rejoin.auth.AppKey;
import io.rejoin.auth.RoomPermission;
import io.rejoin.auth.RoomPermission.Action;
import io.rejoin.auth.TokenMinter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tokens on the wire: what they permit, and how they end and are renewed. */
class TokensTest extends SharedServerTest {
  private static final String SECRET = "a secret that only the tests of guarded know";
  private static final App GUARDED = guarded(SECRET);

  private static App guarded(String secret) {
    return new App("guarded", "rejoin", List.of(AppKey.hmac("k1", secret, false)), false);
  }

  private static String token(InstantSource clock, App app, TestUser user, Duration life) {
    List<RoomPermission> rooms =
        List.of(
            new RoomPermission("room-*", EnumSet.of(Action.JOIN, Action.PUBLISH)),
            new RoomPermission("stage", EnumSet.of(Action.JOIN)));
    TokenMinter.Wish wish = new TokenMinter.Wish(user.name(), life, rooms, true, false);
    return new TokenMinter(clock).mint(app, wish);
  }

  private static String token(TestUser user, Duration life) {
    return token(MachineClocks.wall(), GUARDED, user, life);
  }

  private TestUser guardedUser(String name) {
    return user(name).app("guarded");
  }

  @Test
  void whatTheTokenDoesNotPermitIsForbidden() throws Exception {
    TestUser ann = guardedUser("ann");
    ann.token(token(ann, Duration.ofHours(1)));
    meet(ann);
    ann.say(room, "permitted");
    ann.join("stage");
    ann.publish("stage", "I may only listen");
    ann.nextError("forbidden");
    ann.ask("'type':'join','room':'backstage'");
    assertFalse(ann.nextError("forbidden").path("retry").asBoolean());
    ann.ask("'type':'attributes-change','room':'stage','set':{'k':'v'}");
    ann.nextError("forbidden");
    ann.ask("'type':'attributes-read','room':'backstage'");
    ann.nextError("forbidden");
    ann.ask("'type':'kick','user':'" + ann.name() + "'");
    ann.nextError("forbidden");
    nothingElse(ann);
    ann.hearsNothingElseIn("stage");
  }

  @Test
  void aLoginWithoutAGoodTokenIsRefused() throws Exception {
    TestUser ann = guardedUser("ann");
    InstantSource anHourAgo =
        InstantSource.fixed(MachineClocks.wall().instant().minus(Duration.ofHours(1)));
    App forger = guarded("another secret that the server has never heard of");
    Duration life = Duration.ofMinutes(1);
    ann.connect();
    refused(ann, null, "token-invalid");
    refused(ann, "not.a.token", "token-invalid");
    refused(ann, token(MachineClocks.wall(), forger, ann, life), "token-invalid");
    refused(ann, token(guardedUser("someone else"), life), "token-invalid");
    assertTrue(
        refused(ann, token(anHourAgo, GUARDED, ann, life), "token-expired")
            .path("retry")
            .asBoolean());
    ann.token(token(ann, life)).askToLogIn("");
    ann.loggedIn(false);
    ann.hearsNothingElse();
  }

  private static JsonNode refused(TestUser user, String token, String code) throws Exception {
    user.token(token).askToLogIn("");
    return user.nextError(code);
  }

  @Test
  void aTokenThatEndsSoonIsToldAndRenewed() throws Exception {
    TestUser ann = guardedUser("ann");
    ann.token(token(ann, Duration.ofSeconds(20)));
    ann.connect();
    ann.askToLogIn("");
    long ends = ann.loggedIn(false).path("tokenExpiresInMs").asLong();
    assertTrue(ends > 0 && ends <= 20_000, "ends in ms: " + ends);
    long left = ann.next("token-expiring").path("inMs").asLong();
    assertTrue(left > 0 && left <= 20_000, "left in ms: " + left);
    ann.ask("'type':'renew','token':'" + token(ann, Duration.ofHours(1)) + "'");
    assertTrue(ann.next("renewed").path("tokenExpiresInMs").asLong() > 3_500_000);
    ann.hearsNothingFor(Duration.ofMillis(300)); // several sweeps
    ann.hearsNothingElse();
  }

  @Test
  void anEndedTokenIsToldAndTheSessionGoesOnWithANewOne() throws Exception {
    TestUser ann = guardedUser("ann");
    TestUser ben = guardedUser("ben");
    ann.token(token(ann, Duration.ofHours(1)));
    ben.token(token(ben, Duration.ofHours(1)));
    meet(ann, ben);
    ben.ask("'type':'renew','token':'" + token(ben, Duration.ofSeconds(2)) + "'");
    ben.next("renewed");
    ben.next("token-expiring");
    ben.next("token-expired");
    ben.say(room, "still here");
    ann.nextMessage("still here");
    ben.ask("'type':'renew','token':'" + token(ben, Duration.ofHours(1)) + "'");
    ben.next("renewed");
    nothingElse(ann, ben);
  }

  @Test
  void aResumeWithAnEndedTokenIsRefusedUntilANewOneIsGiven() throws Exception {
    TestUser ann = guardedUser("ann");
    TestUser ben = guardedUser("ben");
    ann.token(token(ann, Duration.ofHours(1)));
    ben.token(token(ben, Duration.ofHours(1)));
    meet(ann, ben);
    ben.closeSocket();
    InstantSource anHourAgo =
        InstantSource.fixed(MachineClocks.wall().instant().minus(Duration.ofHours(1)));
    ben.connect();
    ben.token(token(anHourAgo, GUARDED, ben, Duration.ofMinutes(1))).askToResume();
    ben.nextError("token-expired");
    ben.token(token(ben, Duration.ofHours(1))).askToResume();
    ben.loggedIn(true);
    ben.next("joined");
    assertEquals("complete", ben.next("verdict").path("result").asText());
    nothingElse(ann, ben);
  }
}
