package io.rejoin.testkit;

import io.rejoin.client.AttributesChange;
import io.rejoin.client.ClientEvent;
import io.rejoin.client.Kick;
import io.rejoin.client.Sent;
import io.rejoin.client.State;
import io.rejoin.profile.Profile;
import io.rejoin.wire.Attribute;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * A client of whatever kind, as a simulation uses it: what all kinds do by the same contract
 * ({@code src/docs/client-contract.md}) and tell in the same words. Used by the simulation's thread
 * alone; what is asked of it happens in turns of its process, so never once that has ended.
 */
public interface SimulatedClient {

  State state();

  /** The profile that it lives by. */
  Profile profile();

  /** Hears all events from now on. */
  void on(Consumer<ClientEvent> listener);

  /** Logs in as the user of its options. */
  CompletionStage<Void> login();

  CompletionStage<Void> login(String user, String token);

  CompletionStage<Void> logout();

  CompletionStage<Void> renew(String token);

  CompletionStage<Sent> sendMessage(String to, String text);

  CompletionStage<Void> changeRoomAttributes(String room, AttributesChange change);

  /** All attributes of a room, by their keys. */
  CompletionStage<Map<String, Attribute>> readRoomAttributes(String room);

  CompletionStage<Void> kick(String user, Kick kick);

  /** The room of that id, joined or not; another one, once it has ended. */
  SimulatedRoom room(String id);
}
