package io.rejoin.profile;

import java.util.Collection;
import java.util.Comparator;

/** Finds the word that was probably meant: the one with the fewest letters to change. */
final class Nearest {
  private Nearest() {}

  /** The nearest of some words, the first in the alphabet if several are as near. */
  static String of(String word, Collection<String> known) {
    return known.stream()
        .min(
            Comparator.<String>comparingInt(candidate -> lettersToChange(word, candidate))
                .thenComparing(Comparator.naturalOrder()))
        .orElseThrow();
  }

  /** Letters to insert, delete or replace (Levenshtein's distance). */
  private static int lettersToChange(String from, String to) {
    int[] above = new int[to.length() + 1];
    for (int column = 0; column <= to.length(); column++) {
      above[column] = column;
    }
    for (int row = 1; row <= from.length(); row++) {
      int[] current = new int[to.length() + 1];
      current[0] = row;
      for (int column = 1; column <= to.length(); column++) {
        int replaced = above[column - 1] + (from.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1);
        current[column] = Math.min(replaced, 1 + Math.min(above[column], current[column - 1]));
      }
      above = current;
    }
    return above[to.length()];
  }
}
