package io.rejoin.testkit;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.rejoin.cluster.Clocks;
import io.rejoin.profile.Profile;
import io.rejoin.profile.Profiles;
import io.rejoin.room.Fence;
import io.rejoin.room.Relays;
import io.rejoin.room.Room;
import io.rejoin.room.RoomKey;
import io.rejoin.room.RoomSettings;
import io.rejoin.room.RoomView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.pekko.actor.testkit.typed.Effect.MessageAdapter;
import org.apache.pekko.actor.testkit.typed.Effect.TimerScheduled;
import org.apache.pekko.actor.testkit.typed.javadsl.BehaviorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestInbox;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.receptionist.Receptionist;
import org.junit.jupiter.api.Test;

/** The example of {@code src/docs/testkit.md}: one room, call by call, in no actor system. */
class RoomStepByStepTest {
  private static final RoomKey KEY = new RoomKey("demo", "room");

  private final Config config = ConfigFactory.defaultReference();
  private final Profiles profiles = Profiles.from(config);
  private final Function<String, Profile> profile = name -> profiles.find(name).orElseThrow();
  private final RoomSettings settings = RoomSettings.from(config);
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final BehaviorTestKit<Room.Command> room = BehaviorTestKit.create(room());
  private final BehaviorTestKit<Relays.Command> relays = BehaviorTestKit.create(relays());

  private Behavior<Room.Command> room() {
    return Room.create(
        KEY,
        new Room.Parts(
            (id, command) -> {}, // other lives of the room
            profile,
            app -> profile.apply("rejoin"),
            settings,
            Clocks.one(() -> now),
            ended -> {}));
  }

  private Behavior<Relays.Command> relays() {
    return Relays.create(
        (id, command) -> room.run(command),
        self -> key -> Behaviors.ignore(), // links are not told
        DispatcherSelector.defaultDispatcher(),
        settings);
  }

  /** The room asks who may know of it from a former life: nobody. */
  private void recover() {
    MessageAdapter<Receptionist.Listing, Room.Command> answer =
        room.expectEffectClass(MessageAdapter.class);
    Receptionist.Listing nobody = Receptionist.listing(Relays.KEY, Set.of());
    room.run(answer.adaptFunction().apply(nobody));
  }

  private void join(String user) {
    Fence fence = new Fence(1, 1);
    relays.run(new Relays.Join(KEY, user, fence, user, "web", "rejoin", user.hashCode(), 1, null));
  }

  /** The message of the timer of this length that was set since effects were asked for last. */
  private Room.Command timerOf(Duration duration) {
    return room.getAllEffects().stream()
        .filter(effect -> effect instanceof TimerScheduled<?>)
        .map(effect -> (TimerScheduled<Room.Command>) effect)
        .filter(timer -> timer.duration().equals(duration))
        .findFirst()
        .orElseThrow()
        .msg();
  }

  private Set<String> members() {
    TestInbox<RoomView> views = TestInbox.create();
    room.run(new Room.Read(views.getRef()));
    List<RoomView.MemberView> members = views.receiveMessage().members();
    return members.stream().map(RoomView.MemberView::user).collect(Collectors.toSet());
  }

  @Test
  void aSilentMemberIsLostInFourSecondsAndLeavesInThirty() {
    recover();
    join("u1");
    join("u2");
    room.getAllEffects();
    room.run(new Room.Silent("u1", new Fence(1, 1), ZERO)); // the drop
    Room.Command lost = timerOf(ofSeconds(4));

    now = now.plusSeconds(4);
    room.run(lost);
    assertEquals(Set.of("u1", "u2"), members());
    Room.Command left = timerOf(ofSeconds(26));

    now = now.plusSeconds(26);
    room.run(left);
    assertEquals(Set.of("u2"), members());
  }
}
