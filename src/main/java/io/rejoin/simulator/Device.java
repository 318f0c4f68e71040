package io.rejoin.simulator;

import io.rejoin.client.AttributesChange;
import io.rejoin.client.ClientEvent;
import io.rejoin.client.Kick;
import io.rejoin.client.RoomState;
import io.rejoin.client.State;
import io.rejoin.client.Stream;
import io.rejoin.testkit.ClientKind;
import io.rejoin.testkit.SimulatedClient;
import io.rejoin.testkit.SimulatedNetwork;
import io.rejoin.testkit.SimulatedRoom;
import io.rejoin.testkit.SimulatedUser;
import io.rejoin.testkit.Simulation;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;

/** One machine of a user: what is done to it, and what is seen of it. */
final class Device {
  private static final String KICKED = "simulated";

  /** What is wrong with it at the moment. */
  private enum Trouble {
    UP_CUT,
    DOWN_CUT,
    STRAINED,
    SUSPENDED,
    DEAD
  }

  private final String name;
  private final Simulation simulation;
  private final SimulatedUser machine;
  private final Consumer<Fact> journal;
  private final Set<Trouble> troubles = EnumSet.noneOf(Trouble.class);
  private final Map<String, SimulatedRoom> rooms = new HashMap<>();
  private Process process;
  private int seats;
  private long soundSince;

  Device(String name, ClientKind kind, Simulation simulation, Consumer<Fact> journal) {
    this.name = name;
    this.simulation = simulation;
    this.journal = journal;
    String user = Planner.userOf(name);
    machine = simulation.user(name, kind, options -> options.user(user));
    process = new Process(user, name, 1);
    listen();
  }

  private void listen() {
    Process now = process;
    Logouts logouts = new Logouts();
    client()
        .on(
            event -> {
              journal.accept(new Fact.Told(now, event));
              if (event instanceof ClientEvent.Frame frame && logouts.isAnsweredBy(frame)) {
                journal.accept(new Fact.HasLoggedOut(now));
              }
            });
  }

  Process process() {
    return process;
  }

  SimulatedClient client() {
    return machine.running();
  }

  /** Nothing is wrong with it. */
  boolean isSound() {
    return troubles.isEmpty();
  }

  /** Nothing has been wrong with it for longer than that. */
  boolean isSoundFor(long time) {
    return isSound() && simulation.sinceBegin() - soundSince > time;
  }

  /** What its process says may arrive. */
  boolean canSpeak() {
    return !troubles.contains(Trouble.UP_CUT)
        && !troubles.contains(Trouble.SUSPENDED)
        && !troubles.contains(Trouble.DEAD);
  }

  /** What was said before may be on its way for long, whatever has become of the process. */
  boolean isStrained() {
    return troubles.contains(Trouble.STRAINED);
  }

  boolean isDead() {
    return troubles.contains(Trouble.DEAD);
  }

  /** It is logged in and in the room, as its application sees it. */
  boolean isIn(String room) {
    SimulatedRoom entered = rooms.get(room);
    return client().state() == State.CONNECTED
        && entered != null
        && entered.state() == RoomState.INSIDE;
  }

  /** It wants to be in the room, now or when it can. */
  boolean wants(String room) {
    SimulatedRoom entered = rooms.get(room);
    return client().state().isOpen()
        && entered != null
        && entered.state() != RoomState.ENDED
        && entered.state() != RoomState.OUTSIDE;
  }

  // What is done to it.

  void ask(Act.Request request) {
    Process who = process;
    SimulatedClient client = client();
    if (request instanceof Act.Login) {
      if (!client.state().isOpen()) {
        given(true, Fact.Given.UNKNOWN);
      }
      client.login();
    } else if (request instanceof Act.LoginFor login) {
      if (!client.state().isOpen() && !troubles.contains(Trouble.SUSPENDED)) {
        given(true, endOf(login.seconds()));
        client.login(who.user(), token(login.seconds()));
      }
    } else if (request instanceof Act.Renew renew) {
      if (client.state().isOpen() && !troubles.contains(Trouble.SUSPENDED)) {
        long ends = endOf(renew.seconds());
        given(false, ends);
        kept(client.renew(token(renew.seconds())), done -> new Fact.Renewed(who, ends));
      }
    } else if (request instanceof Act.Logout) {
      client.logout();
    } else if (request instanceof Act.Join join) {
      join(join.room());
    } else if (request instanceof Act.Leave leave) {
      kept(client.room(leave.room()).leave(), done -> new Fact.HasLeft(who, leave.room()));
    } else if (request instanceof Act.Publish publish) {
      publish(publish.room(), publish.text());
    } else if (request instanceof Act.Send send) {
      send(send.to(), send.text());
    } else {
      askMore(request);
    }
  }

  private void askMore(Act.Request request) {
    Process who = process;
    SimulatedClient client = client();
    if (request instanceof Act.SetAttribute set) {
      AttributesChange change = AttributesChange.set(Map.of(set.key(), set.value()));
      kept(
          client.changeRoomAttributes(set.room(), change.announced()),
          done -> new Fact.HasSet(set.room(), set.key(), set.value()));
    } else if (request instanceof Act.Read read) {
      long at = simulation.sinceBegin();
      kept(
          client.readRoomAttributes(read.room()),
          all -> new Fact.HasRead(who, read.room(), at, all));
    } else if (request instanceof Act.Announce announce) {
      Stream stream = new Stream(announce.stream(), announce.stream(), null);
      kept(
          client.room(announce.room()).publishStream(stream),
          done -> new Fact.HasStream(who, announce.room(), announce.stream(), true));
    } else if (request instanceof Act.Withdraw withdraw) {
      kept(
          client.room(withdraw.room()).unpublishStream(withdraw.stream()),
          done -> new Fact.HasStream(who, withdraw.room(), withdraw.stream(), false));
    } else if (request instanceof Act.Kick kick) {
      client.kick(kick.user(), Kick.because(KICKED));
    } else if (request instanceof Act.KickFrom kick) {
      client.kick(kick.user(), Kick.because(KICKED).from(kick.room()));
    } else if (request instanceof Act.Ban ban) {
      ban(ban.user(), null, ban.millis());
    } else if (request instanceof Act.BanFrom ban) {
      ban(ban.user(), ban.room(), ban.millis());
    }
  }

  private void ban(String user, String room, int millis) {
    long at = simulation.sinceBegin();
    Kick how = Kick.because(KICKED).from(room).banFor(Duration.ofMillis(millis));
    kept(client().kick(user, how), done -> new Fact.Banned(user, room, at, millis));
  }

  private void given(boolean forLogin, long endsAt) {
    journal.accept(new Fact.Given(process, forLogin, endsAt));
  }

  private String token(int seconds) {
    return simulation.token(process.user(), Duration.ofSeconds(seconds));
  }

  /** When a token ends that is made now: tokens count whole seconds. */
  private long endOf(int seconds) {
    return (simulation.sinceBegin() / Fact.MILLIS + seconds) * Fact.MILLIS;
  }

  private void join(String id) {
    SimulatedRoom room = client().room(id);
    if (!room.equals(rooms.put(id, room))) {
      Seat seat = new Seat(process, id, ++seats);
      room.on(event -> journal.accept(new Fact.ToldInRoom(seat, room.position(), event)));
    }
    machine.join(id);
  }

  private void publish(String id, String text) {
    Process who = process;
    kept(
        client().room(id).publish(text),
        place -> new Fact.Published(who, id, text, place.epoch(), place.offset()));
  }

  private void send(String to, String text) {
    Process who = process;
    kept(client().sendMessage(to, text), sent -> new Fact.Delivered(who, to, text, sent.result()));
  }

  private <T> void kept(CompletionStage<T> stage, Function<T, Fact> fact) {
    stage.whenComplete(
        (value, thrown) -> {
          if (thrown == null) {
            journal.accept(fact.apply(value));
          }
        });
  }

  void cut(Act.Way way) {
    if (way != Act.Way.DOWN) {
      troubles.add(Trouble.UP_CUT);
    }
    if (way != Act.Way.UP) {
      troubles.add(Trouble.DOWN_CUT);
    }
    switch (way) {
      case BOTH -> network().cut(name);
      case UP -> network().cutUp(name);
      case DOWN -> network().cutDown(name);
    }
  }

  void heal() {
    over(Trouble.UP_CUT);
    over(Trouble.DOWN_CUT);
    network().heal(name);
  }

  void throttle(int bytesPerSecond) {
    troubles.add(Trouble.STRAINED);
    network().throttleUp(name, bytesPerSecond);
    network().throttleDown(name, bytesPerSecond);
  }

  void slow(Duration latency) {
    troubles.add(Trouble.STRAINED);
    network().latency(name, latency, Duration.ZERO);
  }

  void closeLate(Duration time) {
    troubles.add(Trouble.STRAINED);
    network().delayCloses(name, time);
  }

  /**
   * @param latency as it is for all
   */
  void ease(Duration latency, Duration jitter) {
    over(Trouble.STRAINED);
    network().unthrottle(name);
    network().latency(name, latency, jitter);
    network().delayCloses(name, Duration.ZERO);
  }

  private boolean over(Trouble trouble) {
    boolean was = troubles.remove(trouble);
    if (was) {
      soundSince = simulation.sinceBegin();
    }
    return was;
  }

  void suspend() {
    if (!isDead()) {
      troubles.add(Trouble.SUSPENDED);
      network().suspend(name);
    }
  }

  void resume() {
    if (over(Trouble.SUSPENDED)) {
      network().resume(name);
    }
  }

  void kill() {
    if (!isDead()) {
      network().kill(name);
      ended();
    }
  }

  void powerOff() {
    if (!isDead()) {
      network().powerOff(name);
      ended();
    }
  }

  private void ended() {
    troubles.remove(Trouble.SUSPENDED);
    troubles.add(Trouble.DEAD);
    rooms.clear();
  }

  void restart() {
    kill();
    over(Trouble.DEAD);
    process = new Process(process.user(), name, process.number() + 1);
    machine.restart();
    listen();
  }

  private SimulatedNetwork network() {
    return simulation.network();
  }
}
