package io.rejoin.testing;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.rejoin.cluster.Clocks;
import io.rejoin.profile.Profile;
import io.rejoin.profile.Profiles;
import io.rejoin.room.Relay;
import io.rejoin.room.Relays;
import io.rejoin.room.Room;
import io.rejoin.room.RoomKey;
import io.rejoin.room.RoomSettings;
import io.rejoin.session.LinkCommand;
import io.rejoin.session.Session;
import io.rejoin.session.SessionParts;
import io.rejoin.session.SessionSettings;
import io.rejoin.session.UserKey;
import io.rejoin.testkit.LocalDirectory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.BootstrapSetup;
import org.apache.pekko.actor.UnhandledMessage;
import org.apache.pekko.actor.setup.ActorSystemSetup;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.eventstream.EventStream;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.receptionist.Receptionist;

/**
 * Real sessions, rooms, relays and accounts of one node, in virtual time and without sockets. Each
 * step of a test ends when nobody has anything to do any more, so what was not heard by then was
 * not said.
 */
public final class World implements AutoCloseable {
  private static final String CONFIG =
      """
      pekko.scheduler.implementation = io.rejoin.testing.VirtualTime
      pekko.actor.default-dispatcher {
        type = Dispatcher
        executor = "io.rejoin.testing.TurnsConfigurator"
        throughput = 1
      }
      pekko.actor.internal-dispatcher = ${pekko.actor.default-dispatcher}
      """;

  /** The app; each world has its own, as all use one database. */
  public final String app = UUID.randomUUID().toString();

  public final TestStore store = new TestStore();
  public final RecordingOutlet outlet = new RecordingOutlet();
  public final VirtualTime time;
  public final LocalDirectory<Session.Command> sessions;
  public final LocalDirectory<Room.Command> rooms;

  /** What rooms, relays and sessions look profiles up in, to plant failures. */
  public final Faulty<Profile> roomProfiles;

  public final Faulty<Profile> relayProfiles;
  public final Faulty<Profile> sessionProfiles;

  /** How far the node's wall clock is ahead of the time. */
  public Duration wallAhead = Duration.ZERO;

  final ActorRef<Relays.Command> relays;
  final ActorRef<LinkCommand> ear;
  private final Turns turns = new Turns();
  private final Clocks clocks;
  private final ActorSystem<Void> system;
  private final Profiles profiles;
  private final Profile profile;
  private final Config config;
  private final List<Object> unhandled = Collections.synchronizedList(new ArrayList<>());
  private final Map<Long, TestLink> links = new HashMap<>();
  private final Map<String, TestUser> users = new LinkedHashMap<>();
  private long start;
  private long sockets;

  /** A world whose app has this profile. */
  public static World of(String profile) {
    return new World(profile, "");
  }

  /** The same, with these lines of configuration before all others. */
  public static World of(String profile, String... lines) {
    return new World(profile, String.join("\n", lines));
  }

  private World(String profileName, String lines) {
    Config own = ConfigFactory.parseString(lines);
    config =
        own.withFallback(ConfigFactory.parseString(CONFIG))
            .withFallback(ConfigFactory.load("application-test"))
            .resolve();
    profiles = Profiles.from(config);
    profile = profiles.find(profileName).orElseThrow();
    system =
        ActorSystem.create(
            Behaviors.<Void>empty(),
            "world",
            ActorSystemSetup.create(BootstrapSetup.create(config), new Turns.InSystem(turns)));
    time = (VirtualTime) Adapter.toClassic(system).scheduler();
    start = time.millis();
    clocks = new Clocks(time, () -> time.instant().plus(wallAhead));
    roomProfiles = new Faulty<>(this::profile);
    relayProfiles = new Faulty<>(this::profile);
    sessionProfiles = new Faulty<>(this::profile);
    rooms = new LocalDirectory<>(system, Props.empty(), this::room, Room.Stop.INSTANCE);
    sessions = new LocalDirectory<>(system, Props.empty(), this::session, Session.Stop.INSTANCE);
    relays = system.systemActorOf(relaysOfNode(), "relays", Props.empty());
    ear = system.systemActorOf(ear(), "ear", Props.empty());
    ActorRef<UnhandledMessage> listener =
        spawn(
            Behaviors.receiveMessage(
                message -> {
                  unhandled.add(message.getMessage());
                  return Behaviors.same();
                }));
    system.eventStream().tell(new EventStream.Subscribe<>(UnhandledMessage.class, listener));
    turns.settle();
  }

  /** Starts an actor of the test. */
  public <T> ActorRef<T> spawn(Behavior<T> behavior) {
    return system.systemActorOf(behavior, "test-" + UUID.randomUUID(), Props.empty());
  }

  /** What some actor had no answer for; a world that closes wants there to be none. */
  public List<Object> unhandled() {
    turns.settle();
    return List.copyOf(unhandled);
  }

  /** Adds a node that is asked by rooms that recover, and does not answer. */
  public void addSilentNode() {
    ActorRef<Relays.Command> silent = spawn(Behaviors.ignore());
    system.receptionist().tell(Receptionist.register(Relays.KEY, silent));
    turns.settle();
  }

  private Profile profile(String name) {
    return profiles.find(name).orElseThrow();
  }

  private Behavior<Room.Command> room(
      String id, io.rejoin.cluster.Passivation<Room.Command> passivation) {
    Room.Parts parts =
        new Room.Parts(
            rooms, roomProfiles, app -> profile, RoomSettings.from(config), clocks, passivation);
    return Room.create(RoomKey.ofEntityId(id), parts);
  }

  private Behavior<Session.Command> session(
      String id, io.rejoin.cluster.Passivation<Session.Command> passivation) {
    SessionParts parts =
        new SessionParts(
            sessions,
            rooms,
            store,
            store,
            sessionProfiles,
            SessionSettings.from(config),
            clocks,
            passivation);
    return Session.create(UserKey.ofEntityId(id), parts);
  }

  /** What relays share. */
  public Relay.Parts relayParts() {
    return new Relay.Parts(
        rooms, outlet, relayProfiles, app -> profile, RoomSettings.from(config), time);
  }

  /** The node's relays. */
  public ActorRef<Relays.Command> relays() {
    return relays;
  }

  private Behavior<Relays.Command> relaysOfNode() {
    Relay.Parts parts = relayParts();
    return Relays.create(
        rooms,
        self -> room -> Relay.create(room, self, parts),
        DispatcherSelector.defaultDispatcher(),
        parts.settings());
  }

  private Behavior<LinkCommand> ear() {
    return Behaviors.receiveMessage(
        command -> {
          TestLink link = links.get(command.socket());
          if (link != null) {
            link.hear(command);
          }
          return Behaviors.same();
        });
  }

  /** A user of the app, with the app's profile, on platform {@code native}. */
  public TestUser user(String name) {
    return users.computeIfAbsent(name, key -> new TestUser(this, key, profile.name(), "native"));
  }

  /** A user on this platform. */
  public TestUser user(String name, String platform) {
    return users.computeIfAbsent(name, key -> new TestUser(this, key, profile.name(), platform));
  }

  /** Logs these in, puts them into the room in turn, and forgets what they heard of it. */
  public void meet(String room, TestUser... all) {
    for (TestUser user : all) {
      user.login();
      user.join(room);
    }
    passes(Duration.ofMinutes(1));
    for (TestUser user : all) {
      user.news();
    }
    start = time.millis();
  }

  /** Lets time pass. */
  public void passes(Duration duration) {
    time.pass(duration, turns);
  }

  /** Lets this many milliseconds pass. */
  public void passes(long millis) {
    passes(Duration.ofMillis(millis));
  }

  /** Does something after this much time, right behind what is due by then. */
  public void inTurn(Duration after, Runnable task) {
    time.after(after, task);
  }

  /** Does all of this before anybody else has a turn, and lets it settle. */
  public void atOnce(Runnable acts) {
    turns.execute(acts);
    turns.settle();
  }

  /** Lets all that is under way come to its end. */
  public void settle() {
    turns.settle();
  }

  /** Milliseconds since the users have met. */
  long sinceStart() {
    return time.millis() - start;
  }

  /** The key of a room. */
  public RoomKey key(String room) {
    return new RoomKey(app, room);
  }

  /** The id under which a user's session is found. */
  public String sessionId(String user) {
    return new UserKey(app, user).entityId();
  }

  Profile profileOf(String name) {
    return profile(name);
  }

  synchronized TestLink connect(TestUser user) {
    TestLink link = new TestLink(this, user, ++sockets);
    links.put(link.socket(), link);
    outlet.connect(link.socket(), link);
    return link;
  }

  @Override
  public void close() throws Exception {
    List<Object> left = unhandled();
    system.terminate();
    for (int i = 0; i < 60 && !system.getWhenTerminated().toCompletableFuture().isDone(); i++) {
      passes(Duration.ofSeconds(1));
    }
    system.getWhenTerminated().toCompletableFuture().get(20, TimeUnit.SECONDS);
    if (!left.isEmpty()) {
      throw new AssertionError("not handled: " + left);
    }
  }
}
