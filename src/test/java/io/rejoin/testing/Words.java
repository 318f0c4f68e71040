package io.rejoin.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Frames in a few words, so that a test reads like a story. */
final class Words {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Words() {}

  static JsonNode read(byte[] frame) {
    try {
      return JSON.readTree(frame);
    } catch (JsonProcessingException e) {
      throw new AssertionError(new String(frame, java.nio.charset.StandardCharsets.UTF_8), e);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  static String of(JsonNode frame) {
    String user = frame.path("user").asText();
    return switch (frame.path("type").asText()) {
      case "joined" -> "in " + frame.path("room").asText() + ": " + members(frame);
      case "member-joined" -> "joined " + frame.path("member").path("user").asText();
      case "member-lost" -> "lost " + user;
      case "member-back" -> "back " + user;
      case "member-left" -> "left " + user + " " + frame.path("reason").asText();
      case "expelled" ->
          "expelled from " + frame.path("room").asText() + ": " + frame.path("message").asText();
      case "stream-added" -> "stream " + user + "/" + frame.path("stream").path("stream").asText();
      case "stream-removed" ->
          "no stream "
              + user
              + "/"
              + frame.path("stream").asText()
              + " "
              + frame.path("reason").asText();
      case "count" -> "count " + frame.path("count").asInt();
      case "message" -> frame.path("offset").asLong() + " " + frame.path("payload").asText();
      case "published" ->
          "published " + (frame.has("offset") ? frame.path("offset").asText() : "before");
      case "snapshot" -> "snapshot: " + members(frame);
      case "members" -> "members: " + members(frame);
      case "verdict" -> verdict(frame);
      case "attributes" -> "attributes: " + attributes(frame);
      case "attributes-changed" -> "changed: " + attributes(frame);
      case "ok" -> "ok";
      case "error" -> "error " + frame.path("code").asText();
      default -> frame.toString();
    };
  }

  private static String attributes(JsonNode frame) {
    List<String> all = new ArrayList<>();
    frame
        .path("attributes")
        .fields()
        .forEachRemaining(
            entry ->
                all.add(
                    entry.getKey()
                        + "="
                        + entry.getValue().path("value").asText()
                        + " by "
                        + entry.getValue().path("by").asText()));
    Collections.sort(all);
    return String.join(", ", all);
  }

  private static String verdict(JsonNode frame) {
    String delivered = ", " + frame.path("delivered").asInt() + " came";
    if (!frame.has("cause")) {
      return "complete" + delivered;
    }
    String to = frame.has("missingTo") ? frame.path("missingTo").asText() : "";
    return frame.path("cause").asText()
        + " cut "
        + frame.path("missingFrom").asText()
        + ".."
        + to
        + delivered;
  }

  /** A lost member has a question mark; streams follow a slash. */
  private static String members(JsonNode frame) {
    if (!frame.has("members")) {
      return "as known";
    }
    List<String> all = new ArrayList<>();
    for (JsonNode member : frame.path("members")) {
      StringBuilder one = new StringBuilder(member.path("user").asText());
      member.path("streams").forEach(s -> one.append('/').append(s.path("stream").asText()));
      all.add(one + (member.path("lost").asBoolean() ? "?" : ""));
    }
    return String.join(" ", all);
  }
}
