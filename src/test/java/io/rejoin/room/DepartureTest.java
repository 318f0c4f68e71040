package io.rejoin.room;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rejoin.testing.TestUser;
import io.rejoin.testing.World;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A silent member's departure: what whom is told, to the millisecond, by each profile. */
class DepartureTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rejoin | native | 4000: lost u1, 30000: left u1 timeout, 30000: count 1",
        "agora-rtm-1 | native | 30000: left u1 timeout, 30000: count 1",
        "agora-rtm-web-2020 | web | 30000: left u1 timeout, 30000: count 1",
        "agora-rtc-native | native | 20000: lost u1, 30000: left u1 timeout, 30000: count 1",
        "agora-rtc-native | web-legacy |"
            + " 10000: no stream u1/cam timeout, 30000: left u1 timeout, 30000: count 1",
        "agora-rtc-native | unity | 20000: lost u1, 30000: left u1 timeout, 30000: count 1",
        "agora-rtc-native | android | 20000: lost u1, 30000: left u1 timeout, 30000: count 1",
        "agora-rtc-native | smart-tv | 20000: lost u1, 30000: left u1 timeout, 30000: count 1",
        "agora-rtc-native | web |"
            + " 10000: no stream u1/cam timeout, 30000: left u1 timeout, 30000: count 1",
        "agora-rtc-native-legacy | smart-tv |"
            + " 20000: lost u1, 30000: left u1 timeout, 30000: count 1",
        "agora-rtc-native-legacy | native |"
            + " 20000: lost u1, 30000: left u1 timeout, 30000: count 1",
        "agora-rtc-native-legacy | web-legacy |"
            + " 10000: no stream u1/cam timeout, 30000: left u1 timeout, 30000: count 1",
        "agora-rtc-web-4 | web |"
            + " 10000: no stream u1/cam timeout, 20000: left u1 timeout, 20000: count 1",
        "zego-express-native | native | 90000: left u1 timeout, 90000: count 1",
        "zego-express-web | web | 90000: left u1 timeout, 90000: count 1",
      })
  void observersAreToldEachStepAtItsTimeAndNothingElseInTwentyMinutes(
      String profile, String observer, String told) throws Exception {
    try (World world = World.of(profile)) {
      TestUser watcher = world.user("u2", observer);
      TestUser silent = world.user("u1");
      world.meet("r", watcher, silent);
      silent.publishStream("r", "cam");
      watcher.news();

      silent.fallsSilent();
      world.passes(Duration.ofMinutes(20));

      assertEquals(List.of(told.split(", ")), watcher.news());
    }
  }

  @Test
  void whoIsBackBeforeItsFirstStepWasNeverAway() throws Exception {
    try (World world = World.of("rejoin")) {
      TestUser watcher = world.user("u2");
      TestUser member = world.user("u1");
      world.meet("r", watcher, member);

      member.fallsSilent();
      world.passes(3999);
      member.speaks();
      world.passes(Duration.ofMinutes(20));

      assertEquals(List.of(), watcher.news());
      assertEquals(List.of(), member.news());
    }
  }

  @Test
  void whoSpeaksAgainIsBackForThoseWhoWereToldThatItWasLost() throws Exception {
    try (World world = World.of("rejoin")) {
      TestUser watcher = world.user("u2");
      TestUser member = world.user("u1");
      world.meet("r", watcher, member);

      member.fallsSilent();
      world.passes(29_999);
      member.speaks();
      world.passes(Duration.ofMinutes(20));

      assertEquals(List.of("4000: lost u1", "29999: back u1"), watcher.news());
    }
  }

  @Test
  void whatOneObserverClassWasToldIsUndoneForThatClassOnly() throws Exception {
    try (World world = World.of("agora-rtc-native")) {
      TestUser legacy = world.user("web", "web-legacy");
      TestUser phone = world.user("phone", "ios");
      TestUser member = world.user("u1");
      world.meet("r", legacy, phone, member);
      member.publishStream("r", "cam");
      legacy.news();
      phone.news();

      member.fallsSilent();
      world.passes(15_000);
      member.speaks();
      assertEquals(
          List.of("10000: no stream u1/cam timeout", "15000: stream u1/cam"), legacy.news());
      assertEquals(List.of(), phone.news());

      member.fallsSilent();
      world.passes(25_000);
      member.speaks();
      assertEquals(
          List.of("25000: no stream u1/cam timeout", "40000: stream u1/cam"), legacy.news());
      assertEquals(List.of("35000: lost u1", "40000: back u1"), phone.news());
    }
  }

  @Test
  void aPlatformThatNoClassNamesIsToldAndToldBackAsTheClassOfTheOthersIs() throws Exception {
    try (World world = World.of("agora-rtc-native")) {
      TestUser television = world.user("tv", "smart-tv");
      TestUser member = world.user("u1");
      world.meet("r", television, member);
      member.publishStream("r", "cam");
      television.news();

      member.fallsSilent();
      world.passes(21_000);
      TestUser newcomer = world.user("fridge", "fridge");
      newcomer.login();
      newcomer.join("r");
      assertEquals(
          List.of("logged in 1.1", "in r: tv u1/cam? fridge", "count 3"), newcomer.words());
      member.speaks();

      assertEquals(
          List.of("20000: lost u1", "21000: joined fridge", "21000: count 3", "21000: back u1"),
          television.news());
      assertEquals(List.of("back u1"), newcomer.words());
    }
  }

  @Test
  void withoutAClassOfTheOthersAPlatformThatNoClassNamesHearsOnlyWhatAllAreTold() throws Exception {
    try (World world =
        World.of(
            "narrow",
            "rejoin.profiles.narrow { extends = agora-rtc-native",
            "server.other-platforms = none }")) {
      TestUser television = world.user("tv", "smart-tv");
      TestUser phone = world.user("phone", "ios");
      TestUser member = world.user("u1");
      world.meet("r", television, phone, member);

      member.fallsSilent();
      world.passes(Duration.ofMinutes(20));

      assertEquals(List.of("30000: left u1 timeout", "30000: count 2"), television.news());
      assertEquals(
          List.of("20000: lost u1", "30000: left u1 timeout", "30000: count 2"), phone.news());
    }
  }

  @Test
  void aSecondSilenceIsCountedFromItsOwnLastByte() throws Exception {
    try (World world = World.of("rejoin")) {
      TestUser watcher = world.user("u2");
      TestUser member = world.user("u1");
      world.meet("r", watcher, member);

      member.fallsSilent();
      world.passes(3000);
      member.speaks();
      member.fallsSilent();
      world.passes(Duration.ofMinutes(1));

      assertEquals(
          List.of("7000: lost u1", "33000: left u1 timeout", "33000: count 1"), watcher.news());
    }
  }

  @Test
  void aMemberWhoseSocketClosesDepartsFromItsLastByte() throws Exception {
    try (World world = World.of("rejoin")) {
      TestUser watcher = world.user("u2");
      TestUser member = world.user("u1");
      world.meet("r", watcher, member);

      member.fallsSilent();
      world.passes(1000);
      member.drops();
      world.passes(Duration.ofMinutes(1));

      assertEquals(
          List.of("4000: lost u1", "30000: left u1 timeout", "30000: count 1"), watcher.news());
    }
  }

  @Test
  void newcomersSeeWhoIsLostAndStreamsAsTheirClassWasTold() throws Exception {
    try (World world = World.of("agora-rtc-native")) {
      TestUser member = world.user("u1");
      TestUser other = world.user("u2");
      world.meet("r", other, member);
      member.publishStream("r", "cam");
      member.fallsSilent();
      world.passes(21_000);

      TestUser phone = world.user("phone", "ios");
      phone.login();
      phone.join("r");
      TestUser legacy = world.user("web", "web");
      legacy.login();
      legacy.join("r");

      assertEquals(
          List.of("logged in 1.1", "in r: u2 u1/cam? phone", "count 3", "joined web"),
          phone.words());
      assertEquals(List.of("logged in 1.1", "in r: u2 u1 phone web"), legacy.words());
    }
  }

  @Test
  void aMemberThatLeavesIsGoneAtOnce() throws Exception {
    try (World world = World.of("rejoin")) {
      TestUser watcher = world.user("u2");
      TestUser member = world.user("u1");
      world.meet("r", watcher, member);

      member.leave("r");
      world.passes(Duration.ofMinutes(20));

      assertEquals(List.of("0: left u1 quit", "0: count 1"), watcher.news());
      assertEquals(List.of("0: done"), member.news());
    }
  }
}
