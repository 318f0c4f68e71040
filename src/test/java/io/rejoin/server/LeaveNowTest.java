package io.rejoin.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rejoin.client.RoomEvent;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Real processes that are told to end (S1 l.55: an iOS or macOS process leaves when it is). */
class LeaveNowTest {
  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.start(TestServer.config());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void aProcessThatEndsLeavesAtOnceByItsShutdownHook() throws Exception {
    try (JavaUser watcher = new JavaUser(server::port, "watcher", "rejoin")) {
      watcher.logIn().join("room");
      Process leaving = leaving("app");
      watcher.untilRoom(RoomEvent.MemberJoined.class);
      leaving.destroy(); // SIGTERM
      RoomEvent.MemberLeft left = watcher.untilRoom(RoomEvent.MemberLeft.class);
      assertEquals("app quit", left.member().user() + " " + left.reason());
      assertTrue(leaving.waitFor(20, TimeUnit.SECONDS), "it ends");
    }
  }

  private static Process leaving(String user) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                LeavingProcess.class.getName(),
                "" + server.port(),
                user,
                "room")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
    assertEquals("joined", output.readLine());
    return process;
  }
}
