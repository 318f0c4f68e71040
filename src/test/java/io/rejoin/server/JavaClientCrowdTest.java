package io.rejoin.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rejoin.client.Client;
import io.rejoin.client.Options;
import io.rejoin.client.Payload;
import io.rejoin.client.Room;
import io.rejoin.client.RoomEvent;
import io.rejoin.client.State;
import io.rejoin.profile.Profile;
import io.rejoin.profile.Profiles;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many Java clients in one process: they share threads, and all come back from one drop. */
class JavaClientCrowdTest extends SharedServerTest {
  private static final int CLIENTS = 1000;
  private static final int MEMBERS = 10;

  /** So many log in at a time: all at once would only wait for each other. */
  private static final int AT_A_TIME = 50;

  /** What the process may need for them beyond what it has. */
  private static final int THREADS = 16;

  private final List<Client> clients = new ArrayList<>();
  private final AtomicInteger left = new AtomicInteger();

  @Test
  @Timeout(value = 2, unit = TimeUnit.MINUTES)
  void aThousandClientsNeedFewThreadsAndAllComeBackFromADrop() throws Exception {
    int before = Thread.activeCount();
    CutNetwork network = new CutNetwork(Options.sharedTransport(), server::port);
    List<Room> rooms = enter(network);
    assertTrue(
        Thread.activeCount() <= before + THREADS,
        () -> before + " threads before, " + Thread.activeCount() + " with all clients");
    everybodyHears(rooms, "together", () -> {});
    network.cut(false);
    everybodyHears(rooms, "during the drop", network::heal);
    assertEquals(0, left.get(), "nobody was told that anybody left");
    assertEquals(CLIENTS, clients.stream().filter(each -> each.state() == State.CONNECTED).count());
    allOf(clients, Client::logout);
  }

  private List<Room> enter(CutNetwork network) throws Exception {
    Profile profile = Profiles.from(TestServer.config()).find("rejoin").orElseThrow();
    for (int i = 0; i < CLIENTS; i++) {
      Options options =
          Options.app("demo").user(user("crowd-" + i).name()).profile(profile).transport(network);
      clients.add(Client.connect("ws://127.0.0.1/v1", options));
    }
    for (int i = 0; i < CLIENTS; i += AT_A_TIME) {
      allOf(clients.subList(i, i + AT_A_TIME), Client::login);
    }
    List<Room> rooms = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      rooms.add(clients.get(i).room(room + "-" + i / MEMBERS));
    }
    for (int i = 0; i < CLIENTS; i += AT_A_TIME) {
      allOf(rooms.subList(i, i + AT_A_TIME), Room::join);
    }
    rooms.forEach(each -> each.on(RoomEvent.MemberLeft.class, event -> left.incrementAndGet()));
    return rooms;
  }

  /** One of each room says something; all of it hear it, once. */
  private void everybodyHears(List<Room> rooms, String text, Runnable then) throws Exception {
    CountDownLatch heard = new CountDownLatch(CLIENTS);
    AtomicInteger tooOften = new AtomicInteger();
    for (Room each : rooms) {
      AtomicInteger times = new AtomicInteger();
      each.on(
          RoomEvent.Message.class,
          message -> {
            if (message.payload().equals(Payload.of(text))) {
              heard.countDown();
              tooOften.addAndGet(times.getAndIncrement());
            }
          });
    }
    List<Room> speakers = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i += MEMBERS) {
      speakers.add(rooms.get(i));
    }
    CompletableFuture<Void> said = all(speakers, speaker -> speaker.publish(text));
    then.run();
    said.get(60, TimeUnit.SECONDS);
    assertTrue(heard.await(60, TimeUnit.SECONDS), () -> heard.getCount() + " have not heard");
    assertEquals(0, tooOften.get(), "nobody has heard it twice");
  }

  private static <T> void allOf(List<T> each, Function<T, CompletionStage<?>> call)
      throws Exception {
    all(each, call).get(60, TimeUnit.SECONDS);
  }

  private static <T> CompletableFuture<Void> all(
      List<T> each, Function<T, CompletionStage<?>> call) {
    return CompletableFuture.allOf(
        each.stream()
            .map(call)
            .map(CompletionStage::toCompletableFuture)
            .toArray(CompletableFuture[]::new));
  }
}
