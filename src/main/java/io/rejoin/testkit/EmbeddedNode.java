package io.rejoin.testkit;

import io.rejoin.client.ClientClock;
import io.rejoin.cluster.Clocks;
import io.rejoin.cluster.Directory;
import io.rejoin.cluster.Passivation;
import io.rejoin.gateway.LinkEar;
import io.rejoin.gateway.LoopTurns;
import io.rejoin.gateway.MemoryGateway;
import io.rejoin.gateway.MemorySocket;
import io.rejoin.room.Relays;
import io.rejoin.room.Room;
import io.rejoin.session.LinkCommand;
import io.rejoin.session.Session;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.pekko.actor.Cancellable;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.DispatcherSelector;

/**
 * A node of the server in an actor system of yours, for tests beside your own actors: real
 * sessions, rooms and relays, a {@link MemoryStore}, and real links to users without sockets. Its
 * configuration is the system's. It lives as long as the system; one system has one node.
 *
 * <p>Its time is the system's scheduler and the given clock, which must move together: with Pekko's
 * {@code ManualTime}, the clock that {@code src/docs/testkit.md} shows. All of it runs on {@code
 * rejoin.testkit.embedded-dispatcher}, so on the thread of whoever says something to it: see {@link
 * CallerTurns}. Two things take the system's other threads too, and so until later: a room comes to
 * be once Pekko's receptionist has answered it, and a replay above {@code
 * rejoin.room.replay-at-once} is a stream. Thread-safe.
 */
public final class EmbeddedNode {
  private final ActorSystem<?> system;
  private final DispatcherSelector dispatcher =
      DispatcherSelector.fromConfig("rejoin.testkit.embedded-dispatcher");
  private final InstantSource steady;
  private final Executor turns;
  private final NodeActors actors;
  private final MemoryGateway gateway;
  private final ActorRef<Relays.Command> relays;

  /**
   * A node that takes users from now on.
   *
   * @param clock must be past the beginning of 1970, since rooms count their epochs from there
   * @throws org.apache.pekko.actor.InvalidActorNameException if the system has a node
   */
  public static EmbeddedNode in(ActorSystem<?> system, InstantSource clock) {
    return in(system, Clocks.one(clock));
  }

  /** The same, where the time of day may be another than the clock that timers go by. */
  public static EmbeddedNode in(ActorSystem<?> system, Clocks clocks) {
    return new EmbeddedNode(system, clocks);
  }

  private EmbeddedNode(ActorSystem<?> system, Clocks clocks) {
    this.system = system;
    this.steady = clocks.steady();
    this.turns = system.dispatchers().lookup(dispatcher);
    ServerParts parts = ServerParts.of(system.settings().config());
    MemoryStore store = new MemoryStore(parts.inbox(), clocks);
    LocalDirectory<Session.Command> sessions =
        new LocalDirectory<>(system, dispatcher, this::session, Session.Stop.INSTANCE);
    LocalDirectory<Room.Command> rooms =
        new LocalDirectory<>(system, dispatcher, this::room, Room.Stop.INSTANCE);
    this.actors = new NodeActors(parts, sessions, rooms, store, clocks);
    this.gateway = new MemoryGateway(parts.gateway(), clocks, new Loop());
    this.relays = spawn("rejoin-relays", actors.relays(gateway.links().outlet(), dispatcher));
    ActorRef<LinkCommand> ear = spawn("rejoin-ear", LinkEar.create(gateway.links(), sessions));
    execute(() -> gateway.start(actors.neighbours(ear, relays)));
  }

  private Behavior<Session.Command> session(String id, Passivation<Session.Command> passivation) {
    return actors.session(id, passivation);
  }

  private Behavior<Room.Command> room(String id, Passivation<Room.Command> passivation) {
    return actors.room(id, passivation);
  }

  private <T> ActorRef<T> spawn(String name, Behavior<T> behavior) {
    return system.systemActorOf(behavior, name, dispatcher);
  }

  /**
   * A user of the app {@code rejoin.testkit.app}, with the real Java client, which has not logged
   * in.
   *
   * @param told hears what the client tells, a line each, such as {@code room: member-lost u1}
   */
  public EmbeddedUser user(String name, ActorRef<String> told) {
    return new EmbeddedUser(this, system.settings().config(), name, told);
  }

  /** Where your actors find users' sessions, by {@code UserKey.entityId()}. */
  public Directory<Session.Command> sessions() {
    return actors.sessions();
  }

  /** Where your actors find rooms, by {@code RoomKey.entityId()}. */
  public Directory<Room.Command> rooms() {
    return actors.rooms();
  }

  /** What the sessions keep; it can be made to fail. */
  public MemoryStore store() {
    return actors.store();
  }

  /** Gives a turn behind all that wait. */
  void execute(Runnable task) {
    turns.execute(task);
  }

  /** Gives turns behind all that wait. */
  Executor turns() {
    return turns;
  }

  /**
   * Waits until nobody has anything to do any more, if another thread runs it; in a turn it does
   * nothing.
   */
  void settle() {
    if (!CallerTurns.isTurn()) {
      CompletableFuture<Void> settled = new CompletableFuture<>();
      execute(() -> CallerTurns.whenIdle(() -> settled.complete(null)));
      settled.join();
    }
  }

  /** A connection; in a turn only. */
  MemorySocket connect(MemoryGateway.Ear ear) {
    return gateway.connect(ear);
  }

  /** The clock of the users' clients. */
  ClientClock clientClock() {
    return new SystemClock();
  }

  /**
   * Gives a turn after this time, once: a manual scheduler runs what is due again if it is asked
   * for something at once meanwhile.
   */
  private Cancellable after(Duration delay, Runnable task) {
    AtomicReference<Runnable> due = new AtomicReference<>(task);
    return system.scheduler().scheduleOnce(delay, () -> ring(due), system.executionContext());
  }

  private void ring(AtomicReference<Runnable> due) {
    Runnable task = due.getAndSet(null);
    if (task != null) {
      execute(task);
      settle(); // Time waits for what comes of it.
    }
  }

  private final class Loop implements LoopTurns {
    @Override
    public void execute(Runnable task) {
      EmbeddedNode.this.execute(task);
    }

    @Override
    public void after(Duration delay, Runnable task) {
      EmbeddedNode.this.after(delay, task);
    }
  }

  private final class SystemClock implements ClientClock {
    @Override
    public long now() {
      return steady.millis();
    }

    @Override
    public Timer schedule(Runnable task, long delayMs) {
      return after(Duration.ofMillis(delayMs), task)::cancel;
    }
  }
}
