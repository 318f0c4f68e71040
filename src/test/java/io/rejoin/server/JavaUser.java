package io.rejoin.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.rejoin.client.Client;
import io.rejoin.client.ClientEvent;
import io.rejoin.client.Options;
import io.rejoin.client.Room;
import io.rejoin.client.RoomEvent;
import io.rejoin.profile.Profiles;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/** A user with the Java client, as an application has it; what it is told is kept in order. */
final class JavaUser implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 20;
  private static final Profiles PROFILES = Profiles.from(TestServer.config());

  private final String name;
  private final CutNetwork network;
  private final Client client;
  private final BlockingQueue<RoomEvent> inRoom = new LinkedBlockingQueue<>();
  private final BlockingQueue<ClientEvent> events = new LinkedBlockingQueue<>();
  private Room room;

  JavaUser(IntSupplier port, String name, String profile) {
    this(new CutNetwork(Options.sharedTransport(), port), name, profile);
  }

  /** A network may be that of several users. */
  JavaUser(CutNetwork network, String name, String profile) {
    this.name = name;
    this.network = network;
    client =
        Client.connect(
            "ws://127.0.0.1/v1",
            Options.app("demo")
                .user(name)
                .profile(PROFILES.find(profile).orElseThrow())
                .transport(network));
    client.on(
        ClientEvent.class,
        event -> {
          if (!(event instanceof ClientEvent.Frame)) {
            events.add(event);
          }
        });
  }

  Client client() {
    return client;
  }

  Room room() {
    return room;
  }

  String name() {
    return name;
  }

  CutNetwork network() {
    return network;
  }

  JavaUser logIn() throws Exception {
    kept(client.login());
    state("disconnected > connecting: login");
    state("connecting > connected: login-success");
    return this;
  }

  /** Enters a room; the events of that are left out. */
  JavaUser join(String id) throws Exception {
    room = client.room(id);
    kept(room.join());
    room.on(RoomEvent.class, inRoom::add);
    return this;
  }

  /** What a call is kept with. */
  static <T> T kept(CompletionStage<T> stage) throws Exception {
    return stage.toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  /** The next event of the client, which is to be a state. */
  void state(String change) throws Exception {
    ClientEvent.StateChanged state = next(ClientEvent.StateChanged.class);
    assertEquals(
        change,
        state.from().wireName() + " > " + state.to().wireName() + ": " + state.reason().wireName());
  }

  <T extends ClientEvent> T next(Class<T> type) throws Exception {
    ClientEvent event = events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertNotNull(event, () -> name + " is told nothing; it is " + client.state());
    assertInstanceOf(type, event, event::toString);
    return type.cast(event);
  }

  <T extends RoomEvent> T nextInRoom(Class<T> type) throws Exception {
    RoomEvent event = inRoom.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertNotNull(event, () -> name + " is told nothing; " + client.state() + " " + room.state());
    assertInstanceOf(type, event, event::toString);
    return type.cast(event);
  }

  /** The next event of that type in the room; others before it are left out. */
  <T extends RoomEvent> T untilRoom(Class<T> type) throws Exception {
    RoomEvent event = nextInRoom(RoomEvent.class);
    while (!type.isInstance(event)) {
      event = nextInRoom(RoomEvent.class);
    }
    return type.cast(event);
  }

  /** The next event in the room, which is to be that message. */
  void message(String text, boolean replayed) throws Exception {
    RoomEvent.Message message = nextInRoom(RoomEvent.Message.class);
    assertEquals(text, message.payload().text());
    assertEquals(replayed, message.replayed(), text);
  }

  /** Fails if anything was told that was not asked for; what is under way comes first. */
  void nothingElse() throws Exception {
    kept(client.queryStatus(List.of(name)));
    assertEquals("[]", events.toString(), name);
    assertEquals("[]", inRoom.toString(), name);
  }

  @Override
  public void close() {
    client.close();
  }
}
