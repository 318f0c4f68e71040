package io.rejoin.javascript;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.rejoin.client.ClientEvent;
import io.rejoin.client.Payload;
import io.rejoin.client.Reason;
import io.rejoin.client.RejoinException;
import io.rejoin.client.RoomEvent;
import io.rejoin.client.Sent;
import io.rejoin.client.State;
import io.rejoin.client.Status;
import io.rejoin.profile.ClientHalf.Name;
import io.rejoin.wire.Attribute;
import java.io.IOException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What JavaScript tells, as the Java client's values: an event's detail has the fields of the
 * record of the same event, and none besides.
 */
final class Events {
  private static final Map<String, Class<? extends ClientEvent>> OF_CLIENT =
      Map.of(
          "state", ClientEvent.StateChanged.class,
          "lost", ClientEvent.Lost.class,
          "token-expiring", ClientEvent.TokenExpiring.class,
          "token-expired", ClientEvent.TokenExpired.class,
          "logout-failed", ClientEvent.LogoutFailed.class,
          "error", ClientEvent.Failure.class,
          "peer-message", ClientEvent.PeerMessage.class,
          "status", ClientEvent.StatusChanged.class);

  private static final Map<String, Class<? extends RoomEvent>> OF_ROOM =
      Map.ofEntries(
          Map.entry("message", RoomEvent.Message.class),
          Map.entry("verdict", RoomEvent.Verdict.class),
          Map.entry("member-joined", RoomEvent.MemberJoined.class),
          Map.entry("member-lost", RoomEvent.MemberLost.class),
          Map.entry("member-back", RoomEvent.MemberBack.class),
          Map.entry("member-left", RoomEvent.MemberLeft.class),
          Map.entry("stream-added", RoomEvent.StreamAdded.class),
          Map.entry("stream-changed", RoomEvent.StreamChanged.class),
          Map.entry("stream-removed", RoomEvent.StreamRemoved.class),
          Map.entry("count", RoomEvent.Count.class),
          Map.entry("members", RoomEvent.Members.class),
          Map.entry("attributes", RoomEvent.Attributes.class),
          Map.entry("ended", RoomEvent.Ended.class));

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(
              new SimpleModule()
                  .addDeserializer(State.class, named(State.class))
                  .addDeserializer(Reason.class, named(Reason.class))
                  .addDeserializer(Status.class, named(Status.class))
                  .addDeserializer(Sent.Result.class, named(Sent.Result.class))
                  .addDeserializer(RejoinException.class, read(Events::error))
                  .addDeserializer(Payload.class, read(Events::payload))
                  .addDeserializer(Name.class, read(Events::name)))
          .build();

  private Events() {}

  static ClientEvent ofClient(String event, String detail) {
    return read(tree(detail), OF_CLIENT.get(event));
  }

  static ClientEvent frame(String direction, String frame) {
    return new ClientEvent.Frame(constant(ClientEvent.Direction.class, direction), frame);
  }

  static RoomEvent ofRoom(String event, String detail) {
    return read(tree(detail), OF_ROOM.get(event));
  }

  static RejoinException error(String detail) {
    return error(tree(detail));
  }

  /** JSON that JavaScript wrote. */
  static JsonNode tree(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("JavaScript told what is no JSON: " + json, e);
    }
  }

  /** A value for JavaScript. */
  static String text(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("JSON cannot have " + value, e);
    }
  }

  static <T> T read(JsonNode json, Class<T> type) {
    try {
      return JSON.treeToValue(json, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(
          "JavaScript told another " + type.getSimpleName() + ": " + json, e);
    }
  }

  static Map<String, Attribute> attributes(JsonNode told) {
    Map<String, Attribute> all = new HashMap<>();
    told.fields()
        .forEachRemaining(
            entry -> all.put(entry.getKey(), read(entry.getValue(), Attribute.class)));
    return all;
  }

  /** The constant that has that name in JavaScript. */
  static <E extends Enum<E>> E constant(Class<E> type, String name) {
    return Enum.valueOf(type, name.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  private static <E extends Enum<E>> JsonDeserializer<E> named(Class<E> type) {
    return read(name -> constant(type, name.textValue()));
  }

  private static RejoinException error(JsonNode told) {
    return RejoinException.ofRefusal(
        told.path("code").asText(),
        told.path("number").asInt(),
        told.path("message").asText(),
        told.path("retry").asBoolean(),
        told.path("retryAfterMs").isNumber() ? told.get("retryAfterMs").asLong() : null);
  }

  private static Payload payload(JsonNode told) {
    return told.isTextual()
        ? Payload.of(told.textValue())
        : Payload.of(Base64.getDecoder().decode(told.path("bytes").textValue()));
  }

  private static Name name(JsonNode told) {
    JsonNode number = told.path("number");
    return new Name(
        told.path("name").textValue(),
        number.isNumber() ? Optional.of(number.intValue()) : Optional.empty());
  }

  private static <T> JsonDeserializer<T> read(Function<JsonNode, T> how) {
    return new JsonDeserializer<>() {
      @Override
      public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        return how.apply(parser.readValueAsTree());
      }
    };
  }
}
