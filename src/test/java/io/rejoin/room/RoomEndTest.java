package io.rejoin.room;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rejoin.testing.TestUser;
import io.rejoin.testing.World;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What comes at the moment at which a room ends. */
class RoomEndTest {

  @Test
  void aJoinAndTheSilenceBehindItAreTakenByTheNextLifeInTheirOrder() throws Exception {
    try (World world = World.of("rejoin")) {
      TestUser user = world.user("u1");
      user.login();
      user.join("r");
      user.leave("r");
      user.news();
      world.inTurn(
          Duration.ofSeconds(10),
          () -> {
            world.rooms.tell(world.key("r").entityId(), joinOf(world, user));
            world.rooms.tell(
                world.key("r").entityId(),
                new Room.Silent("u1", user.fence(), Duration.ofSeconds(1)));
          });

      world.passes(Duration.ofSeconds(10));
      assertEquals(List.of("in r: u1", "count 1"), user.words());
      world.passes(Duration.ofMinutes(2));

      assertEquals(List.of("lost u1"), user.words());
      assertEquals(List.of(), world.rooms.living(), "a member without a link does not stay");
    }
  }

  /** The join that the node's relays would send, past them so that it comes at the right moment. */
  private static Room.Join joinOf(World world, TestUser user) {
    Relays.Join who =
        new Relays.Join(
            world.key("r"),
            "u1",
            user.fence(),
            "i1",
            "native",
            "rejoin",
            user.link().socket(),
            9,
            null);
    return new Room.Join(
        who, world.spawn(Relay.create(world.key("r"), world.relays(), world.relayParts())), 2);
  }
}
