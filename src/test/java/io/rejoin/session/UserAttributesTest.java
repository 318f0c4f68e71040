package io.rejoin.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rejoin.room.AttributeEdit;
import io.rejoin.testing.TestUser;
import io.rejoin.testing.World;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a user sets of its own attributes lives as long as its login (S0). */
class UserAttributesTest {
  private final World world = World.of("rejoin");
  private final TestUser ann = world.user("ann");
  private final TestUser bob = world.user("bob");

  @BeforeEach
  void bothLogInAndAnnSetsHers() {
    ann.login();
    bob.login();
    ann.changeAttributes(null, set("mood", "calm"), false);
    ann.news();
    bob.news();
  }

  @AfterEach
  void end() throws Exception {
    world.close();
  }

  private static AttributeEdit set(String key, String value) {
    return new AttributeEdit(false, Map.of(key, value), List.of());
  }

  private List<String> bobReads() {
    bob.readAttributes("ann", null);
    return bob.words();
  }

  @Test
  void anybodyReadsThemAndOnlyTheirUserChangesThem() {
    assertEquals(List.of("ann {mood=calm}"), bobReads());
    ann.changeAttributes(
        null, new AttributeEdit(true, Map.of("a", "1", "b", "2"), List.of()), true);
    assertEquals(List.of("done"), ann.words());
    bob.readAttributes("ann", null, "b", "nothing");
    assertEquals(List.of("ann {b=2}"), bob.words());
    bob.changeAttributes(null, set("mood", "wild"), false);
    bob.readAttributes(null, null);
    assertEquals(List.of("done", "bob {mood=wild}"), bob.words());
    ann.readAttributes("ann", null);
    assertEquals(List.of("ann {a=1, b=2}"), ann.words());
  }

  @Test
  void whatIsTooMuchIsRefusedAndChangesNothing() {
    ann.changeAttributes(null, set("k".repeat(33), "v"), false);
    ann.changeAttributes(null, set("long", "x".repeat(8193)), false);
    ann.changeAttributes(null, set("big", "x".repeat(8192)), false);
    ann.changeAttributes(null, set("too", "x".repeat(8192)), false);
    assertEquals(
        List.of(
            "refused ATTRIBUTES_TOO_LARGE",
            "refused ATTRIBUTES_TOO_LARGE",
            "done",
            "refused ATTRIBUTES_TOO_LARGE"),
        ann.words());
    bob.readAttributes("ann", null, "mood", "too");
    assertEquals(List.of("ann {mood=calm}"), bob.words());
  }

  @Test
  void theySurviveADropAndCanBeReadMeanwhile() {
    ann.drops();
    world.passes(Duration.ofSeconds(29));
    assertEquals(List.of("ann {mood=calm}"), bobReads());
    ann.resume();
    assertEquals(List.of("ann {mood=calm}"), bobReads());
  }

  @Test
  void theyEndWithTheWindow() {
    ann.drops();
    world.passes(Duration.ofSeconds(31));
    assertEquals(List.of("refused USER_NOT_FOUND"), bobReads());
    ann.resume();
    assertEquals(List.of("ann {}"), bobReads());
  }

  @Test
  void theyEndWithTheWindowAlsoOfAUserWhoIsWatched() {
    bob.subscribe("ann");
    bob.news();
    ann.drops();
    world.passes(Duration.ofSeconds(31));
    ann.resume();
    assertEquals(List.of("ann is unreachable", "ann is offline", "ann is online"), bob.words());
    assertEquals(List.of("ann {}"), bobReads());
  }

  @Test
  void theyEndWithTheLogout() {
    ann.logout();
    assertEquals(List.of("refused USER_NOT_FOUND"), bobReads());
    ann.login();
    assertEquals(List.of("ann {}"), bobReads());
  }

  @Test
  void aNewLoginStartsWithoutThemAndARepeatedOneKeepsThem() {
    ann.repeatLogin();
    assertEquals(List.of("ann {mood=calm}"), bobReads());
    ann.restarts();
    assertEquals(List.of("ann {}"), bobReads());
  }

  @Test
  void theySurviveAFailureOfTheSession() {
    world.sessionProfiles.failNext();
    ann.changeAttributes(null, set("lost", "x"), false);
    world.passes(Duration.ofSeconds(1));
    assertEquals(List.of("ann {mood=calm}"), bobReads());
  }

  @Test
  void aUserWhoIsNotThereHasNone() {
    bob.readAttributes("nobody", null);
    assertEquals(List.of("refused USER_NOT_FOUND"), bob.words());
    assertEquals(List.of(), ann.words());
  }
}
