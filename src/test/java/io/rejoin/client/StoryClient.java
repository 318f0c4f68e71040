package io.rejoin.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** The client that a story is told with. What it names is as the scenario files name it. */
interface StoryClient {
  /** The server of all stories. */
  String SERVER = "ws://server/v1";

  void on(Consumer<ClientEvent> listener);

  /** Hears the room of that id from now on, if that object is not heard yet. */
  void onRoom(String id, Consumer<RoomEvent> listener);

  /** Null where a call answers nothing; kept with null for nothing or a room. */
  CompletionStage<?> call(String call, JsonNode with);

  CompletionStage<?> callRoom(String id, String call, JsonNode with);

  /** Its state, user or profile. */
  Object look(String what);

  /** A room's state, members, count or position. */
  Object lookAtRoom(String id, String what);
}
