package io.rejoin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files of this repository, as the tests of its form read them. */
final class Sources {
  /** Where the repository is: tests run in it. */
  static final Path ROOT = Path.of("").toAbsolutePath();

  static final Path MAIN = ROOT.resolve("src/main/java");
  static final Path TEST = ROOT.resolve("src/test/java");

  private static final Pattern COMMENT_OR_QUOTED =
      Pattern.compile(
          String.join(
              "|",
              "(?s)/\\*.*?\\*/",
              "//[^\n]*+",
              "\"\"\".*?\"\"\"",
              "\"(?:\\\\.|[^\"\\\\\n]++)*+\"",
              "'(?:\\\\.|[^'\\\\\n])[^'\n]*+'"));

  private Sources() {}

  /** The files under a folder whose name ends so; nothing if there is no such folder. */
  static List<Path> under(Path folder, String ending) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(ending))
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The file's place in the repository. */
  static String name(Path file) {
    return ROOT.relativize(file.toAbsolutePath()).toString();
  }

  /** The package of a source of ours below {@code io.rejoin}: the folder below it. */
  static String packageOf(Path file) {
    Path below = MAIN.resolve("io/rejoin").relativize(file);
    return below.getNameCount() > 1 ? below.getName(0).toString() : "";
  }

  /** Java without its comments and what stands in quotes; line numbers stay. */
  static String code(String java) {
    return COMMENT_OR_QUOTED
        .matcher(java)
        .replaceAll(found -> found.group().replaceAll("[^\n]", " "));
  }
}
