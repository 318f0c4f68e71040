package io.rejoin.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rejoin.testing.TestUser;
import io.rejoin.testing.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Users who do anything at any moment, while actors fail; one who watches. What must hold of what
 * the watcher hears, I2 and I7: somebody joins who was not there, leaves or is lost who was, is
 * back who was lost, and speaks only while there; each message comes once and in order (I3); and at
 * the end nobody stays who has no link. Seeds are fixed, so a failure repeats.
 */
class RandomWorldTest {
  private final Set<String> there = new HashSet<>();
  private final Set<String> lost = new HashSet<>();
  private final Map<String, TestUser> users = new HashMap<>();
  private final List<String> story = new ArrayList<>();
  private long offset;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void theWatcherHearsAConsistentStoryAndNobodyStaysBehind(long seed) throws Exception {
    Random random = new Random(seed);
    try (World world = World.of("rejoin")) {
      TestUser watcher = world.user("w");
      world.meet("r", watcher);
      there.add("w");
      for (int step = 0; step < 120; step++) {
        world.atOnce(
            () -> {
              for (int acts = random.nextInt(3); acts >= 0; acts--) {
                act(world, random);
              }
            });
        if (random.nextInt(3) > 0) {
          world.passes(random.nextInt(9000));
        }
        check(watcher, seed);
      }
      for (TestUser user : users.values()) {
        user.drops();
      }
      world.passes(Duration.ofMinutes(2));
      check(watcher, seed);
      watcher.askMembers("r");
      assertEquals(List.of("members: w"), watcher.words(), () -> "seed " + seed + ": " + story);
      assertEquals(Set.of("w"), there, () -> "seed " + seed + ": " + story);
    }
  }

  private void act(World world, Random random) {
    String name = "u" + random.nextInt(3);
    TestUser user = users.get(name);
    if (user == null) {
      user = world.user(name);
      users.put(name, user);
      user.login();
    }
    if (user.fence() == null) {
      return; // Its first login is under way.
    }
    int what = random.nextInt(20);
    story.add(name + " " + what);
    switch (what) {
      case 0, 1, 2, 3 -> user.startJoin("r");
      case 4 -> user.startLeave("r");
      case 5 -> user.startDrop();
      case 6, 7, 8 -> user.resume();
      case 9, 10 -> user.fallsSilent();
      case 11 -> user.speaks();
      case 12 -> user.restarts();
      case 13 -> world.sessionProfiles.failNext();
      case 14 -> world.roomProfiles.failNext();
      default -> publish(world, user);
    }
  }

  private static void publish(World world, TestUser user) {
    if (world.outlet.seat(world.key("r"), user.link().socket()) != null) {
      user.startPublish("r", "x");
    }
  }

  private void check(TestUser watcher, long seed) {
    for (String words : watcher.words()) {
      story.add("[" + words + "]");
      String[] word = words.split(" ");
      boolean holds =
          switch (word[0]) {
            case "joined" -> there.add(word[1]);
            case "left" -> {
              lost.remove(word[1]);
              yield there.remove(word[1]);
            }
            case "lost" -> there.contains(word[1]) && lost.add(word[1]);
            case "back" -> lost.remove(word[1]);
            case "count" -> true;
            default -> Long.parseLong(word[0]) == ++offset;
          };
      assertTrue(holds, () -> "seed " + seed + ": " + words + " in " + story);
    }
  }
}
