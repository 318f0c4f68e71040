package io.rejoin.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What a room's history keeps, gives and names. */
class HistoryTest {
  private static final Duration AGE = Duration.ofSeconds(30);

  private final History<String> history = new History<>(7, 3, AGE);

  private void say(long at, String... messages) {
    for (String message : messages) {
      history.append(new Entry<>(history.next(), at, message));
    }
  }

  private static List<String> messages(Replay<String> replay) {
    return replay.entries().stream().map(Entry::message).toList();
  }

  private static Verdict cut(Verdict.Cause cause, long epoch, long from, long to) {
    return new Verdict.Truncated(cause, epoch, from, OptionalLong.of(to));
  }

  @Test
  void aNewHistoryHasOffsetZeroAndNothingToGive() {
    assertEquals(new Position(7, 0), history.head());
    assertEquals(new Position(7, 1), history.next());
    Replay<String> replay = history.after(new Position(7, 0), 0);
    assertEquals(List.of(), replay.entries());
    assertEquals(new Verdict.Complete(), replay.verdict());
  }

  @Test
  void whoIsUpToDateMissesNothingHoweverOldTheMessages() {
    say(0, "a", "b", "c", "d");
    Replay<String> replay = history.after(new Position(7, 4), 1_000_000);
    assertEquals(List.of(), replay.entries());
    assertEquals(new Verdict.Complete(), replay.verdict());
  }

  @Test
  void moreThanTheCountAreNamedByCount() {
    say(0, "a", "b", "c", "d", "e");
    Replay<String> replay = history.after(new Position(7, 0), 1);
    assertEquals(List.of("c", "d", "e"), messages(replay));
    assertEquals(cut(Verdict.Cause.COUNT, 7, 1, 2), replay.verdict());
  }

  @Test
  void onlyTheMissingOnesAreNamed() {
    say(0, "a", "b", "c", "d", "e");
    assertEquals(cut(Verdict.Cause.COUNT, 7, 2, 2), history.after(new Position(7, 1), 1).verdict());
    assertEquals(new Verdict.Complete(), history.after(new Position(7, 2), 1).verdict());
  }

  @Test
  void aMessageIsGivenUpToItsAgeAndNamedByWindowAMillisecondLater() {
    say(0, "a");
    say(10, "b");
    assertEquals(List.of("a", "b"), messages(history.after(new Position(7, 0), 30_000)));
    Replay<String> replay = history.after(new Position(7, 0), 30_001);
    assertEquals(List.of("b"), messages(replay));
    assertEquals(cut(Verdict.Cause.WINDOW, 7, 1, 1), replay.verdict());
  }

  @Test
  void allOfThemAgedLeavesAVerdictThatNamesThemAll() {
    say(0, "a", "b");
    Replay<String> replay = history.after(new Position(7, 0), 40_000);
    assertEquals(List.of(), replay.entries());
    assertEquals(cut(Verdict.Cause.WINDOW, 7, 1, 2), replay.verdict());
  }

  @Test
  void whatFellOutByCountIsNamedByWindowOnlyOnceItIsTooOldAnyway() {
    say(0, "a");
    say(20_000, "b", "c", "d");
    assertEquals(
        cut(Verdict.Cause.COUNT, 7, 1, 1), history.after(new Position(7, 0), 30_000).verdict());
    assertEquals(
        cut(Verdict.Cause.WINDOW, 7, 1, 1), history.after(new Position(7, 0), 30_001).verdict());
  }

  @Test
  void positionsOfAFormerEpochStayKnown() {
    say(0, "a", "b");
    history.startEpoch(9);
    say(1, "c");
    assertEquals(new Position(9, 3), history.head());
    Replay<String> replay = history.after(new Position(7, 1), 2);
    assertEquals(List.of("b", "c"), messages(replay));
    assertEquals(new Verdict.Complete(), replay.verdict());
  }

  @Test
  void aPositionThatWasNeverGivenIsUnknownAndGetsAllThereIs() {
    say(0, "a", "b");
    history.startEpoch(9);
    for (Position unknown : List.of(new Position(8, 1), new Position(1, 0), new Position(10, 9))) {
      assertFalse(history.knows(unknown), unknown::toString);
      Replay<String> replay = history.after(unknown, 1);
      assertEquals(List.of("a", "b"), messages(replay));
      assertEquals(
          new Verdict.Truncated(
              Verdict.Cause.EPOCH, unknown.epoch(), unknown.offset() + 1, OptionalLong.empty()),
          replay.verdict());
    }
  }

  @Test
  void whoWasGivenMoreThanIsKnownIsGivenNothingTwice() {
    say(0, "a", "b");
    history.startEpoch(9);
    say(0, "c");
    assertEquals(List.of("c"), messages(history.after(new Position(7, 3), 1)));
    assertEquals(List.of(), messages(history.after(new Position(9, 5), 1)));
    for (Position unknown : List.of(new Position(7, 3), new Position(9, 5))) {
      assertFalse(history.knows(unknown), unknown::toString);
      assertEquals(
          new Verdict.Truncated(
              Verdict.Cause.EPOCH, unknown.epoch(), unknown.offset() + 1, OptionalLong.empty()),
          history.after(unknown, 1).verdict());
    }
  }

  @Test
  void eightFormerEpochsAreRemembered() {
    for (int i = 0; i < 9; i++) {
      history.startEpoch(8 + i);
    }
    assertEquals(8, history.eras().size());
    assertFalse(history.knows(new Position(7, 0)));
    assertTrue(history.knows(new Position(8, 0)));
  }

  @Test
  void aMessageOutOfTurnAndAnEpochThatIsNotHigherAreRefused() {
    Entry<String> gap = new Entry<>(new Position(7, 2), 0, "gap");
    Entry<String> other = new Entry<>(new Position(8, 1), 0, "other epoch");
    assertThrows(IllegalArgumentException.class, () -> history.append(gap));
    assertThrows(IllegalArgumentException.class, () -> history.append(other));
    assertThrows(IllegalArgumentException.class, () -> history.startEpoch(7));
    assertEquals(new Position(7, 0), history.head());
  }

  @Test
  void aRestoredHistoryAnswersAsTheOriginalDoes() {
    say(0, "a", "b");
    history.startEpoch(9);
    say(5, "c", "d", "e");
    History<String> copy =
        History.restore(
            3, AGE, history.head(), history.eras(), history.entries(), history.newestDroppedAt());
    for (long now : new long[] {6, 30_000, 30_001, 30_006, 99_999}) {
      for (long offset = 0; offset <= 6; offset++) {
        for (long epoch : new long[] {7, 9}) {
          Position position = new Position(epoch, offset);
          assertEquals(history.after(position, now), copy.after(position, now));
        }
      }
    }
    assertEquals(history.next(), copy.next());
  }
}
