package io.rejoin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The files of this repository are written as {@link Tidy} says. */
class TidyTest {
  private static final List<String> TEXT =
      List.of(
          ".java",
          ".js",
          ".ts",
          ".conf",
          ".md",
          ".yaml",
          ".xml",
          ".html",
          ".css",
          ".options",
          ".sql",
          ".json",
          "run",
          ".gitignore");

  @Test
  void noLineBreaksARule() {
    Map<String, String> files = committed();
    assertTrue(files.size() > 30, () -> "found only " + files.keySet());
    List<String> wrong =
        Tidy.RULES.stream()
            .flatMap(
                rule ->
                    files.entrySet().stream()
                        .flatMap(file -> Tidy.check(rule, file.getKey(), file.getValue()).stream()))
            .toList();
    assertNothing(wrong);
  }

  @Test
  void onlyOneClassOfTheServerAndOneOfTheClientReadTheClock() {
    List<String> wrong =
        committed().entrySet().stream()
            .flatMap(file -> Tidy.check(Tidy.CLOCK, file.getKey(), file.getValue()).stream())
            .toList();
    Map<String, List<String>> clocks =
        wrong.stream()
            .map(line -> line.substring(0, line.indexOf(':')))
            .distinct()
            .collect(Collectors.groupingBy(file -> file.substring(0, file.lastIndexOf('/'))));
    Set<String> mayHaveOne =
        Set.of("src/main/java/io/rejoin/server", "src/main/java/io/rejoin/client");
    assertNothing(
        clocks.entrySet().stream()
            .filter(found -> !mayHaveOne.contains(found.getKey()) || found.getValue().size() > 1)
            .map(found -> found.getValue() + " of " + wrong)
            .toList());
  }

  @Test
  void noFileIsTooLongAndMostAreShort() {
    List<String> wrong =
        code().entrySet().stream()
            .flatMap(file -> Tidy.tooLong(file.getKey(), file.getValue()).stream())
            .toList();
    assertNothing(wrong);
    int median =
        Tidy.median(
            code().entrySet().stream()
                .filter(file -> file.getKey().startsWith("src/main/"))
                .mapToInt(file -> (int) file.getValue().lines().count())
                .toArray());
    assertTrue(median <= Tidy.MEDIAN_AT_MOST, () -> "median of src/main: " + median + " lines");
  }

  @Test
  void everyKeyOfTheReferenceConfigurationIsExplained() {
    Path resources = Sources.ROOT.resolve("src/main/resources");
    Sources.under(resources, "reference.conf")
        .forEach(file -> assertNothing(Tidy.uncommented(Sources.name(file), Sources.read(file))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "src/main/java/io/rejoin/room/R.java | Duration d = Duration.ofSeconds(4);",
        "src/main/java/io/rejoin/room/R.java | x = config.hasPath(KEY) ? config.getInt(KEY) : 4;",
        "src/main/java/io/rejoin/room/R.java | final class RoomManager {}",
        "src/test/java/io/rejoin/room/R.java | record StringUtils() {}",
        "src/main/js/a.js | // FIX@ME: later",
        "pom.xml | <url>https://repo.mav@en.example/</url>",
        "conf/application.conf | dir = /ro@ot/data",
      })
  void aLineThatBreaksARuleIsFound(String file, String line) {
    String planted = line.replace("@", "");
    long found =
        Tidy.RULES.stream().filter(rule -> !Tidy.check(rule, file, planted).isEmpty()).count();
    assertEquals(1, found, planted);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "src/main/java/io/rejoin/room/RoomSettings.java | Duration d = Duration.ofSeconds(4);",
        "src/test/java/io/rejoin/room/R.java | Duration d = Duration.ofSeconds(4);",
        "src/main/java/io/rejoin/room/R.java | Duration d = Duration.ofMillis(age);",
        "src/main/java/io/rejoin/room/R.java | // a RoomManager would call Duration.ofSeconds(4)",
        "src/main/java/io/rejoin/room/R.java | class Actors {}",
      })
  void aLineThatKeepsTheRulesIsNot(String file, String line) {
    Tidy.RULES.forEach(rule -> assertNothing(Tidy.check(rule, file, line)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Thread.sleep(5);",
        "TimeUnit.SECONDS.sleep(5);",
        "long t = System.nanoTime();",
        "LongSupplier t = System::currentTimeMillis;",
        "Instant t = Instant.now();",
        "Clock c = Clock.systemUTC();",
        "var c = InstantSource.system();",
      })
  void aLookAtTheClockIsFound(String line) {
    assertEquals(1, Tidy.check(Tidy.CLOCK, "src/test/java/io/rejoin/R.java", line).size());
  }

  @Test
  void aLongFileAndALongMedianAreFound() {
    assertEquals(1, Tidy.tooLong("a.js", "x\n".repeat(401)).size());
    assertEquals(List.of(), Tidy.tooLong("a.js", "x\n".repeat(400)));
    assertEquals(7, Tidy.median(100, 3, 7));
  }

  @Test
  void aKeyWithoutACommentIsFound() {
    String hocon =
        """
        rejoin.room {
          # how many
          limit = 3
          limit = ${?LIMIT}
          # where, any of
          hosts = [
            "a=b"
            { inner = 1 }
          ]
          bare = 4

          # too far away

          far = 5
        }
        """;
    assertEquals(
        List.of("f:10: bare has no comment above it", "f:14: far has no comment above it"),
        Tidy.uncommented("f", hocon));
  }

  private static Map<String, String> code() {
    Map<String, String> files = committed();
    files.keySet().removeIf(name -> !name.endsWith(".java") && !name.endsWith(".js"));
    return files;
  }

  private static Map<String, String> committed() {
    Map<String, String> files = new TreeMap<>();
    Stream.of("src", "conf", ".ci", "pom.xml", "README.md", ".gitignore")
        .map(Sources.ROOT::resolve)
        .flatMap(
            place ->
                Files.isDirectory(place) ? Sources.under(place, "").stream() : Stream.of(place))
        .filter(file -> TEXT.stream().anyMatch(file.toString()::endsWith))
        .forEach(file -> files.put(Sources.name(file), Sources.read(file)));
    return files;
  }

  private static void assertNothing(List<String> wrong) {
    assertEquals(List.of(), wrong, () -> String.join("\n", wrong));
  }
}
