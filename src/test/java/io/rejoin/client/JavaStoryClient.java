package io.rejoin.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** The Java client, in a story. */
final class JavaStoryClient implements StoryClient {
  private final Client client;
  private final Set<Room> heardRooms = Collections.newSetFromMap(new IdentityHashMap<>());

  JavaStoryClient(Options options) {
    client = Client.connect(SERVER, options);
  }

  @Override
  public void on(Consumer<ClientEvent> listener) {
    client.on(ClientEvent.class, listener);
  }

  @Override
  public void onRoom(String id, Consumer<RoomEvent> listener) {
    Room room = client.room(id);
    if (heardRooms.add(room)) {
      room.on(RoomEvent.class, listener);
    }
  }

  @Override
  public CompletionStage<?> call(String call, JsonNode with) {
    return roomless(Calls.ofClient(client, call, with));
  }

  @Override
  public CompletionStage<?> callRoom(String id, String call, JsonNode with) {
    return roomless(Calls.ofRoom(client.room(id), call, with));
  }

  private static CompletionStage<?> roomless(CompletionStage<?> stage) {
    return stage == null ? null : stage.thenApply(value -> value instanceof Room ? null : value);
  }

  @Override
  public Object look(String what) {
    return switch (what) {
      case "state" -> client.state();
      case "user" -> client.user();
      case "profile" -> client.profile().name();
      default -> throw new IllegalArgumentException(what);
    };
  }

  @Override
  public Object lookAtRoom(String id, String what) {
    Room room = client.room(id);
    return switch (what) {
      case "state" -> room.state();
      case "members" -> room.members();
      case "count" -> room.count();
      case "position" -> room.position();
      default -> throw new IllegalArgumentException(what);
    };
  }
}
