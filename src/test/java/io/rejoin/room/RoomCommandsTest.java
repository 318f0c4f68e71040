package io.rejoin.room;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rejoin.testing.Samples;
import io.rejoin.testing.TestUser;
import io.rejoin.testing.World;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Rooms and relays have an answer to every command in every state. */
class RoomCommandsTest {
  private enum RoomState {
    RECOVERING,
    OPEN,
    EMPTY,
    ENDED
  }

  private enum RelayState {
    UNSEEDED,
    WANTING,
    SERVING
  }

  static Stream<Arguments> roomPairs() {
    return pairs(Room.Command.class, RoomState.values());
  }

  static Stream<Arguments> relayPairs() {
    return pairs(Relay.Command.class, RelayState.values());
  }

  private static Stream<Arguments> pairs(Class<?> protocol, Enum<?>... states) {
    return Stream.of(states)
        .flatMap(state -> Samples.classes(protocol).stream().map(c -> Arguments.of(state, c)));
  }

  @ParameterizedTest
  @MethodSource("roomPairs")
  void aRoomHandles(RoomState state, Class<?> command) throws Exception {
    try (World world = World.of("rejoin")) {
      String id = world.key("r").entityId();
      reach(world, id, state);
      world.rooms.ref(id).tell((Room.Command) samples(world).of(command));
      assertEquals(List.of(), world.unhandled(), () -> command + " is unhandled in " + state);
    }
  }

  private static void reach(World world, String id, RoomState state) {
    world.rooms.delayEnds();
    if (state == RoomState.RECOVERING) {
      world.addSilentNode();
      world.rooms.tell(id, new Room.Heard("u1", new Fence(1, 1)));
      world.settle();
      return;
    }
    TestUser user = world.user("u1");
    world.meet("r", user);
    if (state != RoomState.OPEN) {
      user.leave("r");
    }
    if (state == RoomState.ENDED) {
      world.passes(Duration.ofSeconds(11));
    }
  }

  @ParameterizedTest
  @MethodSource("relayPairs")
  void aRelayHandles(RelayState state, Class<?> command) throws Exception {
    try (World world = World.of("rejoin")) {
      world.addSilentNode(); // Rooms do not get so far as to seed.
      ActorRef<Relay.Command> relay =
          world.spawn(Relay.create(world.key("r"), world.relays(), world.relayParts()));
      if (state == RelayState.WANTING) {
        relay.tell(new Relay.ListMembers("u1", 1));
      } else if (state == RelayState.SERVING) {
        relay.tell((Relay.Command) samples(world).of(Relay.Seed.class));
      }
      world.settle();
      relay.tell((Relay.Command) samples(world).of(command));
      assertEquals(List.of(), world.unhandled(), () -> command + " is unhandled in " + state);
    }
  }

  private static Samples samples(World world) {
    return new Samples(world.spawn(Behaviors.ignore()));
  }
}
