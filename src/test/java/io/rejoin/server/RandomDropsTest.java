package io.rejoin.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Random drops, returns and messages of several users in several rooms. I3: on each link positions
 * strictly increase, and every hole is told by a verdict. What was said comes once to everybody who
 * was there all the time. I7: such a witness hears of each user in order, lost before back.
 *
 * <p>{@code -Drejoin.seed=N} repeats a story, as far as the network repeats its order of events.
 */
class RandomDropsTest extends SharedServerTest {
  private static final int STEPS = 3000;
  private static final int WANDERERS = 5;

  private final List<String> rooms =
      IntStream.range(0, 3).mapToObj(number -> room + "-" + number).toList();

  @Test
  void noMessageIsLostOrDoubledOrUntold() throws Exception {
    long seed = Long.getLong("rejoin.seed", MachineClocks.wall().millis());
    System.out.println("random drops: -Drejoin.seed=" + seed);
    try {
      play(new Random(seed));
    } catch (AssertionError e) {
      throw new AssertionError("-Drejoin.seed=" + seed + ": " + e.getMessage(), e);
    }
  }

  private void play(Random random) throws Exception {
    Wanderer witness = new Wanderer(user("witness"));
    witness.enter(rooms);
    List<Wanderer> others = new ArrayList<>();
    for (int i = 0; i < WANDERERS; i++) {
      Wanderer other = new Wanderer(user("wanderer-" + i).profile(i == 0 ? "swift" : "rejoin"));
      other.enter(rooms);
      others.add(other);
    }
    for (int step = 0; step < STEPS; step++) {
      int who = random.nextInt(WANDERERS + 1);
      if (who == WANDERERS) {
        witness.stay(random);
      } else {
        others.get(who).wander(random);
      }
    }
    List<Wanderer> all = new ArrayList<>(others);
    all.add(witness);
    for (Wanderer each : all) {
      each.finish();
    }
    for (Wanderer each : all) {
      each.settle();
    }
    rooms.forEach(each -> compare(each, witness, all));
    rooms.forEach(each -> witness.record(each).nobodyIsLost());
    assertTrue(all.stream().anyMatch(this::hasMissed), "the story is too short to miss anything");
  }

  private boolean hasMissed(Wanderer wanderer) {
    return rooms.stream().anyMatch(each -> !wanderer.record(each).named().isEmpty());
  }

  private static void compare(String room, Wanderer witness, List<Wanderer> all) {
    long said = all.stream().mapToLong(each -> each.said(room)).sum();
    Hearing heard = witness.record(room);
    assertEquals(said, heard.texts().size(), "said and heard in " + room);
    assertEquals(said, heard.texts().values().stream().distinct().count(), "each once");
    all.forEach(each -> each.record(room).compareWith(heard));
  }
}
