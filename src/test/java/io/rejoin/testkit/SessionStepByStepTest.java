package io.rejoin.testkit;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.rejoin.cluster.Clocks;
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
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.pekko.actor.testkit.typed.Effect.TimerScheduled;
import org.apache.pekko.actor.testkit.typed.javadsl.BehaviorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestInbox;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.junit.jupiter.api.Test;

/** The example of {@code src/docs/testkit.md}: one session, call by call, in no actor system. */
class SessionStepByStepTest {
  private static final UserKey USER = new UserKey("demo", "u1");

  private final AtomicBoolean failing = new AtomicBoolean();

  private final TestInbox<LinkCommand> link = TestInbox.create();
  private final TestInbox<Relays.Command> relays = TestInbox.create();
  private final TestInbox<Room.Command> rooms = TestInbox.create();
  private final List<ActorRef<Session.Command>> ended = new ArrayList<>();
  private final BehaviorTestKit<Session.Command> session = BehaviorTestKit.create(session());

  private Behavior<Session.Command> session() {
    Config config = ConfigFactory.defaultReference();
    InstantSource clock = () -> Instant.parse("2026-01-01T00:00:00Z");
    MemoryStore store = new MemoryStore(InboxSettings.from(config), clock);
    Profiles profiles = Profiles.from(config);
    SessionParts parts =
        new SessionParts(
            (id, command) -> {}, // other users' sessions
            (id, command) -> rooms.getRef().tell(command),
            store,
            store,
            name -> profiles.find(failing.get() ? "planted by a test" : name).orElseThrow(),
            SessionSettings.from(config),
            Clocks.one(clock),
            ended::add);
    return Session.create(USER, parts);
  }

  /** The timer of this length that was set since effects were asked for last. */
  private TimerScheduled<Session.Command> timerOf(Duration duration) {
    return session.getAllEffects().stream()
        .filter(effect -> effect instanceof TimerScheduled<?>)
        .map(effect -> (TimerScheduled<Session.Command>) effect)
        .filter(timer -> timer.duration().equals(duration))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aDropIsToldToTheRoomsAndTheSessionEndsWithItsWindow() {
    LinkAddress address = new LinkAddress(link.getRef(), relays.getRef(), 7);
    Fence fence = new Fence(1, 1);
    session.run(new Session.Login(address, 1, "instance", 1, "web", "rejoin", null));
    session.runOne(); // the store has answered
    link.expectMessage(new LinkCommand.Attached(7, 1, fence, false, USER));
    session.run(new Session.Join(address, fence, 2, "room", null));
    relays.receiveMessage(); // Relays.Join: the room itself answers the link

    session.run(new Session.LinkClosed(fence, ZERO)); // the drop
    Room.Command silent = new Room.Silent("u1", fence, ZERO);
    relays.expectMessage(new Relays.Pass(new RoomKey("demo", "room"), silent));
    TimerScheduled<Session.Command> window = timerOf(ofSeconds(30));

    session.run(window.msg()); // the end of its window
    rooms.expectMessage(new Room.Silent("u1", fence, ofSeconds(30)));
    assertEquals(List.of(session.getRef()), ended);
    assertFalse(link.hasMessages() || relays.hasMessages() || rooms.hasMessages());
  }

  @Test
  void aSessionThatFailsIsBroughtBackAndTellsItsLinkThatItWasLost() {
    LinkAddress address = new LinkAddress(link.getRef(), relays.getRef(), 7);
    Fence fence = new Fence(1, 1);
    session.run(new Session.Login(address, 1, "instance", 1, "web", "rejoin", null));
    session.runOne();
    link.getAllReceived();
    failing.set(true);
    session.run(new Session.Silent(fence, ZERO));
    link.expectMessage(new LinkCommand.SessionLost(7, fence));
    assertTrue(session.isAlive());
  }
}
