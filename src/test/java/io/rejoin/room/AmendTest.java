package io.rejoin.room;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rejoin.testing.TestUser;
import io.rejoin.testing.World;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a node's audit has to say of a member. */
class AmendTest {
  private static final long FIRST = 1;
  private static final long SECOND = 2;

  private World world;
  private TestUser watcher;
  private TestUser member;

  @BeforeEach
  void meet() {
    world = World.of("rejoin");
    watcher = world.user("u2");
    member = world.user("u1");
    world.meet("r", watcher, member);
  }

  private void amend(long join, String left, Duration silence) {
    Fence fence = member.fence();
    world.rooms.tell(world.key("r").entityId(), new Room.Amend("u1", fence, join, left, silence));
  }

  private void expectNews(String... lines) throws Exception {
    world.passes(Duration.ofMinutes(20));
    assertEquals(List.of(lines), watcher.news());
    world.close();
  }

  @Test
  void whoHasLeftLeavesAtOnceWithTheReason() throws Exception {
    amend(SECOND, "quit", null);
    expectNews("0: left u1 quit", "0: count 1");
  }

  @Test
  void aSilenceThatWasNotToldRunsFromItsBeginning() throws Exception {
    amend(SECOND, null, Duration.ofSeconds(3));
    expectNews("1000: lost u1", "27000: left u1 timeout", "27000: count 1");
  }

  @Test
  void whoIsHeardIsBack() throws Exception {
    world.rooms.tell(
        world.key("r").entityId(), new Room.Silent("u1", member.fence(), Duration.ofSeconds(5)));
    world.passes(1000);
    amend(SECOND, null, null);
    expectNews("0: lost u1", "1000: back u1");
  }

  @Test
  void whatIsKnownAlreadyIsNoNews() throws Exception {
    amend(SECOND, null, null);
    expectNews();
  }

  @Test
  void whatWasFoundOfAnEarlierJoinDoesNotCount() throws Exception {
    amend(FIRST, "quit", null);
    amend(FIRST, null, Duration.ofSeconds(29));
    expectNews();
  }
}
