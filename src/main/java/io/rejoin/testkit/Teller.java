package io.rejoin.testkit;

import io.rejoin.client.ClientEvent;
import io.rejoin.client.RejoinException;
import io.rejoin.client.RoomEvent;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** Tells in a few words what one client tells, and which of its requests fail. */
final class Teller {
  private final SimulatedClient client;
  private final Consumer<String> told;
  private final Set<String> heardRooms = new HashSet<>();

  Teller(SimulatedClient client, Consumer<String> told) {
    this.client = client;
    this.told = told;
    client.on(this::heard);
  }

  private void heard(ClientEvent event) {
    if (!(event instanceof ClientEvent.Frame)) {
      told.accept(EventWords.of(event));
    }
  }

  /** The room of that id, whose events are told from now on. */
  SimulatedRoom room(String id) {
    SimulatedRoom room = client.room(id);
    if (heardRooms.add(id)) {
      room.on(event -> heard(id, event));
    }
    return room;
  }

  private void heard(String room, RoomEvent event) {
    if (event instanceof RoomEvent.Ended) {
      heardRooms.remove(room);
    }
    told.accept(EventWords.of(room, event));
  }

  /** A failure is told; a success is what was to be expected. */
  void asked(String what, CompletionStage<?> stage) {
    stage.whenComplete(
        (done, thrown) -> {
          Throwable cause = thrown instanceof CompletionException ? thrown.getCause() : thrown;
          if (cause instanceof RejoinException refused) {
            told.accept(what + " failed: " + refused.code());
          } else if (cause != null) {
            told.accept(what + " failed: " + cause);
          }
        });
  }
}
