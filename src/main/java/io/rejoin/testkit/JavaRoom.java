package io.rejoin.testkit;

import io.rejoin.client.Published;
import io.rejoin.client.Room;
import io.rejoin.client.RoomEvent;
import io.rejoin.client.RoomState;
import io.rejoin.client.Stream;
import io.rejoin.wire.RoomPosition;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** A room of the Java client in a simulation. */
record JavaRoom(Room room) implements SimulatedRoom {

  @Override
  public RoomState state() {
    return room.state();
  }

  @Override
  public RoomPosition position() {
    return room.position();
  }

  @Override
  public void on(Consumer<RoomEvent> listener) {
    room.on(RoomEvent.class, listener);
  }

  @Override
  public CompletionStage<Void> join() {
    return room.join().thenAccept(joined -> {});
  }

  @Override
  public CompletionStage<Void> leave() {
    return room.leave();
  }

  @Override
  public CompletionStage<Published> publish(String text) {
    return room.publish(text);
  }

  @Override
  public CompletionStage<Void> publishStream(Stream stream) {
    return room.publishStream(stream);
  }

  @Override
  public CompletionStage<Void> unpublishStream(String stream) {
    return room.unpublishStream(stream);
  }
}
