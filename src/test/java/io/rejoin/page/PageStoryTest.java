package io.rejoin.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import io.rejoin.NeedsProgram;
import io.rejoin.page.PaneView.Event;
import io.rejoin.page.PaneView.Line;
import io.rejoin.server.RejoinServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
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
  private static final Duration SOON = Duration.ofSeconds(15);

  @TempDir private Path data;
  private RejoinServer server;
  private Browser browser;
  private PaneView alice;
  private PaneView bob;

  @BeforeEach
  void openThePage() throws Exception {
    server =
        RejoinServer.start(
            ConfigFactory.parseMap(
                Map.of(
                    "rejoin.gateway.port",
                    0,
                    "rejoin.store.url",
                    "jdbc:h2:file:" + data.resolve("rejoin"))));
    browser = new Browser();
    browser.open(server.url() + "?connect=no");
    alice = browser.pane("left");
    bob = browser.pane("right");
  }

  @AfterEach
  void closeAll() throws Exception {
    browser.close();
    server.close();
  }

  @Test
  @Timeout(value = 2, unit = TimeUnit.MINUTES)
  void whatWasMissedBehindAPulledPlugArrivesOnceInOrderWithAVerdict() throws IOException {
    connectBoth();
    alice.say("hello bob");
    bob.say("hello alice");
    browser.await(SOON, "both hear both", () -> messages(alice) == 2 && messages(bob) == 2);
    browser.screenshot("1-two-users-talk");

    bob.click("plug");
    Event pulled = bob.awaitEvent(SOON, "plug", "out");
    Event lost = alice.awaitEvent(SOON, "member-lost", "bob");
    Event reconnecting = bob.awaitEvent(SOON, "state", "reconnecting");
    // Four seconds after the last byte, which came at most one heartbeat before the plug was
    // pulled.
    assertBetween(2.5, 8, lost.seconds() - pulled.seconds());
    assertBetween(2.5, 8, reconnecting.seconds() - pulled.seconds());
    assertEquals(List.of("alice", "bob?"), alice.members());
    alice.say("are you there?");
    alice.say("it seems not");
    bob.say("I cannot hear you");
    browser.await(SOON, "alice hears herself", () -> messages(alice) == 4);
    assertEquals(2, messages(bob));
    browser.screenshot("2-the-plug-is-pulled");

    bob.click("plug");
    Event pluggedIn = bob.awaitEvent(SOON, "plug", "in");
    Event connected = bob.awaitEvent(SOON, "state", "connected", reconnecting.seconds());
    Event back = alice.awaitEvent(SOON, "member-back", "bob");
    browser.await(SOON, "nothing is missing", () -> messages(alice) == 5 && messages(bob) == 5);
    assertTrue(connected.seconds() > pluggedIn.seconds());
    assertTrue(back.seconds() > pluggedIn.seconds());
    assertEquals(List.of("alice", "bob"), alice.members());
    assertEquals(
        List.of(
            new Line("message", "1", false, "hello bob"),
            new Line("message", "2", false, "hello alice"),
            new Line("message", "3", true, "are you there?"),
            new Line("message", "4", true, "it seems not"),
            new Line("verdict", null, false, "complete"),
            new Line("message", "5", false, "I cannot hear you")),
        bob.lines());
    browser.screenshot("3-nothing-is-missing");
    assertNothingElse();
  }

  @Test
  @Timeout(value = 2, unit = TimeUnit.MINUTES)
  void whoStaysAwayBeyondTheWindowHasLeftAndComesBackAsAJoin() throws IOException {
    connectBoth();
    bob.click("plug");
    Event pulled = bob.awaitEvent(SOON, "plug", "out");
    Event left = alice.awaitEvent(Duration.ofSeconds(60), "member-left", "bob");
    assertBetween(28.5, 36, left.seconds() - pulled.seconds());
    assertEquals(List.of("alice"), alice.members());
    browser.screenshot("4-beyond-the-window");
    bob.click("plug");
    bob.awaitEvent(Duration.ofSeconds(30), "state", "connected", left.seconds());
    browser.await(SOON, "bob is a member", () -> alice.members().equals(List.of("alice", "bob")));
    assertEquals(
        List.of("member-joined", "member-lost", "member-left", "member-joined"),
        presence(alice, "bob"));
    assertNothingElse();
  }

  @Test
  @Timeout(value = 2, unit = TimeUnit.MINUTES)
  void aClosedSocketIsMendedBeforeAnybodyIsTold() throws IOException {
    connectBoth();
    bob.click("cut");
    bob.awaitEvent(SOON, "verdict", "complete");
    alice.say("did you notice?");
    browser.await(SOON, "bob hears it", () -> messages(bob) == 1);
    assertEquals(List.of("connecting", "connected"), states(bob));
    assertEquals(List.of("member-joined"), presence(alice, "bob"));
    assertNothingElse();
  }

  @Test
  @Timeout(value = 2, unit = TimeUnit.MINUTES)
  void theNewestLoginWinsAndALogoutIsToldAtOnce() throws IOException {
    connectBoth();
    alice.click("twice");
    alice.awaitEvent(SOON, "state", "aborted");
    assertEquals("connected", alice.awaitEvent(SOON, "second", "connected").to());
    browser.screenshot("5-logged-in-twice");
    bob.click("logout");
    bob.awaitEvent(SOON, "state", "disconnected");
    assertEquals(List.of("connecting", "connected", "aborted"), states(alice));
    assertEquals(List.of("connecting", "connected", "disconnected"), states(bob));
    assertNothingElse();
  }

  @Test
  @Timeout(value = 2, unit = TimeUnit.MINUTES)
  void aStreamIsSeenByTheOther() throws IOException {
    connectBoth();
    alice.click("stream");
    bob.awaitEvent(SOON, "stream-added", "alice");
    alice.click("stream");
    bob.awaitEvent(SOON, "stream-removed", "alice");
    alice.click("logout");
    bob.awaitEvent(SOON, "member-left", "alice");
    assertEquals(List.of("bob"), bob.members());
    assertNothingElse();
  }

  @Test
  @Timeout(value = 1, unit = TimeUnit.MINUTES)
  void aNewcomerSeesTwoUsersInARoomAtOnce() throws IOException {
    browser.open(server.url());
    alice = browser.pane("left");
    bob = browser.pane("right");
    List<String> both = List.of("alice", "bob");
    browser.await(
        SOON, "both are in", () -> alice.members().equals(both) && bob.members().equals(both));
    browser.screenshot("0-at-once");
    assertNothingElse();
  }

  private void connectBoth() {
    alice.click("connect");
    browser.await(SOON, "alice is in", () -> alice.members().equals(List.of("alice")));
    bob.click("connect");
    List<String> both = List.of("alice", "bob");
    browser.await(
        SOON, "both are in", () -> alice.members().equals(both) && bob.members().equals(both));
  }

  private void assertNothingElse() {
    assertEquals(List.of(), browser.complaints());
    for (PaneView pane : List.of(alice, bob)) {
      assertEquals(0, pane.events().stream().filter(event -> event.kind().equals("error")).count());
    }
  }

  private static long messages(PaneView pane) {
    return pane.lines().stream().filter(line -> line.kind().equals("message")).count();
  }

  private static List<String> states(PaneView pane) {
    return pane.events().stream()
        .filter(event -> event.kind().equals("state"))
        .map(Event::to)
        .toList();
  }

  private static List<String> presence(PaneView pane, String user) {
    return pane.events().stream()
        .filter(event -> event.kind().startsWith("member-") && user.equals(event.user()))
        .map(Event::kind)
        .toList();
  }

  private static void assertBetween(double low, double high, double measured) {
    assertTrue(
        measured >= low && measured <= high,
        () -> measured + " s is not between " + low + " s and " + high + " s");
  }
}
