package io.rejoin.profile;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.typesafe.config.ConfigFactory;
import org.junit.jupiter.api.Test;

/** What breaks a rule is refused with its full key, its value and the rule. */
class ProfileRulesTest {
  private static Profiles profiles(String my) {
    return Profiles.from(ConfigFactory.parseString("rejoin.profiles.my {\n" + my + "\n}"));
  }

  private static void refuses(String my, String key, String valueAndRule) {
    ProfileRefusedException refused =
        assertThrows(ProfileRefusedException.class, () -> profiles(my));
    assertEquals("rejoin.profiles.my." + key + ": " + valueAndRule, refused.getMessage());
    assertEquals("rejoin.profiles.my." + key, refused.key());
  }

  private static void refusesSteps(String steps, String key, String valueAndRule) {
    refuses(
        "server.observers.tv = [tv, box]\n server.departures = [" + steps + "]", key, valueAndRule);
  }

  @Test
  void departuresMustBeInOrderOfTime() {
    refusesSteps(
        "{after=10s, observers=all, event=lost}, {after=5s, observers=all, event=left}",
        "server.departures[1].after",
        "5s must be later than the step before it (10s)");
    refusesSteps(
        "{after=10s, observers=all, event=lost}, {after=10000ms, observers=all, event=left}",
        "server.departures[1].after",
        "10000ms must be later than the step before it (10s)");
  }

  @Test
  void aDurationNeedsAUnit() {
    refusesSteps(
        "{after=90, observers=all, event=left}",
        "server.departures[0].after",
        "90 needs a unit, such as 250ms, 10s or 20m");
  }

  @Test
  void theLastDepartureMustBeLeftAndToldToAll() {
    refusesSteps(
        "{after=10s, observers=all, event=lost}",
        "server.departures[0].event",
        "lost must be left: this is the last step");
    refusesSteps(
        "{after=10s, observers=tv, event=left}",
        "server.departures[0].observers",
        "tv must be all: everybody is told who has left");
  }

  @Test
  void leftMustNotComeBeforeTheLastDeparture() {
    refusesSteps(
        "{after=10s, observers=tv, event=left}, {after=20s, observers=all, event=left}",
        "server.departures[0].event",
        "left must not come before the last step");
  }

  @Test
  void aRateMustBeOneThatALinkCanRemember() {
    refuses(
        "server.limits.rates.joins.count = 0",
        "server.limits.rates.joins.count",
        "0 must be above 0");
    refuses(
        "server.limits.rates.joins.count = 10001",
        "server.limits.rates.joins.count",
        "10001 must not be above 10000");
    refuses(
        "server.limits.rates.joins.per = 61m",
        "server.limits.rates.joins.per",
        "61m must not be longer than an hour");
    refuses("server.limits.rates.joins = 5", "server.limits.rates.joins", "5 must be an object");
    refuses(
        "server.limits.rates.joins.each = 5s",
        "server.limits.rates.joins.each",
        "5s is under an unknown key; the nearest known one is per");
    refuses(
        "server.limits.rates.join.count = 5",
        "server.limits.rates.join",
        "{\"count\":5} is under an unknown key; the nearest known one is joins");
    assertDoesNotThrow(() -> profiles("server.limits.rates.joins { count = 10000, per = 60m }"));
  }

  @Test
  void nobodyMustBeToldTheSameTwice() {
    refusesSteps(
        "{after=10s, observers=all, event=lost}, {after=20s, observers=tv, event=lost},"
            + " {after=30s, observers=all, event=left}",
        "server.departures[1].event",
        "lost must not be told twice: all heard it before");
    assertDoesNotThrow(
        () ->
            profiles(
                """
                server.observers { tv = [tv], phone = [phone] }
                server.departures = [
                  { after = 10s, observers = tv, event = lost }
                  { after = 20s, observers = phone, event = lost }
                  { after = 30s, observers = all, event = left }
                ]
                """));
  }

  @Test
  void thereMustBeDepartures() {
    refuses("server.departures = []", "server.departures", "[] must have at least one step");
    refuses("server.departures = 30s", "server.departures", "30s must be a list");
    refuses("server.departures = [30s]", "server.departures[0]", "30s must be an object");
  }

  @Test
  void aDepartureMustNameAnObserverClassThatIsThere() {
    refusesSteps(
        "{after=10s, observers=telly, event=lost}, {after=30s, observers=all, event=left}",
        "server.departures[0].observers",
        "telly must be all or one of the classes under observers [tv]");
  }

  @Test
  void aDepartureMustHaveAKnownEvent() {
    refusesSteps(
        "{after=10s, observers=all, event=gone}",
        "server.departures[0].event",
        "gone must be one of streams-removed, lost, left");
  }

  @Test
  void aPlatformMustBeInOneObserverClassOnly() {
    refuses(
        "server.observers { phone = [ios, web], tv = [web] }",
        "server.observers.tv",
        "[\"web\"] must not name web, which is in phone");
    refuses(
        "server.observers.tv = []", "server.observers.tv", "[] must name at least one platform");
    refuses(
        "server.observers.all = [web]",
        "server.observers.all",
        "[\"web\"] must not be named so: it means everybody");
    refuses(
        "server.observers { phone = [iOS], tablet = [ios] }",
        "server.observers.tablet",
        "[\"ios\"] must not name ios, which is in phone");
    refuses(
        "server.other-platforms = phone",
        "server.other-platforms",
        "phone must be none or one of the classes under observers []");
  }

  @Test
  void silenceMustBeLongerThanTheHeartbeatAndShorterThanTheFirstDeparture() {
    refuses(
        "server.ask-after = 1s",
        "server.ask-after",
        "1s must be longer than client.heartbeat (1s)");
    refuses(
        "server.silent-after = 1500ms",
        "server.ask-after",
        "1500ms must be shorter than silent-after (1500ms)");
    refuses(
        "server.silent-after = 4s",
        "server.silent-after",
        "4s must be shorter than the first of departures (4s)");
  }

  @Test
  void unreachableIsLaterThanSilentIfEver() {
    refuses(
        "server.unreachable-after = 2500ms",
        "server.unreachable-after",
        "2500ms must be longer than silent-after (2500ms), or never");
  }

  @Test
  void theStepsOfAClientsSilenceMustBeInOrderOfTime() {
    refuses(
        "client.interrupted-after = 1s",
        "client.interrupted-after",
        "1s must be longer than heartbeat (1s)");
    refuses(
        "client.lost-after = 4s",
        "client.lost-after",
        "4s must be longer than interrupted-after (4s)");
    refuses(
        "client.give-up-after = 3s",
        "client.give-up-after",
        "3s must be longer than interrupted-after (4s)");
    refuses(
        "client { lost-after = 20s, give-up-after = 20s }",
        "client.give-up-after",
        "20s must be longer than lost-after (20s)");
  }

  @Test
  void durationsMustBeAboveZeroAndHaveAKnownUnit() {
    refuses(
        "client.login-timeout = 0s",
        "client.login-timeout",
        "0s must be a duration of at least 1ms");
    refuses(
        "client.login-timeout = -5s",
        "client.login-timeout",
        "-5s must be a duration of at least 1ms");
    refuses(
        "client.login-timeout = 5 parsecs",
        "client.login-timeout",
        "5 parsecs must be a duration such as 250ms, 10s or 20m");
    refuses(
        "client.login-timeout = never",
        "client.login-timeout",
        "never must be a duration such as 250ms, 10s or 20m");
  }

  @Test
  void countsMustBeWholeAndAboveZero() {
    refuses("server.replay-count = 0", "server.replay-count", "0 must be above 0");
    refuses("server.replay-count = 1.5", "server.replay-count", "1.5 must be a whole number");
    refuses(
        "server.limits.named-members = many",
        "server.limits.named-members",
        "many must be a whole number");
  }

  @Test
  void reconnectionMustNotGetFaster() {
    refuses("client.reconnect.factor = 0.5", "client.reconnect.factor", "0.5 must be 1 or more");
    refuses("client.reconnect.factor = x", "client.reconnect.factor", "x must be a number");
    refuses(
        "client.reconnect.max-in-window = 100ms",
        "client.reconnect.max-in-window",
        "100ms must not be shorter than initial (250ms)");
    refuses(
        "client.reconnect.max = 500ms",
        "client.reconnect.max",
        "500ms must not be shorter than max-in-window (1s)");
  }

  @Test
  void aTokensEndMustBeAKnownWord() {
    refuses(
        "server.on-token-expiry = shout",
        "server.on-token-expiry",
        "shout must be one of tell, close");
  }

  @Test
  void anUnknownKeyIsRefusedWithTheNearestKnownOne() {
    refuses(
        "client.heart-beat = 1s",
        "client.heart-beat",
        "1s is under an unknown key; the nearest known one is heartbeat");
    refuses("servr {}", "servr", "{} is under an unknown key; the nearest known one is server");
    refuses(
        "server.limits.payload = 5",
        "server.limits.payload",
        "5 is under an unknown key; the nearest known one is payload-bytes");
    refuses(
        "client.states.reconecting = x",
        "client.states.reconecting",
        "x is under an unknown key; the nearest known one is reconnecting");
    refuses(
        "client.reasons.kick = x",
        "client.reasons.kick",
        "x is under an unknown key; the nearest known one is kicked");
    refuses(
        "server.departures = [{after=9s, observer=all, event=left}]",
        "server.departures[0].observer",
        "all is under an unknown key; the nearest known one is observers");
  }

  @Test
  void aNameMayHaveANumberAndNothingElse() {
    String rule = " must be a name, or [name, number]";
    refuses("client.states.failed = [F]", "client.states.failed", "[\"F\"]" + rule);
    refuses("client.states.failed = [F, G]", "client.states.failed", "[\"F\",\"G\"]" + rule);
    refuses("client.states.failed = [F, 1, 2]", "client.states.failed", "[\"F\",1,2]" + rule);
    refuses("client.states.failed = 5", "client.states.failed", "5 must be a word");
    refuses("client.states.failed = \"\"", "client.states.failed", " must not be empty");
    refuses("client.codes.kicked = K", "client.codes.kicked", "K must be a whole number");
  }

  @Test
  void whatIsTakenAwayIsMissed() {
    refuses("client.heartbeat = null", "client.heartbeat", "nothing is there; a value is needed");
    refuses("client = 5", "client", "5 must be an object");
    refuses(
        "server.departures = [{after=9s, event=left}]",
        "server.departures[0].observers",
        "nothing is there; a value is needed");
  }
}
