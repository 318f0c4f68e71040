package io.rejoin.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rejoin.room.Fence;
import io.rejoin.testing.Samples;
import io.rejoin.testing.TestUser;
import io.rejoin.testing.World;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A session has an answer to every command in every state. */
class SessionCommandsTest {
  private enum State {
    RECOVERING,
    CONNECTING,
    CONNECTED,
    RECONNECTING,
    WATCHED,
    GONE
  }

  static Stream<Arguments> pairs() {
    return Stream.of(State.values())
        .flatMap(
            state ->
                Samples.classes(Session.Command.class).stream().map(c -> Arguments.of(state, c)));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void aSessionHandles(State state, Class<?> command) throws Exception {
    try (World world = World.of("rejoin")) {
      reach(world, state);
      Samples samples = new Samples(world.spawn(Behaviors.ignore()));
      world.sessions.ref(world.sessionId("u1")).tell((Session.Command) samples.of(command));
      assertEquals(List.of(), world.unhandled(), () -> command + " is unhandled in " + state);
    }
  }

  private static void reach(World world, State state) {
    world.sessions.delayEnds();
    if (state == State.RECOVERING) {
      world.sessions.tell(world.sessionId("u1"), new Session.Heard(new Fence(1, 1)));
      world.settle();
      return;
    }
    if (state == State.CONNECTING) {
      world.store.goSlow();
    }
    TestUser user = world.user("u1");
    user.login();
    if (state == State.WATCHED) {
      TestUser watcher = world.user("u2");
      watcher.login();
      watcher.subscribe("u1");
      user.logout();
      return;
    }
    if (state == State.RECONNECTING || state == State.GONE) {
      user.drops();
    }
    if (state == State.GONE) {
      world.passes(Duration.ofSeconds(31));
    }
  }
}
