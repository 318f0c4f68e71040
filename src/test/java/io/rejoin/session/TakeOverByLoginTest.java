package io.rejoin.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rejoin.testing.TestUser;
import io.rejoin.testing.World;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A login takes the user's inbox over in the same commit, and reads it only if it must. */
class TakeOverByLoginTest {
  private final World world = World.of("rejoin");
  private final TestUser ann = world.user("ann");
  private final TestUser bob = world.user("bob");

  @AfterEach
  void end() throws Exception {
    world.close();
  }

  @Test
  void aLoginOfWhomNoLetterEverWaitedForIsOneCallOfTheStore() {
    bob.login();
    assertEquals(1, world.store.newCalls());
    bob.login();
    assertEquals(1, world.store.newCalls(), "nor does a later login need to read it");
    assertEquals(List.of("logged in 1.1", "closed LINK_REPLACED", "logged in 2.1"), bob.words());
  }

  @Test
  void whatIsKeptLaterIsKeptUnderWhatTheLoginTook() {
    ann.login();
    bob.login();
    bob.drops();
    world.store.newCalls();
    ann.send("bob", "hi");
    assertEquals(1, world.store.newCalls(), "it is written, and nothing was read for it");
    assertEquals(List.of("logged in 1.1", "stored by bob #1"), ann.words());
    bob.resume();
    assertEquals(List.of("logged in 1.1", "resumed 1.2", "stored ann #1 hi"), bob.words());
  }

  @Test
  void aLoginOfWhomALetterWaitsForReadsTheInboxToo() throws Exception {
    ann.login();
    bob.login();
    bob.drops();
    ann.send("bob", "hi");
    world.passes(java.time.Duration.ofMinutes(1));
    bob.news();
    world.store.newCalls();
    bob.login();
    assertEquals(2, world.store.newCalls());
    assertEquals(List.of("logged in 2.1", "stored ann #1 hi"), bob.words());
  }

  @Test
  void aLetterThatComesWhileTheLoginIsStoredIsTakenOnce() {
    ann.login();
    world.store.goSlow();
    bob.login();
    ann.send("bob", "hi");
    world.store.comeUp();
    world.settle();
    assertEquals(List.of("logged in 1.1", "ann #1 hi"), bob.words());
    bob.drops();
    world.settle();
    assertEquals(List.of("logged in 1.1", "stored by bob #1"), ann.words());
    bob.resume();
    assertEquals(List.of("resumed 1.2", "stored ann #1 hi"), bob.words());
  }
}
