package io.rejoin.room;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rejoin.testing.TestUser;
import io.rejoin.testing.World;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a member gets that comes back, by either road of a replay. */
class ReplayTest {
  private static final String AT_ONCE = "rejoin.room.replay-at-once = 16 KiB";
  private static final String STREAMED = "rejoin.room.replay-at-once = 0";

  private static List<String> numbered(int from, int to) {
    return IntStream.rangeClosed(from, to).mapToObj(i -> i + " m" + i).toList();
  }

  private static void say(TestUser user, int from, int to) {
    IntStream.rangeClosed(from, to).forEach(i -> user.publish("r", "m" + i));
  }

  @SafeVarargs
  private static List<String> lines(List<String>... parts) {
    List<String> all = new ArrayList<>();
    List.of(parts).forEach(all::addAll);
    return all;
  }

  @ParameterizedTest
  @ValueSource(strings = {AT_ONCE, STREAMED})
  void allThatWasMissedComesOnceAndInOrder(String road) throws Exception {
    try (World world = World.of("rejoin", road)) {
      TestUser a = world.user("a");
      TestUser b = world.user("b");
      world.meet("r", a, b);
      say(b, 1, 3);
      a.news();

      a.drops();
      say(b, 4, 9);
      world.passes(2000);
      a.resume();
      say(b, 10, 11);

      assertEquals(
          lines(
              List.of("resumed 1.2", "in r: as known"),
              numbered(4, 9),
              List.of("complete, 6 came"),
              numbered(10, 11)),
          a.words());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {AT_ONCE, STREAMED})
  void ofFortyMissedMessagesThirtyTwoComeAndTheVerdictNamesTheOtherEight(String road)
      throws Exception {
    try (World world = World.of("rejoin", road)) {
      TestUser a = world.user("a");
      TestUser b = world.user("b");
      world.meet("r", a, b);
      say(b, 1, 5);
      a.news();

      a.drops();
      say(b, 6, 45);
      a.resume();

      assertEquals(
          lines(
              List.of("resumed 1.2", "in r: as known"),
              numbered(14, 45),
              List.of("count cut 6..13, 32 came")),
          a.words());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {AT_ONCE, STREAMED})
  void aMessageOlderThanTheWindowIsNamedAndDoesNotCome(String road) throws Exception {
    try (World world = World.of("rejoin", road, "rejoin.profiles.rejoin.server.replay-age=10s")) {
      TestUser a = world.user("a");
      TestUser b = world.user("b");
      world.meet("r", a, b);

      a.drops();
      say(b, 1, 2);
      world.passes(10_000);
      say(b, 3, 3);
      world.passes(1);
      a.resume();

      assertEquals(
          List.of("resumed 1.2", "in r: as known", "3 m3", "window cut 1..2, 1 came"), a.words());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {AT_ONCE, STREAMED})
  void aMessageAsOldAsTheWindowStillComes(String road) throws Exception {
    try (World world = World.of("rejoin", road, "rejoin.profiles.rejoin.server.replay-age=10s")) {
      TestUser a = world.user("a");
      TestUser b = world.user("b");
      world.meet("r", a, b);

      a.drops();
      say(b, 1, 1);
      world.passes(10_000);
      a.resume();

      assertEquals(List.of("resumed 1.2", "in r: as known", "1 m1", "complete, 1 came"), a.words());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {AT_ONCE, STREAMED})
  void joinsComeBeforeTheMissedMessagesAndDeparturesAfterTheVerdict(String road) throws Exception {
    try (World world = World.of("rejoin", road)) {
      TestUser a = world.user("a");
      TestUser b = world.user("b");
      TestUser c = world.user("c");
      TestUser d = world.user("d");
      world.meet("r", a, b, c);

      a.drops();
      d.login();
      d.join("r");
      d.publish("r", "hello");
      c.publish("r", "bye");
      c.leave("r");
      b.fallsSilent();
      world.passes(5000);
      a.resume();
      d.publish("r", "live");

      assertEquals(
          List.of(
              "resumed 1.2",
              "in r: as known",
              "joined d",
              "1 hello",
              "2 bye",
              "complete, 2 came",
              "left c quit",
              "lost b",
              "3 live"),
          a.words());
    }
  }

  @Test
  void messagesThatComeMeanwhileFollowWithoutGapOrDuplicate() throws Exception {
    try (World world = World.of("rejoin", STREAMED)) {
      TestUser a = world.user("a");
      TestUser b = world.user("b");
      world.meet("r", a, b);

      a.drops();
      say(b, 1, 10);
      a.connectForResume();
      world.outlet.writable(a.link().socket(), false);
      a.startResume();
      world.settle();
      assertEquals(List.of("resumed 1.2", "in r: as known"), a.words());
      say(b, 11, 15);
      assertEquals(List.of(), a.words());
      world.outlet.writable(a.link().socket(), true);
      assertEquals(
          lines(numbered(1, 10), List.of("complete, 10 came"), numbered(11, 15)), a.words());

      assertEquals(
          new io.rejoin.testing.RecordingOutlet.Seat(a.fence(), "native", false),
          world.outlet.seat(world.key("r"), a.link().socket()),
          "it is on the fast road");
      say(b, 16, 17);
      assertEquals(numbered(16, 17), a.words());
    }
  }

  @Test
  void aLinkThatCatchesUpMayPublishMeanwhile() throws Exception {
    try (World world = World.of("rejoin", STREAMED)) {
      TestUser a = world.user("a");
      TestUser b = world.user("b");
      world.meet("r", a, b);

      a.drops();
      say(b, 1, 1);
      a.connectForResume();
      world.outlet.writable(a.link().socket(), false);
      a.startResume();
      world.settle();
      a.publish("r", "mine");
      world.outlet.writable(a.link().socket(), true);

      assertEquals(
          List.of(
              "resumed 1.2", "in r: as known", "published 2", "1 m1", "complete, 1 came", "2 mine"),
          a.words());
      assertEquals(List.of("1 m1", "published 1", "2 mine"), b.words());
    }
  }

  @Test
  void aLinkThatCannotCatchUpIsCutAndComesBackByANewReplay() throws Exception {
    try (World world = World.of("rejoin", STREAMED, "rejoin.room.catch-up-buffer = 4")) {
      TestUser a = world.user("a");
      TestUser b = world.user("b");
      world.meet("r", a, b);

      a.drops();
      say(b, 1, 2);
      a.connectForResume();
      world.outlet.writable(a.link().socket(), false);
      a.startResume();
      world.settle();
      say(b, 3, 12);

      assertEquals(
          List.of(
              "resumed 1.2",
              "in r: as known",
              "cut: 4 frames wait for a link that catches up; limit 4"),
          a.words());
      a.resume();
      assertEquals(
          lines(
              List.of("resumed 1.3", "in r: as known"),
              numbered(1, 12),
              List.of("complete, 12 came")),
          a.words());
    }
  }

  @Test
  void aSecondJoinOfALinkThatCatchesUpStartsItsReplayAnew() throws Exception {
    try (World world = World.of("rejoin", STREAMED)) {
      TestUser a = world.user("a");
      TestUser b = world.user("b");
      world.meet("r", a, b);

      a.drops();
      say(b, 1, 3);
      a.connectForResume();
      world.outlet.writable(a.link().socket(), false);
      a.startResume();
      world.settle();
      a.join("r");
      say(b, 4, 4);
      world.outlet.writable(a.link().socket(), true);

      assertEquals(
          List.of(
              "resumed 1.2",
              "in r: as known",
              "in r: as known",
              "1 m1",
              "2 m2",
              "3 m3",
              "complete, 3 came",
              "4 m4"),
          a.words());
      say(b, 5, 5);
      assertEquals(List.of("5 m5"), a.words());
    }
  }

  @Test
  void whoLeavesWhileItCatchesUpGetsNothingMore() throws Exception {
    try (World world = World.of("rejoin", STREAMED)) {
      TestUser a = world.user("a");
      TestUser b = world.user("b");
      world.meet("r", a, b);

      a.drops();
      say(b, 1, 3);
      a.connectForResume();
      world.outlet.writable(a.link().socket(), false);
      a.startResume();
      world.settle();
      a.leave("r");
      say(b, 4, 4);
      world.outlet.writable(a.link().socket(), true);

      assertEquals(List.of("resumed 1.2", "in r: as known", "done"), a.words());
    }
  }

  @Test
  void aShortReplayWaitsForNoSocketAndALongOneDoes() throws Exception {
    try (World world = World.of("rejoin", "rejoin.room.replay-at-once = 1 KiB")) {
      TestUser a = world.user("a");
      TestUser b = world.user("b");
      world.meet("r", a, b);

      a.drops();
      say(b, 1, 3);
      resumeAtAClosedSocket(world, a);
      assertEquals(
          lines(
              List.of("resumed 1.2", "in r: as known"),
              numbered(1, 3),
              List.of("complete, 3 came")),
          a.words());

      a.drops();
      say(b, 4, 24);
      resumeAtAClosedSocket(world, a);
      assertEquals(List.of("resumed 1.3", "in r: as known"), a.words());
    }
  }

  private static void resumeAtAClosedSocket(World world, TestUser user) throws Exception {
    user.connectForResume();
    world.outlet.writable(user.link().socket(), false);
    user.startResume();
    world.settle();
  }
}
