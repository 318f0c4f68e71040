package io.rejoin.testkit;

import io.rejoin.client.Published;
import io.rejoin.client.RoomEvent;
import io.rejoin.client.RoomState;
import io.rejoin.client.Stream;
import io.rejoin.wire.RoomPosition;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** A room of a {@link SimulatedClient}; equal to what stands for the same room object. */
public interface SimulatedRoom {

  RoomState state();

  /** How far messages and presence were heard. */
  RoomPosition position();

  /** Hears all events from now on. */
  void on(Consumer<RoomEvent> listener);

  CompletionStage<Void> join();

  CompletionStage<Void> leave();

  CompletionStage<Published> publish(String text);

  CompletionStage<Void> publishStream(Stream stream);

  CompletionStage<Void> unpublishStream(String stream);
}
