package io.rejoin.server;

import com.fasterxml.jackson.databind.JsonNode;
import io.rejoin.gateway.TestLink;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Publishes without end and as fast as its socket takes it, until the link is closed. */
final class Flood {
  private static final int FRAMES_AT_ONCE = 1000;

  private final TestUser user;
  private final byte[] frames;
  private final Thread sender;
  private String fact = "";

  /** Begins. The user is in the room. */
  Flood(TestUser user, String room) {
    this.user = user;
    this.frames = frames(room);
    this.sender = new Thread(this::send, "flood of " + user.name());
    sender.setDaemon(true);
    sender.start();
  }

  private static byte[] frames(String room) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int i = 1; i <= FRAMES_AT_ONCE; i++) {
      String json =
          "{\"type\":\"publish\",\"id\":%d,\"room\":\"%s\",\"number\":%d,\"payload\":\"%s\"}"
              .formatted(1000 + i, room, i, "x".repeat(100));
      byte[] utf8 = json.getBytes(StandardCharsets.UTF_8);
      all.writeBytes(TestLink.frame(TestLink.TEXT, true, true, utf8));
    }
    return all.toByteArray();
  }

  private void send() {
    try {
      while (true) {
        user.link().raw(frames);
      }
    } catch (IOException closed) {
      // the test is over
    }
  }

  /** Whether it goes on. */
  boolean isOn() {
    return sender.isAlive();
  }

  /** Waits, for a bounded time, until so many more were refused with {@code too-often}. */
  void awaitRefusals(int more) throws Exception {
    for (int refused = 0; refused < more; ) {
      JsonNode heard = user.link().next();
      if (heard.path("code").asText().equals("too-often")) {
        refused++;
        fact = fact.isEmpty() ? heard.path("message").asText() : fact;
      }
    }
  }

  /** What the first refusal said. */
  String fact() {
    return fact;
  }
}
