package io.rejoin.room;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rejoin.testing.TestUser;
import io.rejoin.testing.World;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What somebody who comes back is told of others: the net effect, in order. */
class MissedPresenceTest {

  private static List<String> missed(World world, TestUser away, Runnable meanwhile) {
    away.drops();
    away.news();
    meanwhile.run();
    away.resume();
    List<String> words = away.words();
    assertEquals("resumed 1.2", words.get(0));
    return words.subList(1, words.size());
  }

  @Test
  void whoCameAndWentIsToldAsBoth() throws Exception {
    try (World world = World.of("rejoin")) {
      TestUser a = world.user("a");
      world.meet("r", a);
      TestUser b = world.user("b");
      b.login();
      List<String> told =
          missed(
              world,
              a,
              () -> {
                b.join("r");
                b.publish("r", "hello");
                b.leave("r");
              });
      assertEquals(
          List.of("in r: as known", "joined b", "1 hello", "complete, 1 came", "left b quit"),
          told);
    }
  }

  @Test
  void whoWentAndCameAgainIsToldAsBoth() throws Exception {
    try (World world = World.of("rejoin")) {
      TestUser a = world.user("a");
      TestUser b = world.user("b");
      world.meet("r", a, b);
      List<String> told =
          missed(
              world,
              a,
              () -> {
                b.leave("r");
                b.join("r");
                b.publishStream("r", "cam");
              });
      assertEquals(
          List.of("in r: as known", "left b quit", "joined b", "stream b/cam", "complete, 0 came"),
          told);
    }
  }

  @Test
  void whoWasLostAndIsBackIsToldAgainAsAReturnThatBrokeOffMayHaveToldHalf() throws Exception {
    try (World world = World.of("rejoin")) {
      TestUser a = world.user("a");
      TestUser b = world.user("b");
      world.meet("r", a, b);
      List<String> told =
          missed(
              world,
              a,
              () -> {
                b.fallsSilent();
                world.passes(5000);
                b.speaks();
                b.publishStream("r", "cam");
                b.unpublishStream("r", "cam");
              });
      assertEquals(
          List.of("in r: as known", "back b", "complete, 0 came", "no stream b/cam unpublished"),
          told);
    }
  }

  @Test
  void whoIsLostNowIsToldAfterTheVerdict() throws Exception {
    try (World world = World.of("rejoin")) {
      TestUser a = world.user("a");
      TestUser b = world.user("b");
      world.meet("r", a, b);
      List<String> told =
          missed(
              world,
              a,
              () -> {
                b.fallsSilent();
                world.passes(5000);
              });
      assertEquals(List.of("in r: as known", "complete, 0 came", "lost b"), told);
    }
  }

  @Test
  void whatOnlyAnotherObserverClassHeardIsNotTold() throws Exception {
    try (World world = World.of("agora-rtc-native")) {
      TestUser a = world.user("a", "ios");
      TestUser b = world.user("b");
      world.meet("r", a, b);
      b.publishStream("r", "cam");
      List<String> told =
          missed(
              world,
              a,
              () -> {
                b.fallsSilent();
                world.passes(15_000);
              });
      assertEquals(List.of("in r: as known", "complete, 0 came"), told);
    }
  }

  @Test
  void whoMissedMoreThanIsKeptGetsAllMembers() throws Exception {
    try (World world = World.of("rejoin", "rejoin.room.presence-log = 2")) {
      TestUser a = world.user("a");
      TestUser b = world.user("b");
      world.meet("r", a, b);
      TestUser c = world.user("c");
      c.login();
      List<String> told =
          missed(
              world,
              a,
              () -> {
                c.join("r");
                b.leave("r");
                b.join("r");
              });
      assertEquals(List.of("in r: a c b", "complete, 0 came"), told);
    }
  }
}
