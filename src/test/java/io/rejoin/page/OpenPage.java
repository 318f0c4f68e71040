package io.rejoin.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.typesafe.config.ConfigFactory;
import io.rejoin.server.RejoinServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A server and a browser for the tests of a class. Each test opens the page anew, in a room of its
 * own; with {@code connect=no} nobody is logged in at first.
 */
final class OpenPage implements AutoCloseable {
  static final Duration SOON = Duration.ofSeconds(20);

  final Browser browser;
  private final RejoinServer server;
  private int opened;

  private OpenPage(RejoinServer server, Browser browser) {
    this.server = server;
    this.browser = browser;
  }

  static OpenPage start(Path data) throws Exception {
    RejoinServer server =
        RejoinServer.start(
            ConfigFactory.parseMap(
                Map.of(
                    "rejoin.gateway.port",
                    0,
                    "rejoin.store.url",
                    "jdbc:h2:file:" + data.resolve("rejoin"))));
    return new OpenPage(server, new Browser());
  }

  /** Opens the page with that query, beside the room. */
  void open(String query) {
    opened++;
    browser.open(server.url() + "?room=room-" + opened + query);
  }

  /** The server's address, with a slash at its end. */
  String url() {
    return server.url();
  }

  PaneView pane(int number) {
    return browser.pane("pane-" + number);
  }

  /** Opens the page, lets u1 and then u2 into the room, and waits until they see each other. */
  void openWithTwo(String query) {
    open("&connect=no" + query);
    pane(1).click("connect");
    awaitMembers(List.of("u1"), pane(1));
    pane(2).click("connect");
    awaitMembers(List.of("u1", "u2"), pane(1), pane(2));
  }

  void awaitMembers(List<String> members, PaneView... panes) {
    for (PaneView pane : panes) {
      browser.await(SOON, pane.id() + " sees " + members, () -> pane.members().equals(members));
    }
  }

  /** The page has complained of nothing, and its clients were told of no error. */
  void assertNothingElse() {
    assertEquals(List.of(), browser.complaints());
    List<String> errors =
        browser.read(
            "return [...document.querySelectorAll(\"[data-testid='events'] [data-kind='error']\")]"
                + ".map((line) => line.textContent)");
    assertEquals(List.of(), errors);
  }

  @Override
  public void close() throws Exception {
    browser.close();
    server.close();
  }
}
