package io.rejoin.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What {@code simulate} prints, and with which code it ends. */
class SimulateCommandTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(String... args) {
    return SimulateCommand.run(
        args,
        ConfigFactory.defaultReference().resolve(),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  @Test
  void worldsInWhichAllIsRightEndWithZero() {
    assertEquals(0, run("--seed", "3", "--seeds", "2", "--minutes", "1"));
    assertEquals(
        "2 seeds from 3 on, 3 users, 1 or 2 or 3 nodes, 1 minutes each: all is as it must be",
        out.toString(StandardCharsets.UTF_8).strip());
    assertEquals("", err.toString(StandardCharsets.UTF_8));
  }

  @Test
  void mistakesAreToldWithTheUsage() {
    assertEquals(2, run("--seed"));
    assertEquals(2, run("--minutes", "0"));
    assertEquals(2, run("--seed", "first"));
    assertEquals(2, run("--dice", "6"));
    String told = err.toString(StandardCharsets.UTF_8);
    assertTrue(told.contains("--seed needs a value"), told);
    assertTrue(told.contains("--minutes is 0; at least 1"), told);
    assertTrue(told.contains("--seed is first; it is to be a number"), told);
    assertTrue(told.contains("unknown argument: --dice"), told);
    assertEquals("", out.toString(StandardCharsets.UTF_8));
  }
}
