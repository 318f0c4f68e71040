package io.rejoin.page;

import static io.rejoin.page.OpenPage.SOON;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rejoin.NeedsProgram;
import io.rejoin.page.PaneView.Event;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What each button of the page does to a client, and what the others are told of it. */
@NeedsProgram({NeedsProgram.CHROMIUM, NeedsProgram.CHROMEDRIVER})
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class PageButtonsTest {
  /** A silence is told four seconds after the last byte, which came at most a second before. */
  private static final double TOLD_NOT_BEFORE = 2.5;

  @TempDir private static Path data;
  private static OpenPage page;
  private static PaneView u1;
  private static PaneView u2;
  private static PaneView u3;

  @BeforeAll
  static void open() throws Exception {
    page = OpenPage.start(data);
    u1 = page.pane(1);
    u2 = page.pane(2);
    u3 = page.pane(3);
  }

  @AfterAll
  static void close() throws Exception {
    page.close();
  }

  @Test
  void aButtonCanBePressedOnlyWhereItMakesSense() {
    page.open("&connect=no");
    assertEquals(List.of("connect"), u1.enabled());
    u1.click("connect");
    page.awaitMembers(List.of("u1"), u1);
    assertEquals(
        List.of("plug", "cut", "pocket", "kill", "twice", "token", "logout"), u1.enabled());
    u1.click("plug");
    assertEquals(List.of("plug", "pocket", "kill", "twice", "logout"), u1.enabled());
    u1.click("plug");
    u1.click("pocket");
    assertEquals(List.of("pocket"), u1.enabled());
    u1.click("pocket");
    u1.click("kill");
    assertEquals(List.of("kill"), u1.enabled());
    assertEquals("killed", u1.state());
    page.assertNothingElse();
  }

  @Test
  void whoIsSuspendedIsLostToOthersAndWakesAsIfNothingHadBeen() {
    page.openWithTwo("");
    u2.click("pocket");
    Event asleep = u2.awaitEvent(SOON, "pocket", "asleep");
    Event lost = u1.awaitEvent(SOON, "member-lost", "u2");
    assertTrue(lost.seconds() - asleep.seconds() >= TOLD_NOT_BEFORE);
    u1.say("are you asleep?");
    page.browser.await(SOON, "u1 hears itself", () -> u1.messages() == 1);
    assertEquals(0, u2.messages());
    assertEquals(asleep, u2.events().get(u2.events().size() - 1));
    u2.click("pocket");
    u1.awaitEvent(SOON, "member-back", "u2");
    page.browser.await(SOON, "u2 hears it now", () -> u2.messages() == 1);
    assertEquals(List.of("connecting", "connected"), u2.states());
    page.assertNothingElse();
  }

  @Test
  void whoIsKilledAndStartedAgainInTheWindowHasNotLeft() {
    page.openWithTwo("");
    u2.click("video");
    u1.awaitEvent(SOON, "stream-added", "u2");
    assertEquals(List.of("video"), u1.streams("u2"));
    u2.click("kill");
    u1.awaitEvent(SOON, "member-lost", "u2");
    u1.awaitEvent(SOON, "status", "unreachable");
    assertEquals("unreachable", u1.status("u2"));
    u2.click("kill");
    u1.awaitEvent(SOON, "member-back", "u2");
    page.awaitMembers(List.of("u1", "u2"), u1, u2);
    assertEquals(List.of("member-joined", "member-lost", "member-back"), u1.presence("u2"));
    page.assertNothingElse();
  }

  @Test
  void aTokenThatEndsIsToldAndRenewed() {
    page.openWithTwo("");
    u1.click("token");
    u1.awaitEvent(SOON, "token", "expiring");
    u1.awaitEvent(SOON, "token", "expired");
    assertEquals("Renew the token", u1.text("token"));
    assertEquals("connected", u1.state());
    u1.click("token");
    u1.awaitEvent(SOON, "token", "long");
    assertEquals("Let the token expire", u1.text("token"));
    u1.say("still here");
    page.browser.await(SOON, "u2 hears u1", () -> u2.messages() == 1);
    assertEquals(List.of("connecting", "connected"), u1.states());
    page.assertNothingElse();
  }

  @Test
  void whoIsKickedIsOutAndMayLogInAgainButNotWhoIsBanned() {
    page.open("&connect=no");
    u2.rename("guest");
    u1.click("connect");
    u2.click("connect");
    page.awaitMembers(List.of("guest", "u1"), u1, u2);
    u1.click("kick");
    assertEquals("aborted", u2.awaitEvent(SOON, "state", "aborted").to());
    u1.awaitEvent(SOON, "member-left", "guest");
    page.browser.await(SOON, "u2 is offline", () -> "offline".equals(u1.status("guest")));
    u2.click("connect");
    page.awaitMembers(List.of("guest", "u1"), u1, u2);
    assertEquals(
        List.of("connecting", "connected", "aborted", "connecting", "connected"), u2.states());
    page.assertNothingElse();
    u1.click("ban");
    page.browser.await(SOON, "u2 is out again", () -> u2.state().equals("aborted"));
    u2.click("connect");
    page.browser.await(SOON, "u2 is refused", () -> u2.state().equals("disconnected"));
    Event refused = u2.events().get(u2.events().size() - 1);
    assertTrue(refused.text().startsWith("error banned"), refused.text());
    assertEquals(List.of("u1"), u1.members());
  }

  @Test
  void aPlugThatIsPulledOneWayStopsOnlyThat() {
    page.open("&clients=3");
    page.awaitMembers(List.of("u1", "u2", "u3"), u3);
    u1.choose("way", "up");
    u2.choose("way", "down");
    u1.click("plug");
    u2.click("plug");
    u3.say("who hears this?");
    page.browser.await(SOON, "u1 hears it, which cannot send", () -> u1.messages() == 1);
    u2.say("but I can talk");
    page.browser.await(SOON, "u3 hears u2, which cannot hear", () -> u3.messages() == 2);
    assertEquals(0, u2.messages());
    u2.click("plug");
    page.browser.await(SOON, "u2 has all", () -> u2.messages() == 2);
    u3.awaitEvent(SOON, "member-lost", "u1");
    u1.click("plug");
    u3.awaitEvent(SOON, "member-back", "u1");
    assertEquals(2, u1.messages());
    page.assertNothingElse();
  }

  @Test
  void clientsAreAddedUpToFourAndRemovedDownToTwo() {
    page.openWithTwo("");
    page.browser.find("[data-testid='add']").click();
    page.browser.find("[data-testid='add']").click();
    page.awaitMembers(List.of("u1", "u2", "u3", "u4"), u1);
    awaitLanes("pane-1", "pane-2", "server", "pane-3", "pane-4");
    assertTrue(!page.browser.find("[data-testid='add']").isEnabled());
    u2.click("remove");
    u3.click("remove");
    awaitLanes("pane-1", "server", "pane-4");
    assertTrue(!page.browser.find("[data-testid='pane-1'] [data-testid='remove']").isDisplayed());
    assertTrue(page.browser.find("[data-testid='add']").isEnabled());
    page.assertNothingElse();
  }

  /** The timeline is drawn a moment after what it tells. */
  private static void awaitLanes(String... lanes) {
    page.browser.await(SOON, "these lanes", () -> lanes().equals(List.of(lanes)));
  }

  private static List<String> lanes() {
    return page.browser.read(
        "return [...document.querySelectorAll('[data-lane]')].map(({ dataset }) => dataset.lane)");
  }
}
