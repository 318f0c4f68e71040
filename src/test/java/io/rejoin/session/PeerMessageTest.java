package io.rejoin.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rejoin.testing.TestUser;
import io.rejoin.testing.World;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Messages between users who are there, drop, and come back (principle 11, I4). */
class PeerMessageTest {
  private final World world = World.of("rejoin");
  private final TestUser ann = world.user("ann");
  private final TestUser bob = world.user("bob");

  @BeforeEach
  void bothLogIn() {
    ann.login();
    bob.login();
    ann.news();
    bob.news();
  }

  @AfterEach
  void end() throws Exception {
    world.close();
  }

  @Test
  void aMessageIsReceivedOnceTheOtherClientHasAcknowledgedIt() {
    ann.send("bob", "hi");
    assertEquals(List.of("ann #1 hi"), bob.words());
    assertEquals(List.of(), ann.words());
    bob.acknowledges(ann, 1);
    assertEquals(List.of("received by bob #1"), ann.words());
    assertEquals(List.of(), bob.words());
  }

  @Test
  void oneAcknowledgementStandsForAllUpToItsNumber() {
    ann.send("bob", "a");
    ann.send("bob", "b");
    ann.send("bob", "c");
    assertEquals(List.of("ann #1 a", "ann #2 b", "ann #3 c"), bob.words());
    bob.acknowledges(ann, 2);
    assertEquals(List.of("received by bob #1", "received by bob #2"), ann.words());
  }

  @Test
  void connectedUsersNeedNoStore() {
    world.store.goDown();
    ann.send("bob", "hi");
    bob.acknowledges(ann, 1);
    assertEquals(List.of("received by bob #1"), ann.words());
  }

  @Test
  void whatADroppedClientHasNotAcknowledgedIsStoredAndComesWhenItIsBack() {
    ann.send("bob", "before");
    bob.drops();
    assertEquals(List.of("stored by bob #1"), ann.words());
    ann.send("bob", "meanwhile");
    assertEquals(List.of("stored by bob #2"), ann.words());
    bob.news();
    bob.resume();
    assertEquals(
        List.of("resumed 1.2", "stored ann #1 before", "stored ann #2 meanwhile"), bob.words());
    bob.acknowledges(ann, 2);
    assertEquals(List.of(), ann.words());
    ann.send("bob", "after");
    assertEquals(List.of("ann #3 after"), bob.words());
  }

  @Test
  void whileTheInboxIsNotEmptyNewMessagesQueueBehindIt() {
    bob.drops();
    ann.send("bob", "a");
    bob.resume();
    ann.send("bob", "b");
    assertEquals(List.of("stored by bob #1", "stored by bob #2"), ann.words());
    assertEquals(List.of("resumed 1.2", "stored ann #1 a", "stored ann #2 b"), bob.words());
  }

  @Test
  void aUserPastItsWindowGetsWhatWasStoredAtTheNextLogin() {
    bob.drops();
    world.passes(120_000);
    ann.send("bob", "are you gone?");
    assertEquals(List.of("stored by bob #1"), ann.words());
    bob.news();
    bob.restarts();
    assertEquals(List.of("logged in 2.1", "stored ann #1 are you gone?"), bob.words());
  }

  @Test
  void aUserWhoHasLoggedOutIsRefusedUnlessOfflineDeliveryIsAskedFor() {
    bob.logout();
    ann.send("bob", "hello?");
    assertEquals(List.of("refused PEER_OFFLINE"), ann.words());
    ann.sendAs(1, "bob", "read it later", 0, true);
    assertEquals(List.of("stored by bob #1"), ann.words());
    bob.news();
    bob.login();
    assertEquals(List.of("logged in 2.1", "stored ann #1 read it later"), bob.words());
  }

  @Test
  void aUserWhoNeverLoggedInIsRefused() {
    ann.send("nobody", "hello?");
    assertEquals(List.of("refused PEER_UNKNOWN"), ann.words());
  }

  @Test
  void aRepeatIsAnsweredAgainAndNotDeliveredTwice() {
    ann.send("bob", "hi");
    bob.acknowledges(ann, 1);
    ann.sendAgain("bob", "hi", 0);
    assertEquals(List.of("received by bob #1", "received by bob #1"), ann.words());
    assertEquals(List.of("ann #1 hi"), bob.words());
  }

  @Test
  void aRepeatOfAnUnacknowledgedOneIsAnsweredOnceItIsSafe() {
    ann.send("bob", "hi");
    ann.sendAgain("bob", "hi", 0);
    assertEquals(List.of("ann #1 hi"), bob.words());
    bob.acknowledges(ann, 1);
    assertEquals(List.of("received by bob #1"), ann.words());
  }

  @Test
  void aGapIsRefusedAndClosedBySendingAgain() {
    ann.sendAs(2, "bob", "b", 0, false);
    assertEquals(List.of("refused PEER_GAP"), ann.words());
    assertEquals(List.of(), bob.words());
    ann.sendAs(1, "bob", "a", 0, false);
    ann.sendAs(2, "bob", "b", 0, false);
    assertEquals(List.of("ann #1 a", "ann #2 b"), bob.words());
  }

  @Test
  void whatTheSenderGaveUpLeavesNoGap() {
    ann.send("bob", "a");
    ann.sendAs(5, "bob", "e", 4, false);
    assertEquals(List.of("ann #1 a", "ann #5 e"), bob.words());
  }

  @Test
  void aNewLoginOfTheSenderCountsFromOneAgain() {
    ann.send("bob", "old");
    ann.restarts();
    ann.news();
    ann.sendAs(1, "bob", "new", 0, false);
    assertEquals(List.of("ann #1 old", "ann #1 new"), bob.words());
  }

  @Test
  void aNewLoginOfTheReceiverTakesOverWhatWaits() {
    ann.send("bob", "a");
    bob.restarts();
    assertEquals(
        List.of("ann #1 a", "closed SUPERSEDED", "logged in 2.1", "ann #1 a"), bob.words());
    bob.drops();
    ann.send("bob", "b");
    assertEquals(List.of("stored by bob #1", "stored by bob #2"), ann.words());
  }

  @Test
  void aLostSessionAsksTheSenderForWhatWasNotAcknowledged() {
    ann.send("bob", "a");
    bob.acknowledges(ann, 1);
    ann.send("bob", "b");
    bob.news();
    ann.news();
    world.sessionProfiles.failNext();
    bob.join("lobby");
    world.settle();
    ann.sendAgain("bob", "b", 1);
    assertEquals(
        "ann #2 b",
        bob.words().stream().filter(word -> word.contains("#2")).findFirst().orElse("nothing"));
  }

  @Test
  void aSenderIsRefusedWhenTheInboxIsFullAndTheReceiverLosesNothing() {
    bob.drops();
    for (int i = 1; i <= 200; i++) {
      ann.send("bob", "m" + i);
    }
    assertEquals("stored by bob #200", ann.words().get(199));
    ann.send("bob", "one too many");
    assertEquals(List.of("refused INBOX_FULL"), ann.words());

    bob.resume();
    List<String> heard = new ArrayList<>(bob.words());
    for (int i = 1; i <= 200; i++) {
      bob.acknowledges(ann, i);
      heard.addAll(bob.words());
    }
    List<String> letters = heard.stream().filter(line -> line.contains("ann #")).toList();
    assertEquals(200, letters.size());
    assertEquals("stored ann #1 m1", letters.get(0));
    assertEquals("stored ann #200 m200", letters.get(199));
    ann.sendAs(201, "bob", "now there is room", 200, false);
    bob.acknowledges(ann, 201);
    assertEquals(List.of("ann #201 now there is room"), bob.words());
    assertEquals(List.of("received by bob #201"), ann.words());
  }
}
