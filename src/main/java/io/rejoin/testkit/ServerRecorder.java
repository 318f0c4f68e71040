package io.rejoin.testkit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rejoin.cluster.Transitions;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What the server did, with the virtual times: each change of state of its actors, and all that it
 * sent to clients about members, also what never arrived.
 */
public final class ServerRecorder implements Transitions.Watcher {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String OF_A_MEMBER = "{\"type\":\"member-";
  private static final String OF_A_STREAM = "{\"type\":\"stream-";
  private static final Set<String> OF_MEMBERS =
      Set.of(
          "member-joined",
          "member-lost",
          "member-back",
          "member-left",
          "stream-added",
          "stream-removed");

  /**
   * An actor went from one state to another.
   *
   * @param kind such as {@code session} or {@code room}
   * @param id the app, a slash, and the user or room
   */
  public record Change(long atMillis, String kind, String id, String from, String to, String why) {

    /** The user or room. */
    public String name() {
      return id.substring(id.indexOf('/') + 1);
    }
  }

  private final InstantSource time;
  private final long begin;
  private final List<Change> changes = new ArrayList<>();
  private final List<Told> sent = new ArrayList<>();

  ServerRecorder(InstantSource time) {
    this.time = time;
    this.begin = time.millis();
  }

  @Override
  public void happened(String kind, String id, String from, String to, String why) {
    changes.add(new Change(time.millis() - begin, kind, id, from, to, why));
  }

  void sent(String user, String frame) {
    if (!frame.startsWith(OF_A_MEMBER) && !frame.startsWith(OF_A_STREAM)) {
      return; // Most are messages and answers to pings, which need not be read.
    }
    try {
      JsonNode read = JSON.readTree(frame);
      String type = read.path("type").asText();
      if (OF_MEMBERS.contains(type)) {
        sent.add(new Told(time.millis() - begin, user, words(type, read)));
      }
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a node sent what is no JSON: " + frame, e);
    }
  }

  private static String words(String type, JsonNode frame) {
    String user =
        frame.has("member")
            ? frame.path("member").path("user").asText()
            : frame.path("user").asText();
    String stream = frame.path("stream").isTextual() ? frame.path("stream").asText() : "";
    String added = frame.path("stream").path("stream").asText();
    String what = user + (stream + added).replaceFirst("^(?=.)", "/");
    List<String> streams = frame.path("member").path("streams").findValuesAsText("stream");
    String with = streams.isEmpty() ? "" : " with " + String.join(" ", streams);
    String reason = frame.has("reason") ? " " + frame.path("reason").asText() : "";
    return frame.path("room").asText() + ": " + type + " " + what + with + reason;
  }

  /** All changes of state, in order. */
  public List<Change> changes() {
    return List.copyOf(changes);
  }

  /**
   * All that was sent about members, to whom and when, as {@code r: member-left u1 timeout}, in
   * order.
   */
  public List<Told> sent() {
    return List.copyOf(sent);
  }
}
