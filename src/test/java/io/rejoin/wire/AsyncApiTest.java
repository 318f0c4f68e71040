package io.rejoin.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The published description of the protocol says what the server reads and writes. */
class AsyncApiTest {
  private static final AsyncApi API = AsyncApi.read();

  @Test
  void everyFrameThatTheServerReadsIsDescribedWithItsFields() {
    assertDescribed(frames(ClientFrame.class), API.messages("hear"));
  }

  @Test
  void everyFrameThatTheServerWritesIsDescribedWithItsFields() {
    assertDescribed(frames(ServerFrame.class), API.messages("say"));
  }

  @Test
  void everyPartOfAFrameIsDescribedWithItsFields() {
    List.of(
            ClientFrame.Resume.class,
            RoomPosition.class,
            Attribute.class,
            ServerFrame.Head.class,
            ServerFrame.MemberView.class,
            ServerFrame.StreamView.class)
        .forEach(part -> assertFields(part, API.schema(part.getSimpleName()), Set.of()));
  }

  @Test
  void whatTheServerAlwaysWritesIsRequired() {
    Map<String, JsonNode> described = API.messages("say");
    frames(ServerFrame.class)
        .forEach(
            (type, frame) -> {
              Set<String> always =
                  Arrays.stream(frame.getRecordComponents())
                      .filter(component -> component.getType().isPrimitive())
                      .map(RecordComponent::getName)
                      .collect(Collectors.toCollection(TreeSet::new));
              always.removeAll(AsyncApi.required(described.get(type).path("payload")));
              assertEquals(Set.of(), always, () -> "to be required in " + type);
            });
  }

  @Test
  void anExampleOfEveryClientFrameIsReadAndItsRequiredFieldsAreThoseItCannotLack() {
    API.messages("hear")
        .forEach(
            (type, message) -> {
              JsonNode payload = message.path("payload");
              ObjectNode example = (ObjectNode) payload.path("examples").path(0);
              assertEquals(
                  AsyncApi.names(payload.path("properties")), AsyncApi.names(example), type);
              decode(example);
              withoutEach(
                  example,
                  (field, rest) -> {
                    if (AsyncApi.required(payload).contains(field)) {
                      var refused =
                          assertThrows(
                              BadFrameException.class,
                              () -> Codec.decode(bytes(rest)),
                              () -> type + " without " + field);
                      assertEquals(Code.BAD_FRAME, refused.code());
                    } else {
                      decode(rest);
                    }
                  });
            });
  }

  @Test
  void everyMessageIsOfTheChannelAndOfOneDirection() {
    assertEquals(API.describedKeys(), API.channelKeys());
    assertEquals(
        API.channelKeys().size(), API.messages("hear").size() + API.messages("say").size());
  }

  @Test
  void aMissingFieldAndAWrongKindAreFound() {
    JsonNode verdict = API.messages("say").get("verdict").path("payload");
    assertFields(ServerFrame.Verdict.class, verdict, Set.of("type"));
    ObjectNode lacking = verdict.deepCopy();
    ((ObjectNode) lacking.path("properties")).remove("cause");
    assertThrows(
        AssertionError.class,
        () -> assertFields(ServerFrame.Verdict.class, lacking, Set.of("type")));
    ObjectNode other = verdict.deepCopy();
    ((ObjectNode) other.path("properties").path("delivered")).put("type", "string");
    assertThrows(
        AssertionError.class, () -> assertFields(ServerFrame.Verdict.class, other, Set.of("type")));
  }

  private static void assertDescribed(
      Map<String, Class<?>> frames, Map<String, JsonNode> described) {
    assertEquals(frames.keySet(), described.keySet());
    frames.forEach(
        (type, frame) -> {
          assertTrue(AsyncApi.required(described.get(type).path("payload")).contains("type"), type);
          assertFields(frame, described.get(type).path("payload"), Set.of("type"));
        });
  }

  private static void assertFields(Class<?> frame, JsonNode schema, Set<String> more) {
    Map<String, String> expected = new TreeMap<>();
    for (RecordComponent component : frame.getRecordComponents()) {
      expected.put(component.getName(), jsonType(component.getType()));
    }
    Map<String, String> described = new TreeMap<>();
    JsonNode properties = schema.path("properties");
    AsyncApi.names(properties)
        .forEach(
            name ->
                described.put(name, API.follow(properties.get(name)).path("type").asText("none")));
    more.forEach(described::remove);
    assertEquals(expected, described, frame::getSimpleName);
    Set<String> unknown = AsyncApi.required(schema);
    unknown.removeAll(AsyncApi.names(properties));
    assertEquals(Set.of(), unknown, () -> "required but not described in " + frame);
  }

  private static String jsonType(Class<?> type) {
    if (type == String.class || type == Code.class) {
      return "string";
    }
    if (type == boolean.class || type == Boolean.class) {
      return "boolean";
    }
    if (type == List.class) {
      return "array";
    }
    return type.isPrimitive() || Number.class.isAssignableFrom(type) ? "integer" : "object";
  }

  private static Map<String, Class<?>> frames(Class<?> side) {
    Map<String, Class<?>> frames = new TreeMap<>();
    for (JsonSubTypes.Type type : side.getAnnotation(JsonSubTypes.class).value()) {
      frames.put(type.name(), type.value());
    }
    assertFalse(frames.isEmpty());
    assertEquals(Set.of(side.getPermittedSubclasses()), Set.copyOf(frames.values()));
    return frames;
  }

  private static void withoutEach(ObjectNode example, BiConsumer<String, ObjectNode> then) {
    AsyncApi.names(example)
        .forEach(
            field -> {
              ObjectNode rest = example.deepCopy();
              rest.remove(field);
              then.accept(field, rest);
            });
  }

  private static void decode(JsonNode frame) {
    assertDoesNotThrow(() -> Codec.decode(bytes(frame)), frame::toString);
  }

  private static byte[] bytes(JsonNode frame) {
    return frame.toString().getBytes(UTF_8);
  }
}
