package io.rejoin.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProfilesTest {
  private static Profiles written(String profiles) {
    return Profiles.from(
        ConfigFactory.parseString("rejoin.profiles {\n" + profiles + "\n}").resolve());
  }

  private static Profile one(String name, String profiles) {
    return written(profiles).find(name).orElseThrow();
  }

  private static String refused(String profiles) {
    return assertThrows(ProfileRefusedException.class, () -> written(profiles)).getMessage();
  }

  @Test
  void theBuiltInProfilesAreThereWithoutAConfiguration() {
    List<String> names = Profiles.builtIn().all().stream().map(Profile::name).toList();
    assertEquals(Profiles.BUILT_IN, names);
    assertEquals(
        names, Profiles.from(ConfigFactory.empty()).all().stream().map(Profile::name).toList());
    assertEquals(
        names, Profiles.from(ConfigFactory.load()).all().stream().map(Profile::name).toList());
  }

  @Test
  void aNameWithoutAProfileFindsNothing() {
    assertEquals(Optional.empty(), Profiles.builtIn().find("agora"));
  }

  @Test
  void aProfileOfAnApplicationFallsBackToRejoin() {
    Profile rejoin = Profiles.builtIn().find("rejoin").orElseThrow();
    Profile mine = one("my-profile", "my-profile { client.login-timeout = 3s }");
    assertEquals("my-profile", mine.name());
    assertEquals(Duration.ofSeconds(3), mine.client().loginTimeout());
    assertEquals(rejoin.server(), mine.server());
    assertEquals(rejoin.client().reasons(), mine.client().reasons());
  }

  @Test
  void aProfileThatExtendsAnotherHasItsValuesAndReplacesListsAsAWhole() {
    Profile zego = Profiles.builtIn().find("zego-express-web").orElseThrow();
    Profile mine =
        one(
            "mine",
            """
            mine {
              extends = zego-express-web
              server.departures = [ { after = 100s, observers = all, event = left } ]
            }
            """);
    assertEquals(zego.client().reasons(), mine.client().reasons());
    assertEquals(zego.client().giveUpAfter(), mine.client().giveUpAfter());
    assertEquals(Duration.ofSeconds(100), mine.server().window());
    assertEquals(Duration.ofSeconds(100), mine.client().reconnect().window());
    assertEquals(1, mine.server().departures().size());
  }

  @Test
  void profilesOfAnApplicationMayExtendEachOtherInAnyOrder() {
    Profiles profiles =
        written(
            """
            a { extends = b, client.login-timeout = 1s }
            b { extends = agora-rtm-1, server.replay-count = 7 }
            """);
    Profile a = profiles.find("a").orElseThrow();
    assertEquals(Duration.ofSeconds(1), a.client().loginTimeout());
    assertEquals(7, a.server().replayCount());
    assertEquals("ABORTED", a.client().states().get("aborted").name());
    assertEquals(10, profiles.all().size());
  }

  @Test
  void aSectionWithABuiltInNameChangesThatProfileAndTheHeirsOfIt() {
    Profiles profiles = written("agora-rtm-1 { server.limits.rooms-per-session = 21 }");
    assertEquals(21, rooms(profiles, "agora-rtm-1"));
    assertEquals(21, rooms(profiles, "agora-rtm-web-2020"));
    assertEquals(20, rooms(profiles, "rejoin"));
  }

  private static int rooms(Profiles profiles, String name) {
    return profiles.find(name).orElseThrow().server().limits().roomsPerSession();
  }

  @Test
  void extendingWhatIsNotThereNamesTheNearestProfile() {
    assertEquals(
        "rejoin.profiles.mine.extends: agora-rtm is no profile;"
            + " the nearest known one is agora-rtm-1",
        refused("mine.extends = agora-rtm"));
  }

  @Test
  void aCircleOfExtendsIsRefused() {
    assertEquals(
        "rejoin.profiles.b.extends: a must not extend itself: a > b",
        refused("a.extends = b\n b.extends = a"));
    assertEquals(
        "rejoin.profiles.a.extends: a must not extend itself: a", refused("a.extends = a"));
  }

  @Test
  void theDefaultExtendsNothing() {
    assertTrue(
        refused("rejoin.extends = agora-rtm-1")
            .startsWith("rejoin.profiles.rejoin.extends: agora-rtm-1 is under an unknown key"));
  }

  @Test
  void aNameThatCouldNotTravelIsRefused() {
    assertEquals(
        "rejoin.profiles.My: My must be a name of lower-case letters, digits and hyphens, at most"
            + " 64",
        refused("My {}"));
    assertEquals("rejoin.profiles.mine: 5 must be an object", refused("mine = 5"));
  }
}
