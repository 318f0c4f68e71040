package io.rejoin.room;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rejoin.history.Position;
import io.rejoin.testing.TestUser;
import io.rejoin.testing.World;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.Test;

/** What a relay does when a change does not follow the one before. */
class RelayGapTest {

  /** What the relay of the room has told a room that asked. */
  private static Room.Recovered relayOf(World world, String room) {
    AtomicReference<Room.Recovered> found = new AtomicReference<>();
    Behavior<Room.Command> asking =
        Behaviors.receive(
            (context, command) -> {
              found.set((Room.Recovered) command);
              return Behaviors.same();
            });
    ActorRef<Room.Command> asker = world.spawn(asking);
    world.relays().tell(new Relays.Recover(world.key(room), asker));
    world.settle();
    return found.get();
  }

  private static Relay.Apply published(long life, long number, long offset) {
    Said said = new Said("u9", "i9", 1, 0, "from nowhere", false);
    return new Relay.Apply(
        new Relay.Place(life, number),
        new Change.Published(new Position(life, offset), said),
        null);
  }

  @Test
  void aRelayThatHasMissedAChangeTellsNothingUntilItKnowsHowTheRoomStands() throws Exception {
    try (World world = World.of("rejoin")) {
      TestUser watcher = world.user("u2");
      TestUser member = world.user("u1");
      world.meet("r", watcher, member);
      Room.Recovered known = relayOf(world, "r");

      known.relay().tell(published(known.image().head().epoch(), 1000, 1));
      world.passes(Duration.ofMinutes(1));
      member.publish("r", "after");

      assertEquals(List.of("1 after"), watcher.words());
    }
  }

  @Test
  void whatAnEarlierLifeOfTheRoomSaysIsIgnored() throws Exception {
    try (World world = World.of("rejoin")) {
      TestUser watcher = world.user("u2");
      TestUser member = world.user("u1");
      world.meet("r", watcher, member);
      Room.Recovered known = relayOf(world, "r");

      known.relay().tell(published(known.image().head().epoch() - 1, 1, 1));
      world.passes(Duration.ofMinutes(1));
      member.publish("r", "after");

      assertEquals(List.of("1 after"), watcher.words());
    }
  }
}
