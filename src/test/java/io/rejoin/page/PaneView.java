package io.rejoin.page;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.openqa.selenium.Keys;

/** One client's part of the page, as somebody uses it who sees it. */
final class PaneView {

  /** A line of the pane's log of events; {@code seconds} since the page was opened. */
  record Event(String kind, double seconds, String to, String user, String text) {}

  /** A line of the room's log: a message, or a verdict with its result as text. */
  record Line(String kind, String offset, boolean replayed, String text) {}

  private final Browser browser;
  private final String id;

  PaneView(Browser browser, String id) {
    this.browser = browser;
    this.id = id;
  }

  /** Its id, which is that of its lane on the timeline too. */
  String id() {
    return id;
  }

  void click(String testId) {
    browser.find(within(testId)).click();
  }

  /** Writes a message and sends it with the Enter key. */
  void say(String text) {
    browser.type(within("message"), text);
  }

  void choose(String testId, String value) {
    browser.choose(within(testId), value);
  }

  /** Gives it another user, who logs in next. */
  void rename(String user) {
    browser.find(within("user")).clear();
    browser.find(within("user")).sendKeys(user, Keys.TAB);
  }

  String state() {
    return browser.read(
        "return document.querySelector(arguments[0]).dataset.state", within("state"));
  }

  /** What a button says. */
  String text(String testId) {
    return browser.read("return document.querySelector(arguments[0]).textContent", within(testId));
  }

  /** The buttons that can be pressed, by their test ids, in order. */
  List<String> enabled() {
    return browser.read(
        "return [...document.querySelectorAll(arguments[0])].map((each) => each.dataset.testid)",
        "[data-testid='" + id + "'] .controls button:enabled");
  }

  /** Members by name, in the order of the alphabet, those that are lost with a question mark. */
  List<String> members() {
    return browser.read(
        "return [...document.querySelectorAll(arguments[0])]"
            + ".map(({ dataset }) => dataset.user + (dataset.lost === 'true' ? '?' : '')).sort()",
        within("members") + " > li");
  }

  /**
   * What is shown of a member's or an absent user's online status; null if the user is not shown.
   */
  String status(String user) {
    return browser.read(
        "return document.querySelector(arguments[0])?.dataset.status",
        "[data-testid='" + id + "'] .members li[data-user='" + user + "']");
  }

  /** The streams that are shown of a member. */
  List<String> streams(String user) {
    return browser.read(
        "return [...document.querySelectorAll(arguments[0])].map(({ dataset }) => dataset.stream)",
        within("members") + " > li[data-user='" + user + "'] .stream");
  }

  List<Line> lines() {
    List<Map<String, String>> read =
        browser.read(
            "return [...document.querySelectorAll(arguments[0])].map((line) => ({ ...line.dataset,"
                + " text: line.querySelector('[data-part]')?.textContent ?? line.dataset.result }))",
            within("log") + " > li");
    return read.stream()
        .map(
            line ->
                new Line(
                    line.get("kind"),
                    line.get("offset"),
                    "true".equals(line.get("replayed")),
                    line.get("text")))
        .toList();
  }

  List<Event> events() {
    List<Map<String, String>> read =
        browser.read(
            "return [...document.querySelectorAll(arguments[0])].map((line) => ({ ...line.dataset,"
                + " text: line.lastElementChild.textContent }))",
            within("events") + " > li");
    return read.stream().map(PaneView::event).toList();
  }

  /** How many messages the log of the room shows. */
  long messages() {
    return lines().stream().filter(line -> line.kind().equals("message")).count();
  }

  /** The states that its client was in, in order. */
  List<String> states() {
    return events().stream().filter(event -> event.kind().equals("state")).map(Event::to).toList();
  }

  /** What this client was told of the presence of that user, in order. */
  List<String> presence(String user) {
    return events().stream()
        .filter(event -> event.kind().startsWith("member-") && user.equals(event.user()))
        .map(Event::kind)
        .toList();
  }

  /** The newest event of that kind that says that; waits for it. */
  Event awaitEvent(Duration atMost, String kind, String toOrUser) {
    return awaitEvent(atMost, kind, toOrUser, 0);
  }

  /** The same, of those at or after a moment. */
  Event awaitEvent(Duration atMost, String kind, String toOrUser, double notBefore) {
    browser.await(
        atMost,
        id + " tells " + kind + " " + toOrUser,
        () -> newest(kind, toOrUser, notBefore) != null);
    return newest(kind, toOrUser, notBefore);
  }

  private Event newest(String kind, String toOrUser, double notBefore) {
    return events().stream()
        .filter(event -> event.kind().equals(kind) && event.seconds() >= notBefore)
        .filter(event -> toOrUser.equals(event.to()) || toOrUser.equals(event.user()))
        .reduce((first, second) -> second)
        .orElse(null);
  }

  private static Event event(Map<String, String> line) {
    return new Event(
        line.get("kind"),
        Double.parseDouble(line.get("seconds")),
        line.get("to"),
        line.get("user"),
        line.get("text"));
  }

  private String within(String testId) {
    return "[data-testid='" + id + "'] [data-testid='" + testId + "']";
  }
}
