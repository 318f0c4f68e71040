package io.rejoin.store;

import static io.rejoin.store.Stores.answer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.rejoin.store.Accounts.Account;
import io.rejoin.store.Inboxes.Letter;
import io.rejoin.store.Inboxes.Line;
import io.rejoin.store.Inboxes.Opened;
import io.rejoin.store.Inboxes.Put;
import io.rejoin.store.Inboxes.Put.Fenced;
import io.rejoin.store.Inboxes.Put.Full;
import io.rejoin.store.Inboxes.Put.Kept;
import io.rejoin.store.Inboxes.Put.Superseded;
import io.rejoin.store.Inboxes.Stored;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What holds for inboxes wherever they are kept. */
abstract class InboxRules {
  static final Map<String, ?> BOUNDS =
      Map.of("inbox.letters", 5, "inbox.bytes", 100, "inbox.age", "7d");

  final TestClock clock = new TestClock();

  /** Begins with an empty store, with these bounds and this clock. */
  abstract void open() throws Exception;

  abstract Accounts accounts();

  abstract Inboxes inboxes();

  @BeforeEach
  void openTheStore() throws Exception {
    open();
    for (var user : List.of("u1", "u2")) {
      answer(accounts().login("demo", user, "i1", 1, 0));
    }
  }

  private Letter letter(String from, long epoch, long number, String payload) {
    return new Letter(from, epoch, number, clock.millis(), payload, false);
  }

  Letter letter(String from, long number) {
    return letter(from, 1, number, from + number);
  }

  List<Put> put(long incarnation, Letter... letters) {
    return answer(inboxes().put("demo", "u1", incarnation, List.of(letters)));
  }

  private void remove(long incarnation, Long... places) {
    answer(inboxes().remove("demo", "u1", incarnation, List.of(places)));
  }

  private Opened open(String user) {
    return answer(inboxes().open("demo", user));
  }

  private static List<Put> kept(long first, long last) {
    return LongStream.rangeClosed(first, last).<Put>mapToObj(Kept::new).toList();
  }

  private static List<Long> places(Opened opened) {
    return opened.letters().stream().map(Stored::place).toList();
  }

  @Test
  void lettersWaitInTheirOrderForTheSessionThatOpensTheInbox() {
    var a1 = letter("a", 1);
    var b7 = letter("b", 7);
    var a2 = new Letter("a", 1, 2, clock.millis(), "AAE=", true);
    assertEquals(kept(1, 2), put(1, a1, b7));
    assertEquals(kept(3, 3), put(1, a2));
    var opened = open("u1");
    assertEquals(new Account(1, 2, true, Sanctions.NONE, true), opened.account());
    assertEquals(
        List.of(new Stored(1, a1), new Stored(2, b7), new Stored(3, a2)), opened.letters());
    assertEquals(
        List.of(new Line("a", 1, 2), new Line("b", 1, 7)),
        opened.lines().stream().sorted((x, y) -> x.from().compareTo(y.from())).toList());
    assertEquals(new Opened(new Account(1, 2, true), List.of(), List.of()), open("u2"));
  }

  @Test
  void whoNeverLoggedInHasNoInbox() {
    var never = new Opened(new Account(0, 0, false), List.of(), List.of());
    assertEquals(never, open("u3"));
    var put = inboxes().put("demo", "u3", 0, List.of(letter("a", 1)));
    assertEquals(List.of(new Fenced(0)), answer(put));
    assertEquals(never, open("u3"), "nothing was written");
    assertEquals(1, answer(accounts().login("demo", "u3", "i1", 1, 0)).incarnation());
    assertEquals(new Opened(new Account(1, 2, true), List.of(), List.of()), open("u3"));
  }

  @Test
  void aRepeatedLetterIsKeptOnce() {
    put(1, letter("a", 1), letter("a", 3));
    assertEquals(
        List.of(new Kept(1), new Kept(0), new Kept(2), new Kept(3), new Kept(3)),
        put(1, letter("a", 1), letter("a", 2), letter("a", 3), letter("a", 4), letter("a", 4)));
    assertEquals(List.of(1L, 2L, 3L), places(open("u1")));
    remove(2, 2L);
    assertEquals(List.of(new Kept(0), new Kept(3)), put(2, letter("a", 3), letter("a", 4)));
    assertEquals(List.of(1L, 3L), places(open("u1")));
  }

  @Test
  void aNewerLoginOfTheSenderEndsTheOlder() {
    put(1, letter("a", 1, 8, "old"));
    assertEquals(
        List.of(new Kept(2), new Superseded(2), new Superseded(2)),
        put(1, letter("a", 2, 1, "new"), letter("a", 1, 8, "old"), letter("a", 1, 9, "old")));
    var opened = open("u1");
    assertEquals(List.of(1L, 2L), places(opened));
    assertEquals(List.of(new Line("a", 2, 1)), opened.lines());
  }

  @Test
  void aSessionThatWasReplacedNeitherPutsNorRemoves() {
    put(1, letter("a", 1));
    var replacing = open("u1");
    assertEquals(2, replacing.account().incarnation());
    assertEquals(
        List.of(new Fenced(2), new Fenced(2)), put(1, letter("a", 2), letter("a", 1)), "old one");
    remove(1, 1L);
    assertEquals(List.of(new Fenced(2)), put(3, letter("a", 2)), "none that will come");
    assertEquals(kept(2, 2), put(2, letter("a", 2)));
    assertEquals(List.of(1L, 2L), places(open("u1")));
    answer(accounts().login("demo", "u1", "i2", 1, 0));
    assertEquals(kept(3, 3), put(3, letter("a", 3)), "a login may be on the same session");
  }

  @Test
  void aLoginThatTakesOverFencesTheSessionBeforeAndTellsWhetherThereIsAnythingToRead() {
    var logins = accounts();
    assertEquals(
        new Account(2, 2, true), answer(logins.loginAndTakeOver("demo", "u1", "i1", 2, 0)));
    assertEquals(List.of(new Fenced(2)), put(1, letter("a", 1)));
    assertEquals(kept(1, 1), put(2, letter("a", 1)));
    remove(2, 1L);
    assertEquals(
        new Account(3, 3, true, Sanctions.NONE, true),
        answer(logins.loginAndTakeOver("demo", "u1", "i1", 3, 0)),
        "its line is there still");
    assertEquals(List.of(new Line("a", 1, 1)), open("u1").lines());
  }

  @Test
  void aPlaceIsNeverGivenAgainAndALineStaysWhenItsLettersGo() {
    put(1, letter("a", 1), letter("a", 2));
    remove(1, 2L, 1L, 2L, 99L);
    remove(1);
    var opened = open("u1");
    assertEquals(List.of(), opened.letters());
    assertEquals(List.of(new Line("a", 1, 2)), opened.lines());
    assertEquals(kept(3, 3), put(2, letter("a", 3)));
  }

  @Test
  void aFullInboxRefusesUntilThereIsRoomAgain() {
    assertEquals(
        Stream.concat(kept(1, 5).stream(), Stream.<Put>of(new Full(5, 10))).toList(),
        put(
            1,
            letter("a", 1),
            letter("a", 2),
            letter("a", 3),
            letter("a", 4),
            letter("a", 5),
            letter("a", 6)));
    assertEquals(List.of(new Full(5, 10), new Kept(5)), put(1, letter("b", 1), letter("a", 5)));
    remove(1, 1L, 2L);
    assertEquals(
        List.of(new Kept(6), new Kept(7), new Full(5, 10)),
        put(1, letter("a", 6), letter("b", 1), letter("b", 2)));
    assertEquals(List.of(3L, 4L, 5L, 6L, 7L), places(open("u1")));
  }

  @Test
  void afterALetterThatDoesNotFitNoLaterOneOfThatLoginIsKept() {
    var half = "ü".repeat(25);
    assertEquals(
        List.of(new Kept(1), new Full(1, 50), new Kept(2), new Full(2, 70), new Kept(3)),
        put(
            1,
            letter("a", 1, 1, half),
            letter("b", 1, 1, half + "x"),
            letter("a", 1, 2, "x".repeat(20)),
            letter("b", 1, 2, "x"),
            letter("b", 2, 1, "x".repeat(30))));
    assertEquals(List.of(new Full(3, 100)), put(1, letter("a", 1, 3, "x")));
    assertEquals(kept(4, 4), put(1, letter("a", 1, 3, "")));
  }

  @Test
  void anExpiredLetterIsNotGivenOutAndTakesNoRoom() {
    put(1, letter("a", 1), letter("a", 2), letter("a", 3), letter("b", 1));
    clock.pass(Duration.ofDays(6));
    put(1, letter("a", 4));
    clock.pass(Duration.ofDays(1).minusMillis(1));
    assertEquals(List.of(new Full(5, 10)), put(1, letter("c", 1)));
    clock.pass(Duration.ofMillis(1));
    assertEquals(
        List.of(new Kept(6), new Kept(0), new Kept(5)),
        put(1, letter("c", 1), letter("a", 3), letter("a", 4)));
    var opened = open("u1");
    assertEquals(List.of(5L, 6L), places(opened));
    assertEquals(
        List.of(new Line("a", 1, 4), new Line("c", 1, 1)),
        opened.lines().stream().sorted((x, y) -> x.from().compareTo(y.from())).toList());
  }

  @Test
  void whatAClientMayWriteComesBackAsItWas() {
    var payloads = List.of("", "\0", "'); --", "{\"a\":[\"\\\",}\",null]}", "ü € 😀");
    var letters = new ArrayList<Letter>();
    for (var payload : payloads) {
      letters.add(letter("' OR 1=1, {\"ü€\\", 1, letters.size() + 1, payload));
    }
    assertEquals(kept(1, 5), put(1, letters.toArray(Letter[]::new)));
    assertEquals(letters, open("u1").letters().stream().map(Stored::letter).toList());
  }

  @Test
  void whatNoDatabaseTakesIsRefusedAtTheCall() {
    for (var bad : List.of("", "x".repeat(65), "a\0b", "a\ud800b")) {
      assertThrows(IllegalArgumentException.class, () -> open(bad));
      assertThrows(IllegalArgumentException.class, () -> put(1, letter(bad, 1)));
    }
    assertThrows(IllegalArgumentException.class, () -> put(1, letter("a", 1, 1, "\udc00")));
    assertEquals(List.of(), put(1));
    assertEquals(List.of(), open("u1").letters());
  }

  @Test
  void callsAboutOneInboxThatWaitTogetherAreCarriedOutInTheirOrder() {
    var inboxes = inboxes();
    var first = inboxes.put("demo", "u1", 1, List.of(letter("a", 1), letter("a", 2)));
    var removed = inboxes.remove("demo", "u1", 1, List.of(1L));
    var opened = inboxes.open("demo", "u1");
    var late = inboxes.put("demo", "u1", 1, List.of(letter("a", 3)));
    var next = inboxes.put("demo", "u1", 2, List.of(letter("a", 3)));
    assertEquals(kept(1, 2), answer(first));
    answer(removed);
    assertEquals(List.of(2L), places(answer(opened)));
    assertEquals(List.of(new Fenced(2)), answer(late));
    assertEquals(kept(3, 3), answer(next));
  }
}
