package io.rejoin.javascript;

import com.fasterxml.jackson.databind.JsonNode;
import io.rejoin.client.Member;
import io.rejoin.client.Published;
import io.rejoin.client.RoomEvent;
import io.rejoin.client.RoomState;
import io.rejoin.client.Stream;
import io.rejoin.testkit.SimulatedRoom;
import io.rejoin.wire.RoomPosition;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.graalvm.polyglot.Value;

/** A room of a {@link JavaScriptClient}. */
public final class JavaScriptRoom implements SimulatedRoom {
  private final Realm realm;
  private final Executor turns;
  private final Value room;
  private final List<Consumer<RoomEvent>> listeners = new ArrayList<>();

  JavaScriptRoom(Realm realm, Executor turns, Value room) {
    this.realm = realm;
    this.turns = turns;
    this.room = room;
  }

  /** The room object itself, as {@link JavaScriptClient#value} says. */
  public Value value() {
    return room;
  }

  /** Calls a method of the room object, as {@link JavaScriptClient#call} says. */
  public CompletionStage<JsonNode> call(String method, Object... arguments) {
    return realm.call(turns, room, method, arguments);
  }

  private void told(String event, String detail) {
    RoomEvent told = Events.ofRoom(event, detail);
    List.copyOf(listeners).forEach(listener -> listener.accept(told));
  }

  @Override
  public RoomState state() {
    return Events.constant(RoomState.class, room.getMember("state").asString());
  }

  @Override
  public RoomPosition position() {
    Value position = room.getMember("position");
    return new RoomPosition(
        position.getMember("epoch").asLong(),
        position.getMember("offset").asLong(),
        position.getMember("presence").asLong());
  }

  /** Members as far as they were told; in very large rooms only {@link #count} is true. */
  public List<Member> members() {
    return realm.membersOf(room);
  }

  /** How many members the room has, as last told. */
  public int count() {
    return room.getMember("count").asInt();
  }

  @Override
  public void on(Consumer<RoomEvent> listener) {
    if (listeners.isEmpty()) {
      realm.hearRoom(room, this::told);
    }
    listeners.add(listener);
  }

  @Override
  public CompletionStage<Void> join() {
    return JavaScriptClient.done(call("join"));
  }

  @Override
  public CompletionStage<Void> leave() {
    return JavaScriptClient.done(call("leave"));
  }

  @Override
  public CompletionStage<Published> publish(String text) {
    return call("publish", text).thenApply(place -> Events.read(place, Published.class));
  }

  @Override
  public CompletionStage<Void> publishStream(Stream stream) {
    return JavaScriptClient.done(call("publishStream", stream));
  }

  @Override
  public CompletionStage<Void> unpublishStream(String stream) {
    return JavaScriptClient.done(call("unpublishStream", stream));
  }
}
