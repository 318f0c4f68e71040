package io.rejoin.page;

import static io.rejoin.page.OpenPage.SOON;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rejoin.NeedsProgram;
import io.rejoin.page.PaneView.Event;
import io.rejoin.page.PaneView.Line;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The page in Chromium, with a real server behind it, on the profile {@code rejoin}: reconnecting
 * and lost after 4 s, left after 30 s. Moments are those that the page itself wrote down; what must
 * not be earlier is checked closely, what may be late on a busy machine generously.
 */
@NeedsProgram({NeedsProgram.CHROMIUM, NeedsProgram.CHROMEDRIVER})
class PageStoryTest {
  @TempDir private static Path data;
  private static OpenPage page;
  private static Browser browser;
  private static PaneView u1;
  private static PaneView u2;

  @BeforeAll
  static void open() throws Exception {
    page = OpenPage.start(data);
    browser = page.browser;
    u1 = page.pane(1);
    u2 = page.pane(2);
  }

  @AfterAll
  static void close() throws Exception {
    page.close();
  }

  @Test
  @Timeout(value = 2, unit = TimeUnit.MINUTES)
  void whatWasMissedBehindAPulledPlugArrivesOnceInOrderWithAVerdict() throws IOException {
    page.openWithTwo("");
    u1.say("hello u2");
    u2.say("hello u1");
    browser.await(SOON, "both hear both", () -> u1.messages() == 2 && u2.messages() == 2);
    browser.screenshot("1-two-users-talk");

    u2.click("plug");
    Event pulled = u2.awaitEvent(SOON, "plug", "out");
    Event lost = u1.awaitEvent(SOON, "member-lost", "u2");
    Event reconnecting = u2.awaitEvent(SOON, "state", "reconnecting");
    // Four seconds after the last byte, which came at most one heartbeat before the plug was
    // pulled.
    assertBetween(2.5, 8, lost.seconds() - pulled.seconds());
    assertBetween(2.5, 8, reconnecting.seconds() - pulled.seconds());
    assertEquals(List.of("u1", "u2?"), u1.members());
    u1.say("are you there?");
    u1.say("it seems not");
    u2.say("I cannot hear you");
    browser.await(SOON, "u1 hears herself", () -> u1.messages() == 4);
    assertEquals(2, u2.messages());
    browser.screenshot("2-the-plug-is-pulled");

    u2.click("plug");
    Event pluggedIn = u2.awaitEvent(SOON, "plug", "in");
    Event connected = u2.awaitEvent(SOON, "state", "connected", reconnecting.seconds());
    Event back = u1.awaitEvent(SOON, "member-back", "u2");
    browser.await(SOON, "nothing is missing", () -> u1.messages() == 5 && u2.messages() == 5);
    assertTrue(connected.seconds() > pluggedIn.seconds());
    assertTrue(back.seconds() > pluggedIn.seconds());
    assertEquals(List.of("u1", "u2"), u1.members());
    assertEquals(
        List.of(
            new Line("message", "1", false, "hello u2"),
            new Line("message", "2", false, "hello u1"),
            new Line("message", "3", true, "are you there?"),
            new Line("message", "4", true, "it seems not"),
            new Line("verdict", null, false, "complete"),
            new Line("message", "5", false, "I cannot hear you")),
        u2.lines());
    browser.screenshot("3-nothing-is-missing");
    page.assertNothingElse();
  }

  @Test
  @Timeout(value = 2, unit = TimeUnit.MINUTES)
  void whoStaysAwayBeyondTheWindowHasLeftAndComesBackAsAJoin() throws IOException {
    page.openWithTwo("");
    u2.click("plug");
    Event pulled = u2.awaitEvent(SOON, "plug", "out");
    Event left = u1.awaitEvent(Duration.ofSeconds(60), "member-left", "u2");
    assertBetween(28.5, 36, left.seconds() - pulled.seconds());
    assertEquals(List.of("u1"), u1.members());
    browser.screenshot("4-beyond-the-window");
    u2.click("plug");
    u2.awaitEvent(Duration.ofSeconds(30), "state", "connected", left.seconds());
    browser.await(SOON, "u2 is a member", () -> u1.members().equals(List.of("u1", "u2")));
    assertEquals(
        List.of("member-joined", "member-lost", "member-left", "member-joined"), u1.presence("u2"));
    page.assertNothingElse();
  }

  @Test
  @Timeout(value = 2, unit = TimeUnit.MINUTES)
  void aClosedSocketIsMendedBeforeAnybodyIsTold() throws IOException {
    page.openWithTwo("");
    u2.click("cut");
    u2.awaitEvent(SOON, "verdict", "complete");
    u1.say("did you notice?");
    browser.await(SOON, "u2 hears it", () -> u2.messages() == 1);
    assertEquals(List.of("connecting", "connected"), u2.states());
    assertEquals(List.of("member-joined"), u1.presence("u2"));
    page.assertNothingElse();
  }

  @Test
  @Timeout(value = 2, unit = TimeUnit.MINUTES)
  void theNewestLoginWinsAndALogoutIsToldAtOnce() throws IOException {
    page.openWithTwo("");
    u1.click("twice");
    u1.awaitEvent(SOON, "state", "aborted");
    assertEquals("connected", u1.awaitEvent(SOON, "second", "connected").to());
    browser.screenshot("5-logged-in-twice");
    u2.click("logout");
    u2.awaitEvent(SOON, "state", "disconnected");
    assertEquals(List.of("connecting", "connected", "aborted"), u1.states());
    u1.click("connect");
    u1.awaitEvent(SOON, "second", "aborted");
    browser.await(SOON, "u1 is in again", () -> u1.members().equals(List.of("u1")));
    assertEquals(
        List.of("connecting", "connected", "aborted", "connecting", "connected"), u1.states());
    assertEquals(List.of("connecting", "connected", "disconnected"), u2.states());
    page.assertNothingElse();
  }

  @Test
  @Timeout(value = 2, unit = TimeUnit.MINUTES)
  void aStreamIsSeenByTheOther() throws IOException {
    page.openWithTwo("");
    u1.click("video");
    u2.awaitEvent(SOON, "stream-added", "u1");
    u1.click("video");
    u2.awaitEvent(SOON, "stream-removed", "u1");
    u1.click("logout");
    u2.awaitEvent(SOON, "member-left", "u1");
    assertEquals(List.of("u2"), u2.members());
    page.assertNothingElse();
  }

  @Test
  @Timeout(value = 1, unit = TimeUnit.MINUTES)
  void aNewcomerSeesTwoUsersInARoomAtOnce() throws IOException {
    page.open("");
    page.awaitMembers(List.of("u1", "u2"), u1, u2);
    assertEquals("connected", u1.state());
    assertEquals("connected", u2.state());
    browser.screenshot("0-at-once");
    page.assertNothingElse();
  }

  private static void assertBetween(double low, double high, double measured) {
    assertTrue(
        measured >= low && measured <= high,
        () -> measured + " s is not between " + low + " s and " + high + " s");
  }
}
