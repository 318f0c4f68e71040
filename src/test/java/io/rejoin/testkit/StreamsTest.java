package io.rejoin.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What others are told of the streams of a user who drops, with the real parts of both sides. */
class StreamsTest {
  private static final String TWO_NAMED = "rejoin.profiles.rejoin.server.limits.named-members = 2";

  private static Duration s(long seconds) {
    return Duration.ofSeconds(seconds);
  }

  /** Both are in the room, and u1 has published two streams there. */
  private static SimulatedUser meet(Simulation sim) {
    SimulatedUser u1 = sim.user("u1");
    sim.meet("r", u1, sim.user("u2"));
    u1.publishStream("r", "video");
    u1.publishStream("r", "audio");
    sim.advance(s(1));
    sim.recorder().expect("u2", "4.000 r: stream-added u1/video", "4.000 r: stream-added u1/audio");
    sim.recorder().forget();
    return u1;
  }

  @ParameterizedTest
  @EnumSource
  void whoIsBackAfterItHasLeftAnnouncesItsStreamsAgainInOrderAndOnce(BothClients kind) {
    try (Simulation sim = kind.plan(1).start()) {
      meet(sim);
      sim.network().cut("u1", Duration.ofMillis(10_500));
      sim.network().heal("u1", s(60));
      sim.advance(Duration.ofMinutes(20));
      List<String> told = sim.recorder().of("u2");
      assertEquals(
          List.of(
              "r: member-lost u1",
              "r: count 1",
              "r: member-left u1 timeout",
              "r: count 2",
              "r: member-joined u1",
              "r: stream-added u1/video",
              "r: stream-added u1/audio"),
          told.stream().map(line -> line.substring(line.indexOf("r:"))).toList());
      assertEquals(List.of(), ofStreams(sim.recorder().of("u1")));
    }
  }

  @ParameterizedTest
  @EnumSource
  void whoIsBackBeforeItHasLeftAnnouncesNothing(BothClients kind) {
    try (Simulation sim = kind.plan(1).start()) {
      meet(sim);
      int sent = sentOfStreams(sim);
      sim.network().cut("u1", Duration.ofMillis(10_500));
      sim.network().heal("u1", s(30));
      sim.advance(Duration.ofMinutes(20));
      assertEquals(
          List.of("14.000 r: member-lost u1", "r: member-back u1"),
          sim.recorder().of("u2").stream()
              .map(line -> line.endsWith("back u1") ? line.substring(line.indexOf("r:")) : line)
              .toList());
      assertEquals(sent, sentOfStreams(sim));
    }
  }

  @ParameterizedTest
  @EnumSource
  void anAnnouncementWhoseAnswerIsLostIsSaidAgainButToldOnce(BothClients kind) {
    try (Simulation sim = kind.plan(1).start()) {
      SimulatedUser u1 = sim.user("u1");
      sim.meet("r", u1, sim.user("u2"));
      sim.network().cutDown("u1");
      u1.publishStream("r", "video");
      sim.advance(s(5));
      sim.network().heal("u1");
      sim.advance(Duration.ofMinutes(20));
      assertEquals(1, sim.server().sent().stream().filter(StreamsTest::isVideoForU2).count());
      assertEquals(1, ofStreams(sim.recorder().of("u2")).size());
      assertEquals(1, ofStreams(sim.recorder().of("u1")).size());
    }
  }

  private static boolean isVideoForU2(Told told) {
    return told.to().equals("u2") && told.what().equals("r: stream-added u1/video");
  }

  @ParameterizedTest
  @EnumSource
  void whoDropsAgainWhileItAnnouncesDoesSoAfterTheNextReturn(BothClients kind) {
    try (Simulation sim = kind.plan(1).latency(s(1).dividedBy(20), Duration.ZERO).start()) {
      meetSlowly(sim);
      sim.network().cut("u1", Duration.ofMillis(10_500));
      sim.network().heal("u1", s(60));
      // Back for as long as it takes to be in the room, and not to be heard there.
      sim.advance(s(50));
      while (sim.recorder().of("u2").stream().noneMatch(line -> line.contains("joined u1"))) {
        sim.advance(Duration.ofMillis(10));
      }
      sim.network().cut("u1");
      assertEquals(List.of(), ofStreams(sim.recorder().of("u2")));
      sim.advance(s(20));
      sim.network().heal("u1");
      sim.advance(Duration.ofMinutes(5));
      assertEquals(
          List.of("r: stream-added u1/video"),
          ofStreams(sim.recorder().of("u2")).stream()
              .map(line -> line.substring(line.indexOf("r:")))
              .toList());
    }
  }

  private static void meetSlowly(Simulation sim) {
    SimulatedUser u1 = sim.user("u1");
    sim.meet("r", u1, sim.user("u2"));
    u1.publishStream("r", "video");
    sim.advance(s(1));
    sim.recorder().forget();
  }

  @ParameterizedTest
  @EnumSource
  void inARoomTooLargeForEventsTheStreamsAreThereWhenMembersCanBeNamedAgain(BothClients kind) {
    try (Simulation sim = kind.plan(1).config(TWO_NAMED).start()) {
      SimulatedUser u2 = sim.user("u2");
      SimulatedUser u3 = sim.user("u3");
      meet(sim);
      sim.meet("r", u3);
      sim.network().cut("u1", s(20));
      sim.network().heal("u1", s(80));
      sim.advance(Duration.ofMinutes(5));
      assertEquals(List.of(), ofStreams(sim.recorder().of("u2")));
      u3.leave("r");
      sim.advance(s(5));
      assertEquals(List.of("video", "audio"), streamsOf(u2, "u1"), sim.recorder().log());
    }
  }

  @ParameterizedTest
  @EnumSource
  void afterAllNodesWereLostTheStreamsAreThereAgain(BothClients kind) {
    try (Simulation sim = kind.plan(1).start()) {
      meet(sim);
      sim.network().stopNode(1, s(10));
      sim.network().startNode(1, s(15));
      sim.advance(Duration.ofMinutes(5));
      assertEquals(
          List.of("video", "audio"), streamsOf(sim.user("u2"), "u1"), sim.recorder().log());
      assertEquals(List.of("video", "audio"), streamsOf(sim.user("u1"), "u1"));
    }
  }

  private static List<String> streamsOf(SimulatedUser observer, String user) {
    return BothClients.members(observer, "r").stream()
        .filter(member -> member.user().equals(user))
        .flatMap(member -> member.streams().stream())
        .map(stream -> stream.stream())
        .toList();
  }

  private static int sentOfStreams(Simulation sim) {
    return (int)
        sim.server().sent().stream().filter(told -> told.what().contains("stream-")).count();
  }

  private static List<String> ofStreams(List<String> told) {
    return told.stream().filter(line -> line.contains("stream-")).toList();
  }
}
