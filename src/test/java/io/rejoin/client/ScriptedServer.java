package io.rejoin.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * The server of a story: it does what the story's steps say, and what the client does is written
 * down. Nothing takes time but where a step lets time pass.
 */
final class ScriptedServer implements Transport {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int NO_CLOSE_FRAME = 1006;

  private final StillClock clock;
  private final List<ScriptedSocket> sockets = new ArrayList<>();
  private String network = "scripted";
  private JsonNode answers = JSON.createObjectNode();
  private int dials;
  private int closes;
  private ArrayNode sends = JSON.createArrayNode();

  ScriptedServer(StillClock clock) {
    this.clock = clock;
  }

  @Override
  public Socket dial(URI server, String subprotocol, Ear ear) {
    ScriptedSocket socket = new ScriptedSocket(ear);
    dials++;
    sockets.add(socket);
    if (network.equals("refusing")) {
      clock.schedule(() -> socket.end(NO_CLOSE_FRAME, ""), 0);
    }
    return socket;
  }

  void network(String behaves) {
    network = behaves;
  }

  /** From now on, frames of these types are answered so. */
  void answers(JsonNode byType) {
    answers = byType;
  }

  /** The socket that a step names, or the newest. */
  ScriptedSocket socket(JsonNode step) {
    return sockets.get(step.path("socket").asInt(sockets.size() - 1));
  }

  /** What the client has done since this was asked last. */
  ObjectNode take() {
    ObjectNode done = JsonNodeFactory.instance.objectNode();
    done.put("dials", dials).put("closes", closes).set("sends", sends);
    dials = 0;
    closes = 0;
    sends = JSON.createArrayNode();
    return done;
  }

  private void sent(String text, ScriptedSocket socket) {
    JsonNode frame = tree(text);
    sends.add(frame);
    JsonNode answer = answers.get(frame.path("type").asText());
    if (answer != null) {
      ObjectNode reply = answer.deepCopy();
      if (frame.has("id")) {
        reply.set("id", frame.get("id"));
      }
      clock.schedule(() -> socket.say(reply.toString()), 0);
    }
  }

  private static JsonNode tree(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A socket that a story speaks through; one that has closed on either side is silent. */
  final class ScriptedSocket implements Socket {
    private enum Step {
      DIALING,
      OPEN,
      CLOSED
    }

    private final Ear ear;
    private Step step = Step.DIALING;

    private ScriptedSocket(Ear ear) {
      this.ear = ear;
    }

    @Override
    public void send(String text) {
      if (step == Step.OPEN) {
        sent(text, this);
      }
    }

    @Override
    public void taken() {}

    @Override
    public void close() {
      if (step != Step.CLOSED) {
        step = Step.CLOSED;
        closes++;
      }
    }

    void open() {
      if (step == Step.DIALING) {
        step = Step.OPEN;
        ear.opened();
      }
    }

    void say(String text) {
      if (step == Step.OPEN) {
        ear.received(text);
      }
    }

    void end(int code, String reason) {
      if (step != Step.CLOSED) {
        step = Step.CLOSED;
        ear.closed(code, reason);
      }
    }
  }
}
