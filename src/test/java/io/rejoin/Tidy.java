package io.rejoin;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How files of this repository are written, as far as a test can tell. */
final class Tidy {
  /** No file of code is longer. */
  static final int LINES_AT_MOST = 400;

  /** Half of the files of src/main are at most this long. */
  static final int MEDIAN_AT_MOST = 150;

  private static final Predicate<String> JAVA = file -> file.endsWith(".java");
  private static final Predicate<String> MAIN_JAVA =
      JAVA.and(file -> file.startsWith("src/main/java/"));
  private static final Predicate<String> ANY = file -> true;

  /**
   * What must not stand in a line.
   *
   * @param applies to which files, by their place in the repository
   * @param codeOnly whether comments and quoted text are left out
   */
  record Rule(String why, Predicate<String> applies, boolean codeOnly, Pattern forbidden) {

    static Rule code(String why, Predicate<String> applies, String forbidden) {
      return new Rule(why, applies, true, Pattern.compile(forbidden));
    }

    static Rule text(String why, String forbidden) {
      return new Rule(why, ANY, false, Pattern.compile(forbidden));
    }
  }

  static final Rule CLOCK =
      Rule.code(
          "time is injected: only one class of io.rejoin.server and one of io.rejoin.client read the clock, nobody sleeps",
          JAVA,
          "\\bThread\\s*(\\.|::)\\s*sleep\\b|\\bTimeUnit\\.\\w+\\.sleep\\b"
              + "|\\bSystem\\s*(\\.|::)\\s*(nanoTime|currentTimeMillis)\\b"
              + "|import static java\\.lang\\.System\\.(nanoTime|currentTimeMillis|\\*)"
              + "|\\b(Instant|LocalDate|LocalDateTime|ZonedDateTime|OffsetDateTime)(\\.|::)now\\b"
              + "|\\b(Clock|InstantSource)(\\.|::)(system|tick)");

  static final List<Rule> RULES =
      List.of(
          Rule.code(
              "durations come from settings: no literal ones outside of *Settings",
              MAIN_JAVA.and(file -> !file.endsWith("Settings.java")),
              "\\bDuration\\.(of\\w*|parse)\\(\\s*[\\d\"]"),
          Rule.code(
              "a default stands in reference.conf only; optional keys are a profile's",
              MAIN_JAVA.and(file -> !file.startsWith("src/main/java/io/rejoin/profile/")),
              "\\.hasPath(OrNull)?\\("),
          Rule.code(
              "a class is named for what it is",
              JAVA,
              "\\b(class|record|interface|enum)\\s+\\w*(Utils?|Manager|Impl|Helper|Actor)\\b"),
          // put together here, so that this file passes its own test
          Rule.text(
              "what is open is an issue, not a comment", "\\b(TO" + "DO|FIX" + "ME|XX" + "X)\\b"),
          Rule.text(
              "no registry is named",
              "repo1?\\.mav" + "en\\.|registry\\.n" + "pm|py" + "pi\\.org|artif" + "actory\\."),
          Rule.text("no path of one machine", "(?<![\\w.$}])/(ro" + "ot|wo" + "rk|ho" + "me)/\\w"));

  private Tidy() {}

  /** The lines of a file that break a rule. */
  static List<String> check(Rule rule, String file, String content) {
    if (!rule.applies().test(file)) {
      return List.of();
    }
    List<String> wrong = new ArrayList<>();
    List<String> lines = (rule.codeOnly() ? Sources.code(content) : content).lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      Matcher found = rule.forbidden().matcher(lines.get(i));
      if (found.find()) {
        wrong.add(file + ":" + (i + 1) + ": " + found.group() + ": " + rule.why());
      }
    }
    return wrong;
  }

  /** A sentence if the file is too long. */
  static List<String> tooLong(String file, String content) {
    long lines = content.lines().count();
    return lines <= LINES_AT_MOST
        ? List.of()
        : List.of(file + ": " + lines + " lines; at most " + LINES_AT_MOST);
  }

  /** The keys of a HOCON file, one a line, that have no comment in the line above. */
  static List<String> uncommented(String file, String hocon) {
    Pattern key = Pattern.compile("^\\s*([\\w.\"-]+)\\s*(=|:)");
    List<String> wrong = new ArrayList<>();
    String[] lines = hocon.split("\n", -1);
    String above = "";
    String keyAbove = "";
    int depthOfLists = 0;
    for (int i = 0; i < lines.length; i++) {
      Matcher found = key.matcher(lines[i]);
      if (depthOfLists == 0 && found.find()) {
        // the second line of a key reads its environment variable
        if (!above.strip().startsWith("#") && !found.group(1).equals(keyAbove)) {
          wrong.add(file + ":" + (i + 1) + ": " + found.group(1) + " has no comment above it");
        }
        keyAbove = found.group(1);
      } else {
        keyAbove = "";
      }
      depthOfLists += lists(lines[i]);
      above = lines[i];
    }
    return wrong;
  }

  private static int lists(String line) {
    String bare = line.replaceAll("\"(\\\\.|[^\"\\\\])*\"|#.*|//.*", "");
    return (int)
        (bare.chars().filter(c -> c == '[').count() - bare.chars().filter(c -> c == ']').count());
  }

  static int median(int... lines) {
    int[] sorted = lines.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
