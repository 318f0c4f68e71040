package io.rejoin.client;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** The calls that steps name, as they are made of the Java client. */
final class Calls {
  private static final JsonMapper JSON = new JsonMapper();

  private Calls() {}

  /** Null where a call answers nothing. */
  static CompletionStage<?> ofClient(Client client, String call, JsonNode with) {
    return switch (call) {
      case "login" ->
          with.isMissingNode()
              ? client.login()
              : client.login(with.path(0).textValue(), with.path(1).textValue());
      case "logout" -> client.logout();
      case "leaveNow" -> leaveNow(client, with.path(0));
      case "renew" -> client.renew(with.path(0).asText());
      case "networkIsBack" -> done(client::networkIsBack);
      case "close" -> done(client::close);
      case "join" -> client.join(with.path(0).asText());
      case "sendMessage" ->
          client.sendMessage(
              with.path(0).asText(), Plain.payload(with.path(1)), with.path(2).asBoolean());
      case "kick" -> client.kick(with.path(0).asText(), kick(with.path(1)));
      case "queryStatus" -> client.queryStatus(texts(with.path(0)));
      case "subscribeStatus" -> client.subscribeStatus(texts(with.path(0)));
      case "unsubscribeStatus" -> client.unsubscribeStatus(texts(with.path(0)));
      default -> ofAttributes(client, call, with);
    };
  }

  /** It blocks its caller, which is not to be here. */
  private static CompletionStage<?> leaveNow(Client client, JsonNode options) {
    client.logout(Duration.ofMillis(options.path("unlessBackWithinMs").asLong()));
    return null;
  }

  private static CompletionStage<?> ofAttributes(Client client, String call, JsonNode with) {
    JsonNode first = with.path(0);
    List<String> keys = with.has(1) && with.get(1).isArray() ? texts(with.get(1)) : null;
    return switch (call) {
      case "setAttributes" -> client.setAttributes(values(first));
      case "mergeAttributes" -> client.mergeAttributes(values(first));
      case "deleteAttributes" -> client.deleteAttributes(texts(first));
      case "clearAttributes" -> client.clearAttributes();
      case "readAttributes" -> client.readAttributes(first.asText(), keys);
      case "readRoomAttributes" -> client.readRoomAttributes(first.asText(), keys);
      case "changeRoomAttributes" ->
          client.changeRoomAttributes(first.asText(), change(with.path(1)));
      default -> throw new IllegalArgumentException("no call " + call);
    };
  }

  static CompletionStage<?> ofRoom(Room room, String call, JsonNode with) {
    return switch (call) {
      case "listen" -> null;
      case "join" -> room.join();
      case "leave" -> room.leave();
      case "publish" -> room.publish(Plain.payload(with.path(0)));
      case "publishStream" -> room.publishStream(stream(with.path(0)));
      case "unpublishStream" -> room.unpublishStream(with.path(0).asText());
      case "fetchMembers" -> room.fetchMembers();
      default -> throw new IllegalArgumentException("no call " + call);
    };
  }

  private static CompletionStage<?> done(Runnable call) {
    call.run();
    return null;
  }

  private static Kick kick(JsonNode named) {
    return new Kick(
        named.path("room").textValue(),
        named.path("reason").textValue(),
        Duration.ofMillis(named.path("forMs").asLong()));
  }

  private static Stream stream(JsonNode named) {
    return new Stream(
        named.path("stream").asText(), named.path("kind").asText(), named.path("info").textValue());
  }

  private static AttributesChange change(JsonNode named) {
    return new AttributesChange(
        named.path("clear").asBoolean(),
        values(named.path("set")),
        named.has("remove") ? texts(named.get("remove")) : List.of(),
        named.path("announce").asBoolean());
  }

  private static List<String> texts(JsonNode array) {
    return JSON.convertValue(array, new TypeReference<List<String>>() {});
  }

  private static Map<String, String> values(JsonNode object) {
    return object.isObject()
        ? JSON.convertValue(object, new TypeReference<Map<String, String>>() {})
        : Map.of();
  }
}
