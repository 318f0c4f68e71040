package io.rejoin.page;

import java.time.Duration;
import java.util.List;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** One pane of the page, as somebody uses it who sees it. */
final class PaneView {

  /** A line of the pane's log of events; {@code seconds} since the page was opened. */
  record Event(String kind, double seconds, String to, String user) {}

  /** A line of the room's log: a message, or a verdict with its result as text. */
  record Line(String kind, String offset, boolean replayed, String text) {}

  private final Browser browser;
  private final WebElement section;

  PaneView(Browser browser, WebElement section) {
    this.browser = browser;
    this.section = section;
  }

  void click(String testId) {
    find(testId).click();
  }

  /** Writes a message and sends it with the Enter key. */
  void say(String text) {
    find("message").sendKeys(text, Keys.ENTER);
  }

  String state() {
    return find("state").getDomAttribute("data-state");
  }

  /** Members by name, those that are lost with a question mark. */
  List<String> members() {
    return find("members").findElements(By.tagName("li")).stream()
        .map(
            member ->
                member.getDomAttribute("data-user")
                    + ("true".equals(member.getDomAttribute("data-lost")) ? "?" : ""))
        .toList();
  }

  List<Line> lines() {
    return find("log").findElements(By.tagName("li")).stream().map(PaneView::line).toList();
  }

  List<Event> events() {
    return find("events").findElements(By.tagName("li")).stream().map(PaneView::event).toList();
  }

  /** The newest event of that kind that says that; waits for it. */
  Event awaitEvent(Duration atMost, String kind, String toOrUser) {
    return awaitEvent(atMost, kind, toOrUser, 0);
  }

  /** The same, of those at or after a moment. */
  Event awaitEvent(Duration atMost, String kind, String toOrUser, double notBefore) {
    browser.await(atMost, kind + " " + toOrUser, () -> newest(kind, toOrUser, notBefore) != null);
    return newest(kind, toOrUser, notBefore);
  }

  private Event newest(String kind, String toOrUser, double notBefore) {
    return events().stream()
        .filter(event -> event.kind().equals(kind) && event.seconds() >= notBefore)
        .filter(event -> toOrUser.equals(event.to()) || toOrUser.equals(event.user()))
        .reduce((first, second) -> second)
        .orElse(null);
  }

  private static Event event(WebElement item) {
    return new Event(
        item.getDomAttribute("data-kind"),
        Double.parseDouble(item.getDomAttribute("data-seconds")),
        item.getDomAttribute("data-to"),
        item.getDomAttribute("data-user"));
  }

  private static Line line(WebElement item) {
    String kind = item.getDomAttribute("data-kind");
    String text =
        kind.equals("message")
            ? item.findElement(By.cssSelector("[data-part='text']")).getText()
            : item.getDomAttribute("data-result");
    return new Line(
        kind,
        item.getDomAttribute("data-offset"),
        "true".equals(item.getDomAttribute("data-replayed")),
        text);
  }

  private WebElement find(String testId) {
    return section.findElement(By.cssSelector("[data-testid='" + testId + "']"));
  }
}
