package io.rejoin.room;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rejoin.testing.TestUser;
import io.rejoin.testing.World;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The number of members: at most once a second, and instead of names in a large room. */
class CountTest {
  private static final String[] THREE_NAMED = {
    "rejoin.profiles.rejoin.server.limits.named-members = 3"
  };

  private static TestUser enter(World world, String name) {
    TestUser user = world.user(name);
    user.login();
    user.join("r");
    return user;
  }

  @Test
  void countsAreToldOnceASecondHoweverManyCome() throws Exception {
    try (World world = World.of("rejoin")) {
      TestUser watcher = world.user("w");
      world.meet("r", watcher);
      for (int i = 0; i < 4; i++) {
        enter(world, "m" + i);
        world.passes(300);
      }
      world.passes(5000);
      List<String> counts = watcher.news().stream().filter(line -> line.contains("count")).toList();
      assertEquals(List.of("0: count 2", "1000: count 5"), counts);
    }
  }

  @Test
  void countsAreToldOnceASecondAlsoWhereTheRoomIsEmptyInBetween() throws Exception {
    try (World world = World.of("rejoin")) {
      TestUser user = world.user("w");
      world.meet("r", user);
      user.leave("r");
      user.join("r");
      user.leave("r");
      user.join("r");
      world.passes(5000);
      assertEquals(
          List.of("0: done", "0: in r: w", "0: done", "0: in r: w", "1000: count 1"), user.news());
    }
  }

  @Test
  void aLargeRoomTellsCountsEveryThreeSecondsAndNoNames() throws Exception {
    try (World world = World.of("rejoin", THREE_NAMED)) {
      TestUser watcher = world.user("w");
      TestUser a = world.user("a");
      TestUser b = world.user("b");
      world.meet("r", watcher, a, b);
      TestUser c = enter(world, "c");
      world.passes(500);
      TestUser d = enter(world, "d");
      d.fallsSilent();
      world.passes(2000);
      enter(world, "e");
      world.passes(4000);

      assertEquals(List.of("0: count 4", "3000: count 6"), watcher.news());
      assertEquals(
          List.of("0: logged in 1.1", "0: in r: as known", "0: count 4", "3000: count 6"),
          c.news());
      watcher.askMembers("r");
      assertEquals(List.of("members: as known"), watcher.words());
    }
  }

  @Test
  void aRoomThatCrossesBackSendsASnapshotOnceAndThenNamesAgain() throws Exception {
    try (World world = World.of("rejoin", THREE_NAMED)) {
      TestUser watcher = world.user("w");
      TestUser a = world.user("a");
      TestUser b = world.user("b");
      world.meet("r", watcher, a, b);
      TestUser c = enter(world, "c");
      world.passes(10_000);
      watcher.news();

      a.leave("r");
      world.passes(5000);
      b.leave("r");
      world.passes(5000);

      assertEquals(
          List.of(
              "10000: snapshot: w b c", "10000: count 3", "15000: left b quit", "15000: count 2"),
          watcher.news());
    }
  }
}
