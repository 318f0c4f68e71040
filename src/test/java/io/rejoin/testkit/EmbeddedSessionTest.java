package io.rejoin.testkit;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMinutes;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.rejoin.profile.Profiles;
import io.rejoin.room.Fence;
import io.rejoin.room.Relays;
import io.rejoin.room.Room;
import io.rejoin.room.RoomKey;
import io.rejoin.session.LinkAddress;
import io.rejoin.session.LinkCommand;
import io.rejoin.session.Session;
import io.rejoin.session.SessionParts;
import io.rejoin.session.SessionSettings;
import io.rejoin.session.UserKey;
import io.rejoin.store.InboxSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The example of {@code src/docs/testkit.md}: one session in Pekko's own actor test kit. */
class EmbeddedSessionTest {
  private static final UserKey USER = new UserKey("demo", "u1");

  private final ActorTestKit kit =
      ActorTestKit.create(ManualTime.config().withFallback(ConfigFactory.load("application-test")));
  private final ManualTime time = ManualTime.get(kit.system());
  private final TestProbe<LinkCommand> link = kit.createTestProbe();
  private final TestProbe<Relays.Command> relays = kit.createTestProbe();
  private final TestProbe<Room.Command> rooms = kit.createTestProbe();
  private final AtomicReference<ActorRef<Session.Command>> passivated = new AtomicReference<>();

  @AfterEach
  void stop() {
    kit.shutdownTestKit();
  }

  private ActorRef<Session.Command> session() {
    Config config = ConfigFactory.defaultReference();
    MemoryStore store = new MemoryStore(InboxSettings.from(config), () -> Instant.EPOCH);
    Profiles profiles = Profiles.from(config);
    SessionParts parts =
        new SessionParts(
            (id, command) -> {}, // other users' sessions
            (id, command) -> rooms.ref().tell(command),
            store,
            store,
            name -> profiles.find(name).orElseThrow(),
            SessionSettings.from(config),
            () -> Instant.EPOCH,
            passivated::set);
    return kit.spawn(Session.create(USER, parts));
  }

  @Test
  void aDropIsToldToTheRoomsAndTheSessionEndsWithItsWindow() {
    ActorRef<Session.Command> session = session();
    LinkAddress address = new LinkAddress(link.ref(), relays.ref(), 7);
    Fence fence = new Fence(1, 1);
    session.tell(new Session.Login(address, 1, "instance", 1, "web", "rejoin"));
    link.expectMessage(new LinkCommand.Attached(7, 1, fence, false, USER));
    session.tell(new Session.Join(address, fence, 2, "r", null));
    relays.expectMessageClass(Relays.Join.class);

    session.tell(new Session.LinkClosed(fence, ZERO)); // the drop
    relays.expectMessage(
        new Relays.Pass(new RoomKey("demo", "r"), new Room.Silent("u1", fence, ZERO)));
    time.expectNoMessageFor(Duration.ofSeconds(29), link, relays, rooms);
    time.timePasses(Duration.ofSeconds(1)); // its window of 30 s
    rooms.expectMessage(new Room.Silent("u1", fence, Duration.ofSeconds(30)));
    time.expectNoMessageFor(ofMinutes(20), link, relays, rooms);
  }
}
