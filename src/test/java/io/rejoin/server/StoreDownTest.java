package io.rejoin.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.typesafe.config.Config;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.h2.tools.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Without its store a server refuses logins for now, and goes on with those that it has. */
class StoreDownTest {
  private static final String ROOM = "room";

  @Test
  void loginsAreRefusedForNowAndLiveSessionsGoOn(@TempDir Path data) throws Exception {
    Server database = database(data, 0);
    int port = database.getPort();
    String url = "jdbc:h2:tcp://127.0.0.1:" + port + "/./rejoin;WRITE_DELAY=0";
    try (TestServer server = TestServer.start(TestServer.store(url).withFallback(quick()));
        TestUser ann = new TestUser(server::port, "ann").logIn();
        TestUser ben = new TestUser(server::port, "ben").logIn();
        TestUser cat = new TestUser(server::port, "cat")) {
      ann.join(ROOM);
      ben.join(ROOM);
      ann.next("member-joined", ben);

      database.stop();
      cat.connect();
      cat.askToLogIn("");
      JsonNode refusal = cat.nextError("store-unavailable");
      assertTrue(refusal.path("retry").asBoolean());
      assertEquals(1000, refusal.path("retryAfterMs").asLong(), refusal.toString());
      ann.say(ROOM, "we go on");
      ben.nextMessage("we go on");
      ben.closeSocket();
      ben.resume();
      ben.next("joined");
      assertEquals("complete", ben.next("verdict").path("result").asText());
      ann.join(ROOM + "-2");
      ann.hearsNothingElseIn(ROOM);
      ben.ask("'type':'logout'");
      assertTrue(ben.nextError("store-unavailable").path("retry").asBoolean());
      ann.next("member-left", ben);

      database = database(data, port);
      logInOnceTheStoreIsBack(cat);
      assertEquals(1, cat.epoch());
      cat.hearsNothingElse();
      ann.hearsNothingElseIn(ROOM);
    } finally {
      database.stop();
    }
  }

  /** As a client does: after each refusal it waits as long as it was told. */
  private static void logInOnceTheStoreIsBack(TestUser user) throws Exception {
    for (int tries = 0; tries < 10; tries++) {
      user.askToLogIn("");
      JsonNode answer = assertInstanceOf(JsonNode.class, user.hear(Duration.ofSeconds(15)));
      if (!answer.path("type").asText().equals("error")) {
        user.loggedIn(answer, false);
        return;
      }
      assertEquals("store-unavailable", answer.path("code").asText(), answer.toString());
      user.hearsNothingFor(Duration.ofMillis(answer.path("retryAfterMs").asLong()));
    }
    fail("the store is back, but logins are refused");
  }

  private static Config quick() {
    return TestServer.config("rejoin.store { connect-timeout = 500 ms, timeout = 2 s }");
  }

  private static Server database(Path data, int port) throws SQLException {
    return Server.createTcpServer(
            "-tcpPort", "" + port, "-baseDir", data.toString(), "-ifNotExists")
        .start();
  }
}
