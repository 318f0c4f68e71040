package io.rejoin.bench;

import io.rejoin.client.Client;
import io.rejoin.client.ClientEvent;
import io.rejoin.client.Options;
import io.rejoin.client.Room;
import io.rejoin.client.RoomEvent;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** The process of {@link ClientBench}: makes clients and weighs itself. */
final class ClientLoad {
  static final int CLIENTS = 2_000;
  private static final int MEMBERS = 10;
  private static final int AT_A_TIME = 50;
  private static final int IDLE_SECONDS = 20;

  private final String server;
  private final long pid = ProcessHandle.current().pid();
  private int made;

  private ClientLoad(String server) {
    this.server = server;
  }

  public static void main(String[] args) throws Exception {
    new ClientLoad("ws://127.0.0.1:" + args[0] + "/v1").run();
  }

  private void run() throws Exception {
    leave(enter(AT_A_TIME)); // classes are loaded, pools are filled
    long empty = Jvm.liveBytes(pid);
    List<Client> idle = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      idle.add(client());
    }
    figure("heapBytesEachMade", (Jvm.liveBytes(pid) - empty) / (double) CLIENTS);
    idle.forEach(Client::close);
    idle.clear();
    empty = Jvm.liveBytes(pid);
    List<Client> clients = enter(CLIENTS);
    figure("heapBytesEachInRoom", (Jvm.liveBytes(pid) - empty) / (double) CLIENTS);
    long before = Proc.cpuMicros(pid);
    new CountDownLatch(1).await(IDLE_SECONDS, TimeUnit.SECONDS);
    double core = (Proc.cpuMicros(pid) - before) / 1e6 / IDLE_SECONDS;
    figure("percentOfACorePerThousand", core * 100 * 1000 / CLIENTS);
    figure("threads", Thread.activeCount());
    leave(clients);
    empty = Jvm.liveBytes(pid);
    List<WebSocket> bare = bare();
    figure("heapBytesEachBareWebSocket", (Jvm.liveBytes(pid) - empty) / (double) CLIENTS);
    bare.forEach(WebSocket::abort);
  }

  private static void figure(String name, double value) {
    System.out.printf(Locale.ROOT, "%s=%.1f%n", name, value);
  }

  private Client client() {
    made++;
    Client client =
        Client.connect(server, Options.app("demo").user("client-" + made).profile("rejoin"));
    client.on(ClientEvent.StateChanged.class, change -> {});
    return client;
  }

  private List<Client> enter(int count) throws Exception {
    List<Client> clients = new ArrayList<>();
    while (clients.size() < count) {
      List<Client> some = new ArrayList<>();
      for (int i = 0; i < AT_A_TIME; i++) {
        some.add(client());
      }
      all(some, Client::login);
      int first = made;
      List<Room> rooms = new ArrayList<>();
      for (int i = 0; i < AT_A_TIME; i++) {
        rooms.add(some.get(i).room("room-" + (first + i) / MEMBERS));
      }
      rooms.forEach(room -> room.on(RoomEvent.Message.class, message -> {}));
      all(rooms, Room::join);
      clients.addAll(some);
    }
    return clients;
  }

  private static void leave(List<Client> clients) throws Exception {
    for (int i = 0; i < clients.size(); i += AT_A_TIME) {
      all(clients.subList(i, i + AT_A_TIME), Client::logout);
    }
    clients.forEach(Client::close);
    clients.clear();
  }

  /** As many connections as clients, without one. */
  private List<WebSocket> bare() throws Exception {
    HttpClient http = HttpClient.newHttpClient();
    List<WebSocket> sockets = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      sockets.add(
          http.newWebSocketBuilder()
              .subprotocols("rejoin.v1.json")
              .buildAsync(URI.create(server), new WebSocket.Listener() {})
              .get(1, TimeUnit.MINUTES));
    }
    return sockets;
  }

  private static <T> void all(List<T> each, Function<T, CompletionStage<?>> call) throws Exception {
    CompletableFuture.allOf(
            each.stream()
                .map(call)
                .map(CompletionStage::toCompletableFuture)
                .toArray(CompletableFuture[]::new))
        .get(1, TimeUnit.MINUTES);
  }
}
