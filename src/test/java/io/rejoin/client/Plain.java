package io.rejoin.client;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rejoin.profile.ClientHalf.Name;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Map;

/**
 * What a client tells, as the plain values that the scenario files name: errors as {@code code:
 * message}, bytes as {@code {bytes}} in base64; what is null is left out.
 */
final class Plain {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .serializationInclusion(JsonInclude.Include.NON_NULL)
          .visibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY)
          .addModule(
              new SimpleModule()
                  .addSerializer(RejoinException.class, written(RejoinException::toString))
                  .addSerializer(Payload.Text.class, written(Payload.Text::text))
                  .addSerializer(Payload.Bytes.class, written(Plain::bytes))
                  .addSerializer(Status.class, written(Status::wireName))
                  .addSerializer(RoomState.class, written(RoomState::wireName))
                  .addSerializer(State.class, written(State::wireName))
                  .addSerializer(Sent.Result.class, written(WireName::of)))
          .build();

  private Plain() {}

  /** How a value is written, by one that JSON has. */
  @FunctionalInterface
  private interface AsPlain<T> {
    Object of(T value);
  }

  private static <T> JsonSerializer<T> written(AsPlain<T> plain) {
    return new JsonSerializer<>() {
      @Override
      public void serialize(
          T value, com.fasterxml.jackson.core.JsonGenerator out, SerializerProvider provider)
          throws IOException {
        out.writePOJO(plain.of(value));
      }
    };
  }

  /** A value as JSON; a number is the same whether it was an int or a long. */
  static JsonNode of(Object value) {
    try {
      return JSON.readTree(JSON.writeValueAsString(value));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonNode of(ClientEvent event) {
    if (event instanceof ClientEvent.StateChanged state) {
      ObjectNode plain = JsonNodeFactory.instance.objectNode();
      plain.put(
          "change",
          state.from().wireName()
              + " > "
              + state.to().wireName()
              + ": "
              + state.reason().wireName());
      putIfThere(plain, "error", state.error());
      putIfThere(plain, "vendorState", name(state.vendorState()));
      putIfThere(plain, "vendorReason", name(state.vendorReason()));
      return plain;
    } else if (event instanceof ClientEvent.Lost lost) {
      ObjectNode plain = JsonNodeFactory.instance.objectNode().put("silentMs", lost.silentMs());
      putIfThere(plain, "vendor", name(lost.vendor()));
      return of((Object) plain);
    } else if (event instanceof ClientEvent.LogoutFailed failed) {
      ObjectNode plain = JsonNodeFactory.instance.objectNode();
      putIfThere(plain, "error", failed.error());
      putIfThere(plain, "vendor", name(failed.vendor()));
      return plain;
    } else if (event instanceof ClientEvent.Failure failure) {
      return of((Object) failure.error());
    } else if (event instanceof ClientEvent.TokenExpired) {
      return JsonNodeFactory.instance.objectNode();
    }
    return of((Object) event);
  }

  private static void putIfThere(ObjectNode plain, String field, Object value) {
    if (value != null) {
      plain.put(field, value.toString());
    }
  }

  private static String name(Name name) {
    return name == null ? null : name.name() + name.number().map(number -> " " + number).orElse("");
  }

  private static Object bytes(Payload.Bytes payload) {
    return Map.of("bytes", Base64.getEncoder().encodeToString(payload.bytes()));
  }

  /** A payload as a step names it. */
  static Payload payload(JsonNode named) {
    return named.isObject()
        ? Payload.of(Base64.getDecoder().decode(named.path("bytes").asText()))
        : Payload.of(named.asText());
  }
}
