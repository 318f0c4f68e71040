package io.rejoin.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Stories as data: read, run, written, compared. */
class TimelineTest {
  @TempDir Path dir;

  private static Timeline drop(long healSeconds, long seed) {
    TimelineSettings settings = TimelineSettings.defaults();
    DropStory drop =
        new DropStory(
            "agora-rtc-native",
            "native",
            Act.Kind.CUT,
            Duration.ofSeconds(3),
            Duration.ofSeconds(healSeconds),
            seed);
    return StoryRun.of(drop.with(settings.drop()), settings);
  }

  @Test
  void aStoryWithoutMarksNamesItsOwn() {
    List<String> marks = drop(40, 1).marks().stream().map(Timeline.Mark::equation).toList();
    assertEquals(
        List.of(
            "T0 = 0.0 s",
            "T1 = T0 + 0.2 s",
            "T2 = T1 + 0.1 s",
            "T3 = T1 + 2.1 s",
            "T4 = T3 + 4.0 s",
            "T5 = T3 + 15.0 s",
            "T6 = T3 + 20.0 s",
            "T7 = T3 + 30.0 s"),
        marks.subList(0, 8));
  }

  @Test
  void theSameSeedIsTheSameTimelineAndAnotherDiffersInItsWaits() {
    assertEquals(drop(40, 1), drop(40, 1));
    assertEquals(List.of(), TimelineDiff.of(drop(40, 1), drop(40, 1)));
    // Mostly the attempt that is under way at the heal succeeds, whatever was waited before it.
    List<String> differences =
        LongStream.rangeClosed(2, 30)
            .mapToObj(seed -> TimelineDiff.of(drop(40, 1), drop(40, seed)))
            .filter(difference -> difference.size() > 2)
            .findFirst()
            .orElseThrow();
    assertTrue(
        differences.stream().anyMatch(line -> line.startsWith("- 4")), differences::toString);
    assertTrue(
        differences.stream().anyMatch(line -> line.startsWith("+ 4")), differences::toString);
  }

  @Test
  void whatIsWrittenForMachinesIsReadAgain() throws IOException {
    Timeline timeline = drop(20, 1);
    Path file = dir.resolve("earlier.json");
    Files.writeString(file, TimelineJson.of(timeline));
    assertEquals(timeline, TimelineJson.read(file));
    for (String other : List.of("{}", TimelineJson.of(timeline) + "x", "")) {
      Files.writeString(file, other);
      assertThrows(IllegalArgumentException.class, () -> TimelineJson.read(file), other);
    }
  }

  @Test
  void aDrawingIsXmlWithEachMarkAndTheWindow() throws Exception {
    Path file = dir.resolve("drawing.svg");
    Files.writeString(file, TimelineSvg.of(drop(40, 1)));
    var document = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
    String words = document.getDocumentElement().getTextContent();
    assertTrue(words.contains("T6 = T3 + 20.0 s"), words);
    assertTrue(words.contains("u1 away 30.0 s"), words);
  }

  @Test
  void aMomentThatIsNotWhenItsDocumentWantsItIsSaid() {
    Timeline timeline =
        run(
            "acts = [{ do = login, user = u1 }], marks = [{ name = T0, lane = u1, what = logs, is = 1s, says = X }]");
    assertFalse(timeline.isAsWanted());
    String text = Stories.text(timeline);
    assertTrue(text.contains("T0 = 0.0 s; WANTED 1.0 s: X"), text);
  }

  @Test
  void aMomentThatDoesNotComeIsSaid() {
    Timeline timeline =
        run(
            "acts = [{ do = login, user = u1 }], marks = [{ name = T1, lane = u1, what = sings, says = X }]");
    assertFalse(timeline.isAsWanted());
    String text = Stories.text(timeline);
    assertTrue(text.contains("T1 does not come: X"), text);
  }

  private static Timeline run(String lines) {
    Story story =
        new StoryReader().read(ConfigFactory.parseString("until = 1s, users { u1 {} }, " + lines));
    return StoryRun.of(story, TimelineSettings.defaults());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "acts = [] | a story without acts",
        "act = 1 | a story has no key \"act\"",
        "acts = [{ do = sing, user = u1 }] | no act is called \"sing\"",
        "acts = [{ do = login, user = u9 }] | there is no user \"u9\"",
        "acts = [{ do = login, user = u1, rom = r }] | an act has no key \"rom\"",
        "profile = x, acts = [{ do = login, user = u1 }] | there is no profile x",
        "acts = [{ do = login, user = u1 }], marks = [{ name = T1, lane = u1, what = logs, since = T0 }] | no mark before it",
        "acts = [{ do = stop-node, node = 4 }] | there is no node 4",
      })
  void aStoryWithAMistakeIsRefusedWithWhatIsWrong(String lines, String wrong) {
    String said = assertThrows(IllegalArgumentException.class, () -> run(lines)).getMessage();
    assertTrue(said.contains(wrong), said);
  }
}
