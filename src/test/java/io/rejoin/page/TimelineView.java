package io.rejoin.page;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The timeline of the page, as its figure says it. */
final class TimelineView {

  /** A mark of the figure: which, in seconds of the page's clock, and where it is drawn. */
  record Mark(String id, double at, double x) {}

  /** A window: from the last byte to its limit; {@code end} is null while it is open. */
  record Band(String about, double from, double limit, String end, double filled, double whole) {}

  private final Browser browser;

  TimelineView(Browser browser) {
    this.browser = browser;
  }

  /** The marks in order of time. */
  List<Mark> marks() {
    List<Map<String, Object>> read =
        browser.read(
            "return [...document.querySelectorAll('.figure g[data-mark]')].map((g) => ({"
                + " id: g.dataset.mark, at: g.dataset.at,"
                + " x: g.querySelector('.symbol').getAttribute('cx') }))");
    return read.stream()
        .map(mark -> new Mark((String) mark.get("id"), number(mark, "at"), number(mark, "x")))
        .sorted((a, b) -> Double.compare(a.at(), b.at()))
        .toList();
  }

  /** The newest mark of that id; waits for it. */
  Mark await(Duration atMost, String id) {
    browser.await(
        atMost, "mark " + id, () -> marks().stream().anyMatch(mark -> mark.id().equals(id)));
    return marks().stream()
        .filter(mark -> mark.id().equals(id))
        .reduce((first, second) -> second)
        .orElseThrow();
  }

  /** The windows, in the order of their beginning. */
  List<Band> bands() {
    List<Map<String, Object>> read =
        browser.read(
            "return [...document.querySelectorAll('.figure g.band')].map((g) => ({ ...g.dataset,"
                + " filled: g.querySelector('.fill').getAttribute('width'),"
                + " whole: g.querySelector('.frame').getAttribute('width') }))");
    return read.stream()
        .map(
            band ->
                new Band(
                    (String) band.get("about"),
                    number(band, "from"),
                    number(band, "limit"),
                    (String) band.get("end"),
                    number(band, "filled"),
                    number(band, "whole")))
        .toList();
  }

  /** What happened, in words. */
  List<String> words() {
    return browser.read(
        "return [...document.querySelectorAll(\"[data-testid='told'] > li\")]"
            + ".map((line) => line.lastElementChild.textContent)");
  }

  private static double number(Map<String, Object> of, String key) {
    return Double.parseDouble((String) of.get(key));
  }
}
