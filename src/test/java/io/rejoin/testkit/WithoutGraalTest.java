package io.rejoin.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who does not simulate JavaScript clients needs nothing of GraalJS. */
class WithoutGraalTest {
  private static final String DONE = "told without GraalJS";

  /** A simulation, in a process of its own. */
  static final class Story {
    private Story() {}

    public static void main(String[] none) throws Exception {
      try (Simulation sim = Simulation.of(1).start()) {
        sim.meet("r", sim.user("u1"), sim.user("u2"));
        sim.network().powerOff("u1", Duration.ofMillis(10_500));
        sim.advance(Duration.ofMinutes(1));
        sim.recorder()
            .expect(
                "u2",
                "14.000 r: member-lost u1",
                "40.000 r: count 1",
                "40.000 r: member-left u1 timeout");
      }
      try {
        Class.forName("org.graalvm.polyglot.Context");
      } catch (ClassNotFoundException expected) {
        System.out.println(DONE);
      }
    }
  }

  @Test
  void aSimulationOfJavaClientsRunsWhereThereIsNoGraalJs() throws IOException {
    List<String> all = List.of(System.getProperty("java.class.path").split(File.pathSeparator));
    List<String> rest = all.stream().filter(part -> !Path.of(part).startsWith(graal(all))).toList();
    assertTrue(rest.size() < all.size(), all::toString);
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process process =
        new ProcessBuilder(
                java, "-cp", String.join(File.pathSeparator, rest), Story.class.getName())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(DONE, said.lines().reduce("", (first, last) -> last), said);
  }

  /** The folder that has all of GraalJS's parts: {@code org/graalvm} of a repository. */
  private static Path graal(List<String> classpath) {
    Path part =
        classpath.stream()
            .filter(each -> each.replace('\\', '/').contains("/org/graalvm/polyglot/"))
            .map(Path::of)
            .findFirst()
            .orElseThrow();
    while (!part.endsWith(Path.of("org", "graalvm"))) {
      part = part.getParent();
    }
    return part;
  }
}
