package io.rejoin.bench;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs loads, each in a process of its own. */
final class Loads {
  private Loads() {}

  /** What a load measured; it has ended. */
  static LoadResult run(String what, Class<?> load, List<String> plan)
      throws IOException, InterruptedException {
    Process process = Jvm.load(load, plan);
    try (BufferedReader out = reader(process)) {
      String line = out.readLine();
      if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0 || line == null) {
        throw new IOException("the load failed: " + what);
      }
      return JsonMapper.builder().build().readValue(line, LoadResult.class);
    } finally {
      process.destroy();
    }
  }

  static BufferedReader reader(Process process) {
    return new BufferedReader(
        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }
}
