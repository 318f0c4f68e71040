package io.rejoin.timeline;

import io.rejoin.timeline.Timeline.Entry;
import java.util.ArrayList;
import java.util.List;

/** What two timelines differ in. */
public final class TimelineDiff {
  private TimelineDiff() {}

  /**
   * A line for each difference: {@code -} before what only the earlier has, {@code +} before what
   * only the later has, in order of both. Empty if the same happened at the same times.
   */
  public static List<String> of(Timeline earlier, Timeline later) {
    List<String> before = lines(earlier);
    List<String> after = lines(later);
    int[][] common = common(before, after);
    List<String> differences = new ArrayList<>();
    int i = 0;
    int j = 0;
    while (i < before.size() || j < after.size()) {
      if (i < before.size() && j < after.size() && before.get(i).equals(after.get(j))) {
        i++;
        j++;
      } else if (j == after.size() || i < before.size() && common[i + 1][j] >= common[i][j + 1]) {
        differences.add("- " + before.get(i++));
      } else {
        differences.add("+ " + after.get(j++));
      }
    }
    return differences;
  }

  private static List<String> lines(Timeline timeline) {
    List<String> lines = new ArrayList<>();
    lines.add(timeline.setting());
    timeline.lanes().forEach(lane -> lines.add("lane " + lane.name() + " " + lane.about()));
    timeline.entries().stream().map(Entry::line).forEach(lines::add);
    return lines;
  }

  /** How many lines the rests of both have in common at most. */
  private static int[][] common(List<String> before, List<String> after) {
    int[][] common = new int[before.size() + 1][after.size() + 1];
    for (int i = before.size() - 1; i >= 0; i--) {
      for (int j = after.size() - 1; j >= 0; j--) {
        common[i][j] =
            before.get(i).equals(after.get(j))
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    return common;
  }
}
