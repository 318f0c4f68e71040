package io.rejoin.testkit;

import io.rejoin.client.AttributesChange;
import io.rejoin.client.Client;
import io.rejoin.client.ClientEvent;
import io.rejoin.client.Kick;
import io.rejoin.client.Sent;
import io.rejoin.client.State;
import io.rejoin.profile.Profile;
import io.rejoin.wire.Attribute;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** The Java client in a simulation. */
record JavaClient(Client client) implements SimulatedClient {

  @Override
  public State state() {
    return client.state();
  }

  @Override
  public Profile profile() {
    return client.profile();
  }

  @Override
  public void on(Consumer<ClientEvent> listener) {
    client.on(ClientEvent.class, listener);
  }

  @Override
  public CompletionStage<Void> login() {
    return client.login();
  }

  @Override
  public CompletionStage<Void> login(String user, String token) {
    return client.login(user, token);
  }

  @Override
  public CompletionStage<Void> logout() {
    return client.logout();
  }

  @Override
  public CompletionStage<Void> renew(String token) {
    return client.renew(token);
  }

  @Override
  public CompletionStage<Sent> sendMessage(String to, String text) {
    return client.sendMessage(to, text);
  }

  @Override
  public CompletionStage<Void> changeRoomAttributes(String room, AttributesChange change) {
    return client.changeRoomAttributes(room, change);
  }

  @Override
  public CompletionStage<Map<String, Attribute>> readRoomAttributes(String room) {
    return client.readRoomAttributes(room, null);
  }

  @Override
  public CompletionStage<Void> kick(String user, Kick kick) {
    return client.kick(user, kick);
  }

  @Override
  public SimulatedRoom room(String id) {
    return new JavaRoom(client.room(id));
  }
}
