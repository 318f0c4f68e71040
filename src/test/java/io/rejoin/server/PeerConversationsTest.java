package io.rejoin.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.rejoin.NeedsProgram;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server that is killed in the middle of 1,000 conversations between 50 users, and started again:
 * every message that was acknowledged arrives once and in order (I4, I5).
 */
@NeedsProgram(NeedsProgram.NODE)
class PeerConversationsTest {
  private static final int USERS = 50;
  private static final int PEERS = 20;
  private static final int MESSAGES = 6;

  @TempDir private Path data;

  private Config config(int port) {
    return ConfigFactory.parseString("rejoin.gateway.port = " + port)
        .withFallback(TestServer.store("jdbc:h2:file:" + data.resolve("rejoin") + ";WRITE_DELAY=0"))
        .withFallback(TestServer.config());
  }

  @Test
  @Timeout(value = 3, unit = TimeUnit.MINUTES)
  void whatWasAcknowledgedSurvivesAKillOfTheServer() throws Exception {
    ServerProcess server = ServerProcess.start(config(0), data);
    Process talk = talk(server.port());
    try {
      BufferedReader said = talk.inputReader(StandardCharsets.UTF_8);
      assertEquals("begin", said.readLine());
      assertEquals("half", said.readLine());
      server.kill();
      server = ServerProcess.start(config(server.port()), data);
      JsonNode result = new JsonMapper().readTree(said.readLine());
      assertEquals(USERS * PEERS * MESSAGES, result.path("total").asInt());
      assertEquals(0, result.path("lost").asInt(), result.toString());
      assertEquals(0, result.path("repeated").asInt(), result.toString());
      assertEquals(0, result.path("disordered").asInt(), result.toString());
      // Those under way at the kill may have run into their timeout; the others came through.
      assertTrue(
          result.path("acknowledged").asInt() >= USERS * PEERS * (MESSAGES - 2), result.toString());
      System.out.println("conversations over a kill: " + result);
    } finally {
      talk.destroyForcibly();
      server.close();
    }
  }

  private static Process talk(int port) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            NeedsProgram.NODE,
            "--experimental-websocket",
            "--no-warnings",
            "src/test/js/live/conversations.js",
            "ws://127.0.0.1:" + port + "/v1",
            String.valueOf(USERS),
            String.valueOf(PEERS),
            String.valueOf(MESSAGES));
    builder.environment().put("REJOIN_SDK", Path.of("target/classes/sdk/").toUri().toString());
    return builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }
}
