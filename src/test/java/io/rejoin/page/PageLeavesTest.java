package io.rejoin.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.rejoin.NeedsProgram;
import io.rejoin.client.Client;
import io.rejoin.client.Options;
import io.rejoin.client.Payload;
import io.rejoin.client.RoomEvent;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A page that says, as the client's README has it, that it is closed: others hear it in time. */
@NeedsProgram({NeedsProgram.CHROMIUM, NeedsProgram.CHROMEDRIVER})
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class PageLeavesTest {

  /** Well before the window of 30 s ends. */
  private static final long SOON = OpenPage.SOON.toSeconds();

  /** How long a page may take to be there again. */
  private static final int STAYS_MS = 3000;

  private final BlockingQueue<RoomEvent> told = new LinkedBlockingQueue<>();

  @TempDir private Path data;

  @Test
  void othersHearOfAPageThatIsClosedAndNothingOfOneThatIsLoadedAgain() throws Exception {
    try (OpenPage page = OpenPage.start(data);
        Client watcher =
            Client.connect(
                page.url().replaceFirst("http", "ws") + "v1", Options.app("demo").user("ann"))) {
      watcher.room("r").on(RoomEvent.class, told::add);
      watcher.login().toCompletableFuture().get(SOON, TimeUnit.SECONDS);
      watcher.room("r").join().toCompletableFuture().get(SOON, TimeUnit.SECONDS);
      page.open("&connect=no");
      enter(page.browser);
      assertEquals("ben", next(RoomEvent.MemberJoined.class).member().user());

      page.open("&connect=no");
      enter(page.browser);
      String text = "nobody has left";
      watcher.room("r").publish(text);
      assertEquals(new Payload.Text(text), next(RoomEvent.Message.class).payload());
      assertNull(told.poll(2 * STAYS_MS, TimeUnit.MILLISECONDS));

      page.browser.open("about:blank");
      assertEquals("quit", next(RoomEvent.MemberLeft.class).reason());
    }
  }

  private static void enter(Browser browser) {
    browser.read(
        """
        return import('/sdk/rejoin.js').then(async ({ connect }) => {
          const client = connect(location.origin.replace('http', 'ws') + '/v1', { app: 'demo', user: 'ben' });
          addEventListener('pagehide', () => client.leaveNow({ unlessBackWithinMs: arguments[0] }));
          await client.login();
          await client.room('r').join();
        });
        """,
        STAYS_MS);
  }

  /** The next event but for counts, which come in their own time. */
  private <T extends RoomEvent> T next(Class<T> kind) throws InterruptedException {
    RoomEvent event = told.poll(SOON, TimeUnit.SECONDS);
    while (event instanceof RoomEvent.Count || event instanceof RoomEvent.Members) {
      event = told.poll(SOON, TimeUnit.SECONDS);
    }
    return assertInstanceOf(kind, event);
  }
}
