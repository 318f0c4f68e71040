package io.rejoin.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.Test;

/** The world that tests live in keeps what it promises. */
class WorldTest {

  @Test
  void aCommandThatNobodyHandlesIsNamedWhenTheWorldCloses() throws Exception {
    World world = World.of("rejoin");
    ActorRef<Object> deaf =
        world.spawn(
            Behaviors.receive(Object.class).onMessageEquals("heard", Behaviors::same).build());
    deaf.tell("heard");
    deaf.tell("planted");
    AssertionError refusal = assertThrows(AssertionError.class, world::close);
    assertEquals("not handled: [planted]", refusal.getMessage());
  }

  @Test
  void eachTimerSeesTheTimeThatItWasSetFor() throws Exception {
    try (World world = World.of("rejoin")) {
      List<Long> seen = new ArrayList<>();
      long start = world.time.millis();
      world.spawn(
          Behaviors.<String>withTimers(
              timers -> {
                timers.startTimerAtFixedRate("tick", Duration.ofMillis(400));
                timers.startSingleTimer("once", Duration.ofMillis(999));
                return Behaviors.receiveMessage(
                    message -> {
                      seen.add(world.time.millis() - start);
                      return Behaviors.same();
                    });
              }));
      world.settle();
      world.passes(1200);
      assertEquals(List.of(400L, 800L, 999L, 1200L), seen);
      assertEquals(start + 1200, world.time.millis());
    }
  }
}
