package io.rejoin.client;

import io.rejoin.profile.Profile;
import io.rejoin.wire.Attribute;
import io.rejoin.wire.ClientFrame;
import io.rejoin.wire.Code;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A user's way to a Rejoin server. One client holds one login at a time, keeps it through drops as
 * its profile says, and may log in again after it has ended. Its rules are numbered in {@code
 * src/docs/client-contract.md}; the JavaScript client keeps the same.
 *
 * <p><b>Threads.</b> All methods may be called from all threads and never block. What they ask for
 * happens in the client's turns, one after another, on its executor; so a state that is read right
 * after a call may be the one before. Listeners run in turns too, in the order of what happened,
 * and so do stages that depend on the returned ones: none of them may block. What a listener throws
 * goes to its thread's handler of uncaught exceptions and changes nothing else.
 *
 * <p><b>Failures.</b> A stage that fails does so with a {@link RejoinException} (which stages that
 * depend on it see wrapped, as {@link CompletionStage} says); no method throws one. {@code timeout}
 * comes after the profile's request timeout; what was asked may then still happen, once. {@code
 * too-often} comes at once when too many requests wait, {@code frame-too-large} when one would have
 * more bytes than a server takes, {@code not-connected} when nobody is logged in, {@code closed}
 * after {@link #close}.
 */
public final class Client implements AutoCloseable {
  private final Turns turns;
  private final Emitter<ClientEvent> listeners = new Emitter<>();
  private final Map<String, Room> rooms = new ConcurrentHashMap<>();
  private final Core core;
  private final String user;
  private final Duration leaveWithin;

  /** The last that was given; touched in turns alone. */
  private String token;

  private Client(URI server, Options options) {
    turns = new Turns(options.executorOrShared());
    user = options.user;
    leaveWithin = options.settings.leaveWithin();
    token = options.token;
    Transport transport = options.transportOrShared();
    core =
        new Core(
            new Core.Parts(
                options, turns, listeners, ear -> new Link(transport, server, turns, ear)));
  }

  /**
   * Makes a client; nothing is sent before {@link #login}.
   *
   * @param server the server's WebSocket address, such as {@code ws://127.0.0.1:8080/v1}
   * @param options read now; what is changed in them later changes nothing here
   * @throws IllegalArgumentException if the address does not begin with {@code ws:} or {@code wss:}
   */
  public static Client connect(String server, Options options) {
    URI address = URI.create(server);
    if (!"ws".equals(address.getScheme()) && !"wss".equals(address.getScheme())) {
      throw new IllegalArgumentException(
          "a WebSocket address begins with ws: or wss:, not " + address.getScheme() + ":");
    }
    return new Client(address, options);
  }

  /** The current state. */
  public State state() {
    return core.session().state();
  }

  /** The profile that this client lives by. */
  public Profile profile() {
    return core.currentProfile();
  }

  /** The user of the current or last login, or that of the options; null if there is none. */
  public String user() {
    String loggedIn = core.session().user();
    return loggedIn == null ? user : loggedIn;
  }

  /**
   * Hears events of a type; {@code ClientEvent.class} hears all. Listeners are called in the order
   * in which they were added.
   */
  public <T extends ClientEvent> Registration on(Class<T> type, Consumer<? super T> listener) {
    return listeners.on(type, listener);
  }

  /** Logs in as the user of the options, with its token or the last that was given. */
  public CompletionStage<Void> login() {
    return ask(() -> core.login(user, token));
  }

  /**
   * Logs in; kept when the server has taken the login. Tries again after failures that may pass,
   * until the profile's login timeout. Fails with the server's code, {@code timeout}, {@code
   * bad-id} without a user, or {@code already-logged-in} unless the state is disconnected, aborted
   * or failed. Never done by itself.
   *
   * @param withToken null where the server takes logins without one
   */
  public CompletionStage<Void> login(String asUser, String withToken) {
    return ask(() -> core.login(asUser, withToken));
  }

  /**
   * Ends the login, here at once: rooms end, and what waits fails, but for what was sent and is
   * answered still. The others are told as soon as the server knows: over the live link, or over
   * one that is dialled for it. Kept then, or when the profile's request timeout has passed; {@link
   * ClientEvent.LogoutFailed} tells if the server could not be told.
   */
  public CompletionStage<Void> logout() {
    return logout(Duration.ZERO);
  }

  CompletionStage<Void> logout(Duration unlessBackWithin) {
    return ask(() -> core.session().logout(unlessBackWithin.toMillis()));
  }

  /** The same as {@link #leaveNow(Duration)}, with no time to come back. */
  public void leaveNow() {
    leaveNow(Duration.ZERO);
  }

  /**
   * Logs out in this moment, for a process that is about to end; the one method that blocks: until
   * the server has answered, at most {@code rejoin.client.leave-within}. For a shutdown hook; in a
   * listener it would wait for its own end.
   *
   * @param unlessBackWithin how long the others are not told, should the user come back, as after a
   *     restart; zero for not at all, at most the window
   */
  public void leaveNow(Duration unlessBackWithin) {
    try {
      logout(unlessBackWithin)
          .toCompletableFuture()
          .get(leaveWithin.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      return; // It was asked; nobody is left who could do more.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Gives a new token for the login that goes on; kept when the server has taken it. A refused one
   * changes nothing.
   */
  public CompletionStage<Void> renew(String newToken) {
    return done(
        () -> {
          core.requireLogin();
          return core.renew(newToken).whenComplete((taken, refused) -> renewed(newToken, refused));
        });
  }

  private void renewed(String newToken, Throwable refused) {
    if (refused == null) {
      token = newToken;
    }
  }

  /** Says that the network is back: the client tries at once. */
  public void networkIsBack() {
    turns.run(() -> core.session().networkIsBack());
  }

  /** The room of that id, joined or not: so that listeners can be added before {@code join}. */
  public Room room(String id) {
    return rooms.compute(
        id, (same, room) -> room == null || room.state() == RoomState.ENDED ? newRoom(id) : room);
  }

  private Room newRoom(String id) {
    return new Room(id, this, core);
  }

  /** A room has ended: the next one of its id is another. */
  void forget(Room room) {
    rooms.remove(room.id(), room);
  }

  /** Enters a room; kept with it when the server has said so. */
  public CompletionStage<Room> join(String id) {
    return ask(() -> room(id).enter());
  }

  /** The same as {@link #sendMessage(String, Payload, boolean)} with a text, not kept offline. */
  public CompletionStage<Sent> sendMessage(String to, String text) {
    return sendMessage(to, Payload.of(text), false);
  }

  /**
   * A message to one user, who may be this one. Waits through drops, is sent again as often as
   * needed, and is delivered once and in the order of sending. Kept when the receiver's client has
   * it, or, if it may wait there, the server's store. Fails with {@code timeout} after the
   * profile's request timeout (it may then still arrive, once), with the server's code if it
   * refuses for good, and with {@code too-often} beyond 200 unsettled messages to one user or 1024
   * in all.
   *
   * @param to the receiver's id
   * @param offline whether it is to be stored even for a user who has logged out
   */
  public CompletionStage<Sent> sendMessage(String to, Payload payload, boolean offline) {
    return asked(() -> core.peers().send(to, payload, offline));
  }

  /** Asks for the online status of up to 256 users, once. */
  public CompletionStage<Map<String, Status>> queryStatus(List<String> users) {
    return asked(() -> core.watching().query(List.copyOf(users)));
  }

  /**
   * Wants to be told the online status of users, 512 in all: now, as {@link
   * ClientEvent.StatusChanged} and as what the stage is kept with, and whenever it changes, through
   * drops until the login ends. Fails as a whole with {@code too-many-subscriptions}.
   */
  public CompletionStage<Map<String, Status>> subscribeStatus(List<String> users) {
    return asked(() -> core.watching().subscribe(List.copyOf(users)));
  }

  /** Wants no more {@link ClientEvent.StatusChanged} of these users. */
  public CompletionStage<Void> unsubscribeStatus(List<String> users) {
    return done(
        () -> {
          core.requireLogin();
          return core.watching().unsubscribe(List.copyOf(users));
        });
  }

  /**
   * Sets the user's own attributes: these texts and no others. They live as long as the login,
   * drops included. Fails with {@code attributes-too-large} beyond the profile's limits; then
   * nothing changes.
   */
  public CompletionStage<Void> setAttributes(Map<String, String> set) {
    return changeOwn(AttributesChange.replace(set));
  }

  /** Sets these of the user's own; others stay. */
  public CompletionStage<Void> mergeAttributes(Map<String, String> set) {
    return changeOwn(AttributesChange.set(set));
  }

  /** Removes these of the user's own. */
  public CompletionStage<Void> deleteAttributes(List<String> keys) {
    return changeOwn(AttributesChange.remove(keys));
  }

  /** Removes all of the user's own. */
  public CompletionStage<Void> clearAttributes() {
    return changeOwn(AttributesChange.replace(Map.of()));
  }

  private CompletionStage<Void> changeOwn(AttributesChange change) {
    return asked(() -> core.attributes().changeOwn(change));
  }

  /**
   * Reads a user's attributes; fails with {@code user-not-found} if it is not logged in.
   *
   * @param keys which; null for all
   */
  public CompletionStage<Map<String, Attribute>> readAttributes(String ofUser, List<String> keys) {
    return asked(() -> core.attributes().read(ofUser, null, keys));
  }

  /** Changes attributes of a room, joined or not. */
  public CompletionStage<Void> changeRoomAttributes(String room, AttributesChange change) {
    return done(
        () -> {
          core.requireLogin();
          return core.attributes().changeRoom(room, change);
        });
  }

  /**
   * Reads attributes of a room, joined or not.
   *
   * @param keys which; null for all
   */
  public CompletionStage<Map<String, Attribute>> readRoomAttributes(
      String room, List<String> keys) {
    return asked(() -> core.attributes().read(null, room, keys));
  }

  /**
   * Ends another user's login ({@code kicked}), or its stay in a room; with a ban ({@code banned})
   * it is kept out for so long. That client is told the reason and does not come back by itself.
   * Fails with {@code forbidden} unless the token's claim {@code kick} permits it, with {@code
   * user-not-found}, {@code not-joined}, {@code too-many-bans}.
   */
  public CompletionStage<Void> kick(String whom, Kick how) {
    long forMs = how.ban().toMillis();
    return done(
        () -> {
          core.requireLogin();
          return core.ask(
              (id, number) -> new ClientFrame.Kick(id, whom, how.room(), how.reason(), forMs));
        });
  }

  /**
   * Releases everything, without a logout: to the others it is a silence. Waiting stages fail with
   * {@code closed}. The client is of no use afterwards.
   */
  @Override
  public void close() {
    turns.run(() -> core.close(RejoinException.of(Code.CLOSED, "the client was closed")));
  }

  // How calls become turns, and answers stages.

  private <T> CompletionStage<T> asked(Supplier<CompletableFuture<T>> call) {
    return ask(
        () -> {
          core.requireLogin();
          return call.get();
        });
  }

  /** Does something in a turn, whose answer is of no interest but that it has come. */
  CompletionStage<Void> done(Supplier<CompletableFuture<?>> call) {
    return ask(() -> call.get().thenAccept(answer -> {}));
  }

  /** Does something in a turn; its answer is told in a turn of its own. */
  <T> CompletionStage<T> ask(Supplier<CompletableFuture<T>> call) {
    CompletableFuture<T> stage = new CompletableFuture<>();
    turns.run(
        () -> {
          try {
            call.get()
                .whenComplete((value, thrown) -> turns.run(() -> settle(stage, value, thrown)));
          } catch (RejoinException refused) {
            turns.run(() -> settle(stage, null, refused));
          }
        });
    return stage;
  }

  private static <T> void settle(CompletableFuture<T> stage, T value, Throwable thrown) {
    if (thrown == null) {
      stage.complete(value);
    } else {
      stage.completeExceptionally(Core.error(thrown));
    }
  }
}
