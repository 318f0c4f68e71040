package io.rejoin.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.typesafe.config.Config;
import io.rejoin.client.RoomEvent;
import io.rejoin.client.Sent;
import io.rejoin.client.State;
import java.nio.file.Path;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that is started again, as a Java client lives through it. */
class JavaClientRestartTest {
  private static final String ROOM = "room";

  @TempDir private Path data;

  private Config config() {
    return TestServer.store("jdbc:h2:file:" + data.resolve("rejoin") + ";WRITE_DELAY=0")
        .withFallback(TestServer.config());
  }

  @Test
  void loginsGoOnRoomsAreEnteredAgainAndWhatWaitsIsSaid() throws Exception {
    try (TestServer server = TestServer.start(config());
        JavaUser ann = new JavaUser(server::port, "ann", "rejoin");
        JavaUser ben = new JavaUser(server::port, "ben", "rejoin")) {
      ann.logIn().join(ROOM);
      ben.logIn().join(ROOM);
      ann.nextInRoom(RoomEvent.Count.class);
      ann.nextInRoom(RoomEvent.MemberJoined.class);
      JavaUser.kept(ann.room().publish("before"));
      ann.message("before", false);
      ben.message("before", false);
      server.restart();
      CompletionStage<Sent> letter = ann.client().sendMessage("ben", "a letter");
      JavaUser.kept(letter);
      JavaUser.kept(ben.room().publish("after"));
      rebuilt(ann);
      rebuilt(ben);
      assertEquals(State.CONNECTED, ann.client().state());
      assertEquals(2, JavaUser.kept(ann.room().fetchMembers()).count());
    }
  }

  /** The room has lost what it had in memory; whoever was in it has not left. */
  private static void rebuilt(JavaUser user) throws Exception {
    RoomEvent event = user.nextInRoom(RoomEvent.class);
    while (!(event instanceof RoomEvent.Message)) {
      if (event instanceof RoomEvent.Verdict verdict) {
        assertEquals("epoch", verdict.cause());
      } else {
        assertEquals(false, event instanceof RoomEvent.MemberLeft, event::toString);
      }
      event = user.nextInRoom(RoomEvent.class);
    }
    assertEquals("after", ((RoomEvent.Message) event).payload().text());
  }
}
