package io.rejoin.timeline;

import io.rejoin.timeline.Timeline.Entry;
import io.rejoin.timeline.Timeline.Lane;
import io.rejoin.timeline.Timeline.Mark;
import java.util.ArrayList;
import java.util.List;

/**
 * A timeline as text: time goes down, a column for each lane. What a client does or suffers begins
 * with {@code *}, what its application is told does not; what a profile calls it stands below.
 */
public final class TimelineText {
  private static final String GAP = "  ";
  private static final String INDENT = "  ";

  private final Timeline timeline;
  private final int column;
  private final StringBuilder text = new StringBuilder();

  private TimelineText(Timeline timeline, int column) {
    this.timeline = timeline;
    this.column = column;
  }

  /** The picture, with columns of at most that many characters; it ends with a line's end. */
  public static String of(Timeline timeline, int column) {
    return new TimelineText(timeline, column).picture();
  }

  private String picture() {
    line(timeline.title());
    if (!timeline.says().isEmpty()) {
      line(timeline.says());
    }
    line(timeline.setting());
    line("");
    List<List<String>> rows = new ArrayList<>();
    rows.add(head());
    for (int i = 0; i < timeline.entries().size(); i++) {
      rows.addAll(rows(i));
    }
    int[] widths = widths(rows);
    rows.forEach(row -> line(row(row, widths)));
    legend();
    return text.toString();
  }

  private List<String> head() {
    List<String> head = new ArrayList<>(List.of("", "seconds"));
    for (Lane lane : timeline.lanes()) {
      head.add(lane.about().isEmpty() ? lane.name() : lane.name() + " (" + lane.about() + ")");
    }
    return head;
  }

  /** An entry's rows: its time and mark stand on the first. */
  private List<List<String>> rows(int index) {
    Entry entry = timeline.entries().get(index);
    List<String> words = new ArrayList<>(Wrap.lines(start(entry) + entry.what(), column));
    if (!entry.vendor().isEmpty()) {
      Wrap.lines(entry.vendor(), column - INDENT.length())
          .forEach(line -> words.add(INDENT + line));
    }
    List<Mark> marks = timeline.marksOf(index);
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < Math.max(words.size(), marks.size()); i++) {
      List<String> row = new ArrayList<>();
      row.add(i < marks.size() ? marks.get(i).equation() : "");
      row.add(i == 0 ? "%10s".formatted(Timeline.seconds(entry.at())) : "");
      for (Lane lane : timeline.lanes()) {
        boolean here = lane.name().equals(entry.lane());
        row.add(here && i < words.size() ? words.get(i) : here ? "" : "|");
      }
      rows.add(row);
    }
    return rows;
  }

  private static String start(Entry entry) {
    return entry.kind() == Timeline.Kind.ACT ? "* " : "";
  }

  private static int[] widths(List<List<String>> rows) {
    int[] widths = new int[rows.get(0).size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    return widths;
  }

  private static String row(List<String> cells, int[] widths) {
    StringBuilder row = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      row.append(i == 0 ? "" : GAP).append(cells.get(i));
      row.append(" ".repeat(widths[i] - cells.get(i).length()));
    }
    return row.toString().stripTrailing();
  }

  /** What documents say of the marks. */
  private void legend() {
    List<Mark> said =
        timeline.marks().stream()
            .filter(mark -> !mark.says().isEmpty() || mark.entry() < 0)
            .toList();
    if (!said.isEmpty()) {
      line("");
    }
    for (Mark mark : said) {
      String wrong =
          mark.isAsWanted() || mark.entry() < 0 ? "" : "; WANTED " + Timeline.length(mark.wanted());
      line(mark.equation() + wrong + ": " + mark.says());
    }
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
