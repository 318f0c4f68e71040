package io.rejoin.timeline;

import java.util.ArrayList;
import java.util.List;

/** Words on lines that are not too long. */
final class Wrap {
  private static final String INDENT = "  ";

  private Wrap() {}

  /** The words on lines of at most that many characters, if no word is longer; at least one. */
  static List<String> lines(String words, int width) {
    List<String> lines = new ArrayList<>();
    String start = "";
    StringBuilder line = new StringBuilder();
    for (String word : words.split(" ")) {
      boolean first = line.length() == start.length();
      if (!first && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        start = INDENT;
        line = new StringBuilder(start);
        first = true;
      }
      line.append(first ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
