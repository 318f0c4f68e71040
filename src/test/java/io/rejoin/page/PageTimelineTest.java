package io.rejoin.page;

import static io.rejoin.page.OpenPage.SOON;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rejoin.NeedsProgram;
import io.rejoin.page.TimelineView.Band;
import io.rejoin.page.TimelineView.Mark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * The timeline against the moments that the panes wrote down, on the profile {@code rejoin}. How
 * fast things go is not asserted, only what cannot be earlier, and what belongs together.
 */
@NeedsProgram({NeedsProgram.CHROMIUM, NeedsProgram.CHROMEDRIVER})
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class PageTimelineTest {
  @TempDir private static Path data;
  private static OpenPage page;
  private static TimelineView timeline;
  private static PaneView u1;
  private static PaneView u2;

  @BeforeAll
  static void open() throws Exception {
    page = OpenPage.start(data);
    timeline = new TimelineView(page.browser);
    u1 = page.pane(1);
    u2 = page.pane(2);
  }

  @AfterAll
  static void close() throws Exception {
    page.close();
  }

  @Test
  void aDropIsDrawnWithItsMarksAndItsWindowAtTheirSecondsAndSavedAsAFile() throws Exception {
    page.openWithTwo("");
    u1.click("plug");
    Mark lastByte = timeline.await(SOON, "T3");
    Mark reconnecting = timeline.await(SOON, "T4");
    Mark told = timeline.await(SOON, "T6");
    assertEquals(u1.awaitEvent(SOON, "state", "reconnecting").seconds(), reconnecting.at(), 0.02);
    assertEquals(u2.awaitEvent(SOON, "member-lost", "u1").seconds(), told.at(), 0.02);
    assertTrue(lastByte.at() <= u1.awaitEvent(SOON, "plug", "out").seconds());
    // What the client itself heard last is at most a heartbeat older than what it was heard to say.
    assertTrue(reconnecting.at() - lastByte.at() >= 2.9, "T4 = T3 + 4 s, not earlier");
    assertTrue(told.at() - lastByte.at() >= 3.9, "T6 = T3 + 4 s, not earlier");
    assertTrue(lastByte.x() < reconnecting.x() && lastByte.x() < told.x());

    Band open = timeline.bands().get(0);
    assertEquals("pane-1", open.about());
    assertNull(open.end());
    assertEquals(lastByte.at(), open.from(), 0.01);
    assertEquals(lastByte.at() + 30, open.limit(), 0.01);
    assertTrue(open.filled() < open.whole());
    double share = open.filled() / open.whole();
    page.browser.await(
        SOON,
        "the band fills",
        () -> timeline.bands().get(0).filled() / timeline.bands().get(0).whole() > share + 0.01);

    u2.say("are you there?");
    u1.click("plug");
    Mark back = timeline.await(SOON, "T7");
    Mark seen = timeline.await(SOON, "T8");
    page.browser.await(SOON, "the verdict is told", () -> said("u1 is told: complete, 1 replayed"));
    Band closed = timeline.bands().get(0);
    assertEquals("back", closed.end());
    assertEquals(closed.whole(), closed.filled(), 0.01);
    assertTrue(back.at() > reconnecting.at() && seen.at() > told.at());
    assertEquals(1, timeline.bands().size());
    assertTrue(said("the last byte from u1 is heard"), () -> "" + timeline.words());
    assertTrue(said("u1 is sent what it missed: #1"), () -> "" + timeline.words());
    assertTrue(said("u2 is told that u1 is back"), () -> "" + timeline.words());
    assertSaved();
    page.assertNothingElse();
  }

  private static boolean said(String words) {
    return timeline.words().contains(words);
  }

  private static void assertSaved() throws Exception {
    page.browser.downloadTo(data);
    page.browser.find("[data-testid='export']").click();
    Path file = data.resolve("rejoin-rejoin.svg");
    page.browser.await(SOON, "the file is saved", () -> size(file) > 0);
    Document svg =
        DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().parse(file.toFile());
    assertEquals("svg", svg.getDocumentElement().getNodeName());
    List<String> drawn = texts(svg);
    for (String expected : List.of("T0", "T3", "T4", "T6", "T7", "T8", "server", "u1", "u2")) {
      assertTrue(drawn.contains(expected), () -> expected + " is not in " + drawn);
    }
    String text = Files.readString(file);
    assertFalse(text.contains("var("), "a file of its own has colours of its own");
    assertFalse(text.contains("light-dark("), "and only those that other programs know");
  }

  private static long size(Path file) {
    try {
      return Files.exists(file) ? Files.size(file) : 0;
    } catch (IOException e) {
      return 0;
    }
  }

  private static List<String> texts(Document svg) {
    NodeList texts = svg.getElementsByTagName("text");
    return IntStream.range(0, texts.getLength())
        .mapToObj(i -> ((Element) texts.item(i)).getFirstChild())
        .map(node -> node.getNodeValue())
        .toList();
  }

  @Test
  void anotherProfileLogsAllInAnewAndIsToldInWords() {
    page.openWithTwo("");
    page.browser.choose("[data-testid='profile']", "agora-rtc-web-4");
    page.browser.await(
        SOON,
        "both are back with the new profile",
        () -> u1.states().size() >= 5 && u1.members().size() == 2 && u2.members().size() == 2);
    assertEquals(
        List.of("connecting", "connected", "disconnected", "connecting", "connected"), u1.states());
    assertEquals("reconnecting at 4 s, others first told at 10 s, left at 20 s", facts());
    u1.click("plug");
    page.browser.await(SOON, "a window of 20 s", () -> !timeline.bands().isEmpty());
    Band band = timeline.bands().get(0);
    assertEquals(20, band.limit() - band.from(), 0.01);
    page.assertNothingElse();
  }

  private static String facts() {
    return page.browser.find("[data-testid='profile-short']").getText();
  }

  @Test
  void clearedTheTimelineForgetsWhatIsOver() {
    page.openWithTwo("");
    timeline.await(SOON, "T2");
    page.browser.find("[data-testid='clear']").click();
    assertEquals(List.of(), timeline.marks());
    assertEquals(List.of(), timeline.words());
    page.assertNothingElse();
  }
}
