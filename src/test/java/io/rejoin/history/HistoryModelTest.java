package io.rejoin.history;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** The history against a list that forgets nothing; a failure prints its seed. */
class HistoryModelTest {
  private static final long AGE = 10;

  /** What happens: after this many milliseconds somebody says something, or an epoch starts. */
  record Step(int after, boolean isEpoch) {}

  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<Boolean> epochs = Arbitraries.integers().between(0, 9).map(n -> n == 0);
    return Combinators.combine(Arbitraries.integers().between(0, 8), epochs)
        .as(Step::new)
        .list()
        .ofMaxSize(30);
  }

  @Property
  void aReplayGivesTheNewestThatAreNotTooOldAndNamesTheRest(
      @ForAll("steps") List<Step> steps, @ForAll @IntRange(min = 1, max = 5) int count) {
    History<Integer> history = new History<>(1, count, Duration.ofMillis(AGE));
    List<Entry<Integer>> all = new ArrayList<>();
    List<Position> known = new ArrayList<>(List.of(new Position(1, 0)));
    long now = 0;
    int epochs = 0;
    for (Step step : steps) {
      now += step.after();
      if (step.isEpoch() && epochs < 8) {
        epochs++;
        history.startEpoch(history.head().epoch() + 1);
      } else {
        Entry<Integer> entry = new Entry<>(history.next(), now, all.size());
        history.append(entry);
        all.add(entry);
      }
      known.add(history.head());
      for (Position had : known) {
        assertEquals(expected(all, count, had, now), history.after(had, now), had + " at " + now);
      }
    }
  }

  private static Replay<Integer> expected(
      List<Entry<Integer>> all, int count, Position had, long now) {
    List<Entry<Integer>> given = new ArrayList<>();
    List<Entry<Integer>> missing = new ArrayList<>();
    for (Entry<Integer> entry : all) {
      boolean isNewest = all.size() - entry.position().offset() < count;
      boolean isYoung = now - entry.heardAt() <= AGE;
      if (entry.position().offset() > had.offset()) {
        (isNewest && isYoung ? given : missing).add(entry);
      }
    }
    if (missing.isEmpty()) {
      return new Replay<>(given, new Verdict.Complete());
    }
    Entry<Integer> last = missing.get(missing.size() - 1);
    Verdict.Cause cause = now - last.heardAt() > AGE ? Verdict.Cause.WINDOW : Verdict.Cause.COUNT;
    return new Replay<>(
        given,
        new Verdict.Truncated(
            cause, had.epoch(), had.offset() + 1, OptionalLong.of(last.position().offset())));
  }
}
