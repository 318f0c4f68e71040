package io.rejoin.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The published description of the protocol, with its references followed. */
final class AsyncApi {
  private final JsonNode root;

  private AsyncApi(JsonNode root) {
    this.root = root;
  }

  static AsyncApi read() {
    try (InputStream in = AsyncApi.class.getResourceAsStream("/asyncapi.yaml")) {
      return new AsyncApi(new YAMLMapper().readTree(in));
    } catch (IOException e) {
      throw new IllegalStateException("cannot read asyncapi.yaml", e);
    }
  }

  /** The messages of an operation by the type that they have on the wire. */
  Map<String, JsonNode> messages(String operation) {
    Map<String, JsonNode> messages = new TreeMap<>();
    for (JsonNode reference : root.path("operations").path(operation).path("messages")) {
      JsonNode message = follow(reference);
      messages.put(
          message.path("payload").path("properties").path("type").path("const").asText(), message);
    }
    return messages;
  }

  /** The keys of all messages of the channel. */
  Set<String> channelKeys() {
    return names(root.path("channels").path("v1").path("messages"));
  }

  /** The keys of all messages that are described. */
  Set<String> describedKeys() {
    return names(root.path("components").path("messages"));
  }

  JsonNode schema(String name) {
    return root.path("components").path("schemas").path(name);
  }

  /** What a node refers to, or itself. */
  JsonNode follow(JsonNode node) {
    JsonNode at = node;
    while (at.has("$ref")) {
      JsonNode target = root.at(at.get("$ref").asText().substring(1));
      if (target.isMissingNode()) {
        throw new AssertionError("refers to nothing: " + at);
      }
      at = target;
    }
    return at;
  }

  static Set<String> names(JsonNode object) {
    Set<String> names = new TreeSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  static Set<String> required(JsonNode schema) {
    Set<String> names = new TreeSet<>();
    schema.path("required").forEach(name -> names.add(name.asText()));
    return names;
  }
}
