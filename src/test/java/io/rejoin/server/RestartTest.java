package io.rejoin.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.typesafe.config.Config;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that is started again: logins go on, rooms are entered again, verdicts say it. */
class RestartTest {
  private static final String ROOM = "room";

  @TempDir private Path data;
  private TestUser ann;
  private TestUser ben;

  private Config config() {
    return TestServer.store("jdbc:h2:file:" + data.resolve("rejoin") + ";WRITE_DELAY=0")
        .withFallback(TestServer.config());
  }

  @AfterEach
  void closeLinks() throws Exception {
    ann.close();
    ben.close();
  }

  @Test
  void afterAStopAndAStartLoginsGoOnUnderTheirEpochs() throws Exception {
    try (TestServer server = TestServer.start(config())) {
      meet(server::port);
      server.restart();
      assertEquals(4000, ann.closed());
      assertEquals(4000, ben.closed());
      comeBack();
    }
  }

  @Test
  void afterAKillABanHoldsOn() throws Exception {
    try (ServerProcess first = ServerProcess.start(config(), data)) {
      meet(first::port);
      ann.ask("'type':'kick','user':'ben','forMs':600000");
      ann.next("ok");
      assertEquals(4521, ben.closed());
      first.kill();
    }
    try (ServerProcess second = ServerProcess.start(config(), data)) {
      ben.moveTo(second::port);
      ben.connect();
      ben.askToResume();
      ben.nextError("banned");
    }
  }

  @Test
  void aSignalToStopClosesTheStoreBeforeTheProcessEnds() throws Exception {
    try (ServerProcess first = ServerProcess.start(config(), data)) {
      meet(first::port);
      first.stop();
      assertEquals(4000, ann.closed());
      assertEquals(4000, ben.closed());
    }
    byte[] header = new byte[4096];
    try (InputStream file = Files.newInputStream(data.resolve("rejoin.mv.db"))) {
      assertEquals(header.length, file.readNBytes(header, 0, header.length));
    }
    String text = new String(header, StandardCharsets.ISO_8859_1);
    assertTrue(text.contains("clean:1"), "H2 marks a file that was closed: " + text.strip());
  }

  @Test
  void afterAKillLoginsGoOnUnderTheirEpochs() throws Exception {
    int firstPort;
    try (ServerProcess first = ServerProcess.start(config(), data)) {
      firstPort = first.port();
      meet(() -> firstPort);
      first.kill();
      assertEquals(1006, ann.closed());
      assertEquals(1006, ben.closed());
    }
    try (ServerProcess second = ServerProcess.start(config(), data)) {
      ann.moveTo(second::port);
      ben.moveTo(second::port);
      comeBack();
    }
  }

  private void meet(java.util.function.IntSupplier port) throws Exception {
    ann = new TestUser(port, "ann").logIn();
    ann = new TestUser(port, "ann").newInstance("second").logIn(); // a login above the first
    ben = new TestUser(port, "ben").logIn();
    ann.join(ROOM);
    ben.join(ROOM);
    ann.next("member-joined", ben);
    ann.say(ROOM, "one");
    ben.nextMessage("one");
    assertEquals(2, ann.epoch());
    assertEquals(1, ben.epoch());
  }

  private void comeBack() throws Exception {
    long link = ann.linkNumber();
    ann.resume();
    assertEquals(2, ann.epoch());
    assertEquals(link + 1, ann.linkNumber());
    isToldOfANewEpoch(ann, 1);
    ben.resume();
    assertEquals(1, ben.epoch());
    isToldOfANewEpoch(ben, 2);
    ann.next("member-joined", ben);
    ben.say(ROOM, "two");
    ann.nextMessage("two");
    ann.hearsNothingElseIn(ROOM);
    ben.hearsNothingElseIn(ROOM);
  }

  private static void isToldOfANewEpoch(TestUser user, int members) throws Exception {
    JsonNode joined = user.next("joined");
    assertFalse(joined.has("id"), joined.toString());
    assertEquals(members, joined.path("members").size(), joined.toString());
    JsonNode verdict = user.next("verdict");
    assertEquals("epoch", verdict.path("cause").asText(), verdict.toString());
    assertEquals(2, verdict.path("missingFrom").asLong());
    assertEquals(0, verdict.path("delivered").asInt());
  }
}
