package io.rejoin.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rejoin.timeline.Timeline.Mark;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the vendors' documents tell, told by the real parts in virtual time, to the second. */
class SeedStoriesTest {
  static Stream<String> stories() {
    return Stories.names().stream();
  }

  @ParameterizedTest
  @MethodSource("stories")
  void aStoryIsToldAsItsTextAndDrawingSay(String name) throws IOException {
    Timeline timeline = Stories.run(name);
    assertEquals(Files.readString(Stories.textFile(name)), Stories.text(timeline), name);
    assertEquals(Files.readString(Stories.drawing(name)), TimelineSvg.of(timeline), name);
    List<Mark> wrong = timeline.marks().stream().filter(mark -> !mark.isAsWanted()).toList();
    assertEquals(List.of(), wrong);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "s0-within-30s | T4 = T3 + 4.0 s | cannot recover in four seconds: RECONNECTING",
        "s0-past-30s | T5 = T3 + 30.0 s | still offline 30 seconds after the interruption: MemberLeft",
        "s0-token | T5 = T0 + 10.050 s | If the token expires, the SDK returns TokenExpired",
        "s1-before-success | T1 = T0 + 0.2 s | 200 ms after calling joinChannel",
        "s1-before-success | T2 = T1 + 0.1 s | UID 2 detects UID 1 100 ms after the latter joins",
        "s1-before-success | T4 = T3 + 4.0 s | T4 = T3 + 4 s: onConnectionInterrupted",
        "s1-before-success | T5 = T3 + 15.0 s | T5 = T3 + 15 s: onConnectionLost",
        "s1-before-success | T6 = T3 + 20.0 s | T6 = T3 + 20 s: onUserOffline",
        "s1-since-failure | T4 = T3 + 4.0 s | T4 = T3 + 4 s: RECONNECTING, INTERRUPTED",
        "s1-since-failure | T5 = T3 + 15.0 s | T5 = T3 + 15 s: onConnectionLost",
        "s1-since-failure | T6 = T3 + 20.0 s | T6 = T3 + 20 s: onUserOffline",
        "s1-since-failure | T7 = T3 + 20 min | fails to rejoin the channel in 20 minutes: FAILED",
        "s1-web-observer | T5 = T3 + 10.0 s | no data from UID 1 in 10 seconds: stream-removed",
        "s1-web-observer | T6 = T3 + 30.0 s | no data from UID 1 in 30 seconds: peer-leave",
        "s1-web-observer | T8 = T7 + 0.1 s | when UID 1 rejoins the channel: stream-added",
        "s1-killed-android | T4 = T3 + 10.050 s | not within 10 seconds: stream-removed",
        "s1-killed-android | T5 = T3 + 20.050 s | not within 20 seconds: onUserOffline",
        "s1-last-user | T4 = T3 + 10.0 s | the server destroys the channel in 10 seconds",
        "s2 | T7 = T5 + 10.0 s | for 10 consecutive seconds: user-unpublished",
        "s2 | T8 = T5 + 20.0 s | for 20 consecutive seconds: user-left",
        "s3-scenario-2 | T4' = T3 + 90.0 s | about 90 s later than T3: the user A is disconnected",
        "s3-scenario-3 | T4'' = T3 + 90.0 s | about 90 s later than T3: the user A is disconnected",
        "s3-scenario-3 | T5'' = T3 + 5 min | 5 minutes later than T3: does not attempt to reconnect",
        "s4-within-30s | T4 = T3 + 4.0 s | interrupted for more than 4 seconds: RECONNECTING",
        "s4-token | T5 = T0 + 10.050 s | in RECONNECTING, if the token expires: TokenExpired",
        "s4-past-30s | T5 = T3 + 30.0 s | 30 seconds after the drop: MemberLeft",
      })
  void aMomentIsWhenTheDocumentSays(String name, String equation, String sentence) {
    List<String> equations = Stories.run(name).marks().stream().map(Mark::equation).toList();
    assertTrue(equations.contains(equation), () -> sentence + ": " + equations);
  }

  @ParameterizedTest
  @CsvSource({
    "s0-within-30s, u2, member-left u1",
    "s0-within-30s, u2, member-joined u1",
    "s4-within-30s, u2, member-left u1",
    "s1-killed-android-restarted, u2, u1",
    "s1-killed-android-restarted, u3, u1",
    "s1-killed-android-restarted, u4, u1",
    "s1-killed-android-restarted-later, u2, u1",
    "s3-scenario-1, u2, u1",
  })
  void whoIsBackInTimeIsNotMissed(String name, String observer, String never) {
    Timeline timeline = Stories.run(name);
    // T3 is the loss in all of them
    long loss = timeline.entries().get(timeline.mark("T3").entry()).at();
    List<String> told =
        timeline.entries().stream()
            .filter(entry -> entry.at() > loss && entry.lane().equals(observer))
            .filter(entry -> entry.kind() == Timeline.Kind.TOLD && entry.what().contains(never))
            .map(Timeline.Entry::line)
            .toList();
    assertEquals(List.of(), told);
  }

  @ParameterizedTest
  @CsvSource({"s0-token", "s4-token"})
  void theEndOfATokenIsToldOnceAndTheRefusedReturnTellsItNotAgain(String name) {
    List<String> told =
        Stories.run(name).entries().stream()
            .filter(entry -> entry.lane().equals("u1") && entry.what().equals("token-expired"))
            .map(Timeline.Entry::line)
            .toList();
    assertEquals(1, told.size(), told::toString);
  }

  @Test
  void beforeItsVersionNoEndOfTryingIsTold() {
    Timeline timeline = Stories.run("s1-before-failure");
    assertTrue(
        timeline.entries().stream().noneMatch(entry -> entry.what().contains("failed")),
        () -> Stories.text(timeline));
  }
}
