package io.rejoin.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command as it is typed. */
class TimelineCommandTest {
  @TempDir Path dir;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(String words) {
    out.reset();
    err.reset();
    return TimelineCommand.run(
        words.split(" "),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  private String printed() {
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aDropIsPrintedAndDrawn() throws IOException {
    Path drawing = dir.resolve("drop.svg");
    assertEquals(0, run("--profile agora-rtc-native --drop 3s --heal 40s --svg " + drawing));
    assertTrue(printed().contains("T4 = T3 + 4.0 s"), this::printed);
    assertTrue(printed().contains("T6 = T3 + 20.0 s"), this::printed);
    assertTrue(Files.readString(drawing).startsWith("<svg"));
    assertEquals("", err.toString(StandardCharsets.UTF_8));
  }

  @Test
  void aKilledProcessIsStartedAgainAndAMachineThatIsOffIsNot() {
    assertEquals(0, run("--kill 3s --restart 12s"));
    assertTrue(printed().contains("* is started again, enters r"), this::printed);
    assertEquals(0, run("--power-off 3s"));
    assertTrue(printed().contains("r: member-left u1 timeout"), this::printed);
  }

  @Test
  void anEarlierRunIsComparedWith() throws IOException {
    assertEquals(0, run("--drop 3s --heal 20s --json"));
    Path earlier = dir.resolve("earlier.json");
    Files.writeString(earlier, printed());
    assertEquals(0, run("--drop 3s --heal 20s --diff " + earlier));
    assertEquals("", printed());
    assertEquals(1, run("--drop 3s --heal 21s --diff " + earlier));
    assertTrue(printed().contains("- 20.000 u1 network is back"), this::printed);
    assertTrue(printed().contains("+ 21.000 u1 network is back"), this::printed);
  }

  @Test
  void aStoryIsReadFromItsFile() {
    assertEquals(0, run("--story src/test/resources/timelines/s1-since-failure.conf --seed 2"));
    assertTrue(printed().contains("T7 = T3 + 20 min"), this::printed);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--dorp 3s | unknown argument: --dorp",
        "--drop | --drop needs a value",
        "--drop soon | soon",
        "--drop -1s | --drop is negative: -1s",
        "--drop 3s --heal 2s | --heal is 2000 ms; later than --drop, which is 3000 ms",
        "--drop 3s --kill 3s | --drop does not go with --kill",
        "--kill 3s --heal 5s | --heal does not go with --kill",
        "--profile none | there is no profile none",
        "--seed x | --seed is no number: x",
        "--story none.conf | there is no story none.conf",
        "--story s.conf --drop 3s | --drop does not go with --story",
        "--diff none.json | none.json is no timeline that --json wrote",
        "--svg none/such/file.svg | the file cannot be written",
      })
  void aMistakeIsToldWithTheUsage(String words, String wrong) {
    assertEquals(2, run(words));
    String said = err.toString(StandardCharsets.UTF_8);
    assertTrue(said.contains(wrong), said);
    assertEquals("", printed());
  }
}
