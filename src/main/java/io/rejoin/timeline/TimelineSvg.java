package io.rejoin.timeline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A timeline as SVG: time goes down, longer gaps a little longer; a line for each lane, on the
 * server's lane each window as a band. It follows the reader's wish for light or dark.
 */
public final class TimelineSvg {
  private static final int MARGIN = 24;
  private static final int MARKS = 200;
  private static final int LANE = 330;
  private static final int ROW = 17;
  private static final int TOP = 118;
  private static final int WRAP = 46;
  private static final int BAND = 14;
  private static final int LONGEST_GAP = 40;
  private static final int SHORTEST_LABELLED = 40;

  /** Lanes are named after users; none has this name. */
  private static final String MARK_COLUMN = "";

  private static final String STYLE =
      """
      <style>
        svg { --back: #fff; --text: #1c2430; --soft: #68707c; --line: #c3cad3; --told: #1c2430; --act: #9a5b00;
          --done: #1d5fa8; --band: #f0b94d; background: var(--back); }
        @media (prefers-color-scheme: dark) { svg { --back: #14181d; --text: #e4e8ed; --soft: #98a2ae; --line: #3c4550;
          --told: #e4e8ed; --act: #e2bd5a; --done: #7db7f5; --band: #b98518; } }
        text { font: 12px system-ui, sans-serif; fill: var(--text); }
        .title { font-size: 16px; font-weight: 600; }
        .soft, .vendor, .time { fill: var(--soft); }
        .vendor { font-size: 10.5px; }
        .name { font-size: 13px; font-weight: 600; }
        .about { fill: var(--soft); }
        .mark { font-weight: 600; }
        .time { font-size: 10.5px; text-anchor: end; }
        .lane { stroke: var(--line); stroke-width: 2; }
        .guide { stroke: var(--line); stroke-dasharray: 1 4; }
        .band { fill: var(--band); fill-opacity: 0.45; }
        .act { fill: var(--act); } .told { fill: var(--told); } .done { fill: var(--done); }
        .back { fill: var(--back); }
      </style>
      """;

  private final Timeline timeline;
  private final StringBuilder svg = new StringBuilder();
  private final Map<String, Integer> lanes = new HashMap<>();
  private final List<Integer> rows = new ArrayList<>();
  private int bottom = TOP;

  private TimelineSvg(Timeline timeline) {
    this.timeline = timeline;
    for (int i = 0; i < timeline.lanes().size(); i++) {
      lanes.put(timeline.lanes().get(i).name(), MARGIN + MARKS + LANE * i + BAND);
    }
    place();
  }

  /** The drawing; it stands alone. */
  public static String of(Timeline timeline) {
    return new TimelineSvg(timeline).drawing();
  }

  /**
   * Gives each entry its height: one moment below the other, with air for the time between. In a
   * moment lanes do not wait for each other, but marks stand one below the other.
   */
  private void place() {
    long before = 0;
    int top = TOP;
    Map<String, Integer> free = new HashMap<>();
    for (int i = 0; i < timeline.entries().size(); i++) {
      Timeline.Entry entry = timeline.entries().get(i);
      if (i > 0 && entry.at() != before) {
        top = bottom + air(entry.at() - before);
        free.clear();
      }
      int marks = timeline.marksOf(i).size();
      int mine = free.getOrDefault(entry.lane(), top);
      int y = marks == 0 ? mine : Math.max(mine, free.getOrDefault(MARK_COLUMN, top));
      rows.add(y);
      free.put(entry.lane(), y + ROW * lines(entry));
      if (marks > 0) {
        free.put(MARK_COLUMN, y + ROW * marks);
      }
      bottom = Math.max(bottom, y + ROW * Math.max(lines(entry), marks));
      before = entry.at();
    }
  }

  /** A second is a little, a minute not much more. */
  private static int air(long millis) {
    return (int) Math.min(LONGEST_GAP, 4 + 3 * Math.sqrt(millis) / 10);
  }

  private static int lines(Timeline.Entry entry) {
    int vendor = entry.vendor().isEmpty() ? 0 : Wrap.lines(entry.vendor(), WRAP).size();
    return Wrap.lines(entry.what(), WRAP).size() + vendor;
  }

  private String drawing() {
    List<Timeline.Mark> said =
        timeline.marks().stream().filter(mark -> !mark.says().isEmpty()).toList();
    int width = MARGIN * 2 + MARKS + LANE * timeline.lanes().size();
    int height = bottom + MARGIN + ROW * (said.isEmpty() ? 1 : said.size() + 2);
    svg.append(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\">\n"
            .formatted(width, height, width, height));
    svg.append("<title>").append(escaped(timeline.title())).append("</title>\n").append(STYLE);
    svg.append("<rect class=\"back\" width=\"%d\" height=\"%d\"/>\n".formatted(width, height));
    text("title", MARGIN, MARGIN + 6, timeline.title());
    text("soft", MARGIN, MARGIN + 24, timeline.says());
    text("soft", MARGIN, MARGIN + 40, timeline.setting());
    timeline.bands().forEach(this::band);
    timeline.lanes().forEach(this::lane);
    for (int i = 0; i < timeline.entries().size(); i++) {
      entry(i);
    }
    for (int i = 0; i < said.size(); i++) {
      Timeline.Mark mark = said.get(i);
      text("soft", MARGIN, bottom + ROW * (i + 2), mark.equation() + ": " + mark.says());
    }
    return svg.append("</svg>\n").toString();
  }

  private void lane(Timeline.Lane lane) {
    int x = lanes.get(lane.name());
    text("name", x - 4, TOP - 26, lane.name());
    text("about", x - 4, TOP - 11, lane.about());
    svg.append(
        "<line class=\"lane\" x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>\n"
            .formatted(x, TOP - 4, x, bottom));
  }

  private void band(Timeline.Band band) {
    int x = lanes.get(Timeline.SERVER);
    int from = height(band.from());
    int to = height(band.to());
    svg.append(
        "<rect class=\"band\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>\n"
            .formatted(x - BAND / 2, from, BAND, Math.max(2, to - from)));
    if (to - from >= SHORTEST_LABELLED) {
      String words = "%s away %s".formatted(band.user(), Timeline.length(band.to() - band.from()));
      text("time", x - BAND, (from + to) / 2, words);
    }
  }

  /** Where that moment is. */
  private int height(long at) {
    for (int i = 0; i < timeline.entries().size(); i++) {
      if (timeline.entries().get(i).at() >= at) {
        return rows.get(i) + ROW / 2;
      }
    }
    return bottom;
  }

  private void entry(int index) {
    Timeline.Entry entry = timeline.entries().get(index);
    int x = lanes.get(entry.lane());
    int y = rows.get(index) + ROW / 2;
    boolean first = index == 0 || timeline.entries().get(index - 1).at() != entry.at();
    List<Timeline.Mark> marks = timeline.marksOf(index);
    if (!marks.isEmpty()) {
      svg.append(
          "<line class=\"guide\" x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>\n"
              .formatted(MARGIN + MARKS - 14, y, x - 6, y));
    }
    if (first || !marks.isEmpty()) {
      text("time", MARGIN + MARKS - 18, y + 4, Timeline.seconds(entry.at()));
    }
    for (int i = 0; i < marks.size(); i++) {
      text("mark", MARGIN, y + 4 + ROW * i, marks.get(i).equation());
    }
    String kind = entry.kind().name().toLowerCase(Locale.ROOT);
    svg.append("<circle class=\"%s\" cx=\"%d\" cy=\"%d\" r=\"4\"/>\n".formatted(kind, x, y));
    int line = y + 4;
    for (String words : Wrap.lines(entry.what(), WRAP)) {
      text(kind, x + 12, line, words);
      line += ROW;
    }
    if (!entry.vendor().isEmpty()) {
      for (String words : Wrap.lines(entry.vendor(), WRAP)) {
        text("vendor", x + 12, line, words);
        line += ROW;
      }
    }
  }

  private void text(String style, int x, int y, String words) {
    if (!words.isEmpty()) {
      svg.append(
          "<text class=\"%s\" x=\"%d\" y=\"%d\">%s</text>\n"
              .formatted(style, x, y, escaped(words)));
    }
  }

  private static String escaped(String words) {
    return words
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
