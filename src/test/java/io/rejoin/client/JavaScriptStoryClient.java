package io.rejoin.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rejoin.javascript.JavaScriptClient;
import io.rejoin.javascript.JavaScriptRoom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** The JavaScript client inside the JVM, in a story. */
final class JavaScriptStoryClient implements StoryClient {
  private static final JsonMapper JSON = new JsonMapper();

  /** What returns no promise. */
  private static final Set<String> ANSWERLESS = Set.of("networkIsBack", "close", "leaveNow");

  private final JavaScriptClient client;
  private final Set<JavaScriptRoom> heardRooms = Collections.newSetFromMap(new IdentityHashMap<>());

  JavaScriptStoryClient(Options options) {
    client = JavaScriptClient.connect(SERVER, options);
  }

  @Override
  public void on(Consumer<ClientEvent> listener) {
    client.on(listener);
  }

  @Override
  public void onRoom(String id, Consumer<RoomEvent> listener) {
    JavaScriptRoom room = client.room(id);
    if (heardRooms.add(room)) {
      room.on(listener);
    }
  }

  @Override
  public CompletionStage<?> call(String call, JsonNode with) {
    List<Object> given = new ArrayList<>();
    if (call.equals("login") && with.isArray()) {
      given.add(who(with));
    } else if (call.equals("sendMessage")) {
      given.add(with.path(0).asText());
      given.add(payload(with.path(1)));
      given.add(Map.of("offline", with.path(2).asBoolean()));
    } else {
      with.forEach(each -> given.add(argument(each)));
    }
    CompletionStage<Object> answer = bare(client.call(call, given.toArray()));
    return ANSWERLESS.contains(call) ? null : answer;
  }

  /** What is null is left out. */
  private static Map<String, String> who(JsonNode with) {
    Map<String, String> who = new LinkedHashMap<>();
    if (with.path(0).isTextual()) {
      who.put("user", with.path(0).textValue());
    }
    if (with.path(1).isTextual()) {
      who.put("token", with.path(1).textValue());
    }
    return who;
  }

  @Override
  public CompletionStage<?> callRoom(String id, String call, JsonNode with) {
    if (call.equals("listen")) {
      return null;
    }
    List<Object> given = new ArrayList<>();
    with.forEach(each -> given.add(call.equals("publish") ? payload(each) : argument(each)));
    return bare(client.room(id).call(call, given.toArray()));
  }

  private static Object argument(JsonNode named) {
    return named.isTextual() ? named.textValue() : JSON.convertValue(named, Object.class);
  }

  private static Object payload(JsonNode named) {
    return named.isObject()
        ? Base64.getDecoder().decode(named.path("bytes").asText())
        : named.asText();
  }

  private static CompletionStage<Object> bare(CompletionStage<JsonNode> stage) {
    return stage.thenApply(value -> value.isNull() ? null : JSON.convertValue(value, Object.class));
  }

  @Override
  public Object look(String what) {
    return switch (what) {
      case "state" -> client.state();
      case "user" -> client.value().getMember("user").asString();
      case "profile" -> client.value().getMember("profile").getMember("name").asString();
      default -> throw new IllegalArgumentException(what);
    };
  }

  @Override
  public Object lookAtRoom(String id, String what) {
    JavaScriptRoom room = client.room(id);
    return switch (what) {
      case "state" -> room.state();
      case "members" -> room.members();
      case "count" -> room.count();
      case "position" -> room.position();
      default -> throw new IllegalArgumentException(what);
    };
  }
}
