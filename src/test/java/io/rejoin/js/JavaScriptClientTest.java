package io.rejoin.js;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.rejoin.NeedsProgram;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/** Runs the tests of the JavaScript client with Node, against the modules as they are served. */
@NeedsProgram(NeedsProgram.NODE)
class JavaScriptClientTest {
  private static final Path TESTS = Path.of("src/test/js");
  private static final Path SDK = Path.of("target/classes/sdk");

  @TestFactory
  @Timeout(value = 2, unit = TimeUnit.MINUTES)
  List<DynamicTest> theClientPassesItsTestsInNode() throws IOException {
    try (Stream<Path> files = Files.list(TESTS)) {
      List<DynamicTest> tests =
          files
              .filter(file -> file.toString().endsWith(".test.js"))
              .sorted()
              .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> run(file)))
              .toList();
      assertFalse(tests.isEmpty(), "no tests in " + TESTS);
      return tests;
    }
  }

  private static void run(Path file) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(NeedsProgram.NODE, "--test", file.toString());
    builder.environment().put("REJOIN_SDK", SDK.toString());
    Process node = builder.redirectErrorStream(true).start();
    try {
      node.getOutputStream().close();
      String output = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertEquals(0, node.waitFor(), output);
    } finally {
      node.destroyForcibly();
    }
  }
}
