package io.rejoin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The packages use each other only as the table says. */
class LayeringTest {

  @Test
  void packagesUseOnlyWhatTheTableAllows() {
    List<String> wrong =
        Sources.under(Sources.MAIN, ".java").stream()
            .flatMap(
                file ->
                    Layers.check(Sources.packageOf(file), Sources.name(file), Sources.read(file))
                        .stream())
            .toList();
    assertEquals(List.of(), wrong, () -> String.join("\n", wrong));
  }

  @Test
  void everyPackageIsInTheTableAndSaysWhatItIs() {
    Set<String> packages = new TreeSet<>();
    Sources.under(Sources.MAIN, ".java").forEach(file -> packages.add(Sources.packageOf(file)));
    assertTrue(packages.size() > 5, () -> "found only " + packages);
    for (String pkg : packages) {
      assertTrue(Layers.TABLE.containsKey(pkg), () -> "not in the table: " + pkg);
      Path info = Sources.MAIN.resolve("io/rejoin").resolve(pkg).resolve("package-info.java");
      assertTrue(Files.exists(info), () -> "missing: " + Sources.name(info));
      assertTrue(Sources.read(info).startsWith("/**"), () -> "says nothing: " + info);
    }
  }

  @Test
  void thePackagesHaveNoCycle() {
    Map<String, Set<String>> arrows = new HashMap<>();
    for (Path file : Sources.under(Sources.MAIN, ".java")) {
      String pkg = Sources.packageOf(file);
      Set<String> used = Layers.used(Sources.code(Sources.read(file)));
      used.remove(pkg);
      arrows.computeIfAbsent(pkg, first -> new TreeSet<>()).addAll(used);
    }
    assertEquals(List.of(), Layers.cycle(arrows));
  }

  @Test
  void aForbiddenImportIsNamedWithItsFileLineAndArrow() {
    String source = "package io.rejoin.wire;\n\nimport io.rejoin.room.Room;\n";
    assertEquals(
        List.of("F.java:3: wire -> room is not in the package table"),
        Layers.check("wire", "F.java", source));
  }

  @Test
  void aForbiddenUseWithoutImportIsFound() {
    String source = "package io.rejoin.room;\nclass R { io.rejoin.gateway.Gateway g; }\n";
    assertEquals(
        List.of("R.java:2: room -> gateway is not in the package table"),
        Layers.check("room", "R.java", source));
  }

  @Test
  void actorsInPlainPackagesAndSocketsOutsideTheGatewayAreFound() {
    String source = "import org.apache.pekko.actor.Actor;\nimport io.netty.channel.Channel;\n";
    assertEquals(
        List.of(
            "F.java:1: wire -> Pekko, but wire is plain Java",
            "F.java:2: wire -> Netty, which only [gateway] may use"),
        Layers.check("wire", "F.java", source));
    assertEquals(List.of(), Layers.check("gateway", "F.java", source));
  }

  @Test
  void graalJsOutsideItsOwnPackageIsFoundAndThatPackageToo() {
    String source = "import org.graalvm.polyglot.Value;\nimport io.rejoin.javascript.Realm;\n";
    assertEquals(
        List.of(
            "F.java:1: testkit -> GraalJS, which only [javascript] may use",
            "F.java:2: testkit -> javascript is not in the package table"),
        Layers.check("testkit", "F.java", source));
    assertEquals(List.of(), Layers.check("javascript", "F.java", source));
  }

  @Test
  void commentsAndQuotedTextAreNoUse() {
    // a quote in a character, in a comment or escaped must not hide or show anything
    String source =
        "/* io.rejoin.room \" */\n// io.netty\nclass W { String s = \"io.rejoin.gateway \\\" //\"; }\n";
    assertEquals(List.of(), Layers.check("wire", "W.java", source));
    String hidden = "char q = '\"'; io.rejoin.room.Room r; char p = '\"'; // it's\n";
    assertEquals(1, Layers.check("wire", "W.java", hidden).size());
  }

  @Test
  void aCycleIsNamed() {
    Map<String, Set<String>> arrows =
        Map.of("a", Set.of("b"), "b", Set.of("c"), "c", Set.of("b"), "d", Set.of());
    assertEquals(List.of("a", "b", "c"), Layers.cycle(arrows));
  }
}
