package io.rejoin.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sets and maps have another order in each process; a story has not. */
class OneStoryTest {
  /** Of one, two and three nodes; nodes are lost in them. */
  private static final List<Long> SEEDS = List.of(3L, 4L, 5L, 11L);

  @Test
  void aSeedIsOneStoryInEveryProcess(@TempDir Path dir) throws Exception {
    StringBuilder here = new StringBuilder();
    SEEDS.forEach(seed -> here.append(OneStory.log(seed)));
    assertTrue(here.length() > 1000, here::toString);
    assertEquals(here.toString(), there(dir.resolve("log").toFile()));
  }

  private static String there(File log) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(OneStory.class.getName());
    SEEDS.forEach(seed -> command.add(String.valueOf(seed)));
    java.lang.Process process =
        new ProcessBuilder(command)
            .redirectOutput(log)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      assertTrue(process.waitFor(2, TimeUnit.MINUTES), "no end after two minutes");
    } finally {
      process.destroyForcibly();
    }
    return Files.readString(log.toPath(), StandardCharsets.UTF_8);
  }
}
