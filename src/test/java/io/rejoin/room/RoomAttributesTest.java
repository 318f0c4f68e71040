package io.rejoin.room;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rejoin.session.Session;
import io.rejoin.testing.TestUser;
import io.rejoin.testing.World;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Attributes of rooms: by members and others, told when asked, kept a while (vendors 1.5, 1.7). */
class RoomAttributesTest {
  private final World world = World.of("rejoin");
  private final TestUser ann = world.user("ann");
  private final TestUser bob = world.user("bob");
  private final TestUser cat = world.user("cat");

  @AfterEach
  void end() throws Exception {
    world.close();
  }

  private static AttributeEdit set(String key, String value) {
    return new AttributeEdit(false, Map.of(key, value), List.of());
  }

  private void annAndBobMeetAndCatStaysOutside() {
    cat.login();
    world.meet("r", ann, bob);
    cat.news();
  }

  @Test
  void membersAreToldOnlyWhenTheWriterAsksForIt() {
    annAndBobMeetAndCatStaysOutside();
    ann.changeAttributes("r", set("topic", "tea"), false);
    assertEquals(List.of("ok"), ann.words());
    assertEquals(List.of(), bob.words());
    ann.changeAttributes("r", set("mood", "calm"), true);
    assertEquals(List.of("changed: mood=calm by ann, topic=tea by ann", "ok"), ann.words());
    assertEquals(List.of("changed: mood=calm by ann, topic=tea by ann"), bob.words());
    assertEquals(List.of(), cat.words());
  }

  @Test
  void whoHasNotJoinedReadsAndWritesToo() {
    annAndBobMeetAndCatStaysOutside();
    ann.changeAttributes("r", set("topic", "tea"), false);
    cat.readAttributes(null, "r");
    assertEquals(List.of("attributes: topic=tea by ann"), cat.words());
    cat.changeAttributes("r", set("topic", "milk"), true);
    assertEquals(List.of("ok"), cat.words());
    assertEquals(List.of("changed: topic=milk by cat"), bob.words());
    bob.readAttributes("ann", "r", "topic", "nothing");
    assertEquals(List.of("attributes: topic=milk by cat"), bob.words());
    bob.readAttributes(null, "r", "nothing");
    assertEquals(List.of("attributes: "), bob.words());
  }

  @Test
  void oneRequestClearsSetsAndRemoves() {
    annAndBobMeetAndCatStaysOutside();
    ann.changeAttributes("r", set("old", "1"), false);
    Map<String, String> values = Map.of("new", "2", "brief", "3");
    ann.changeAttributes("r", new AttributeEdit(true, values, List.of("brief")), true);
    assertEquals(List.of("changed: new=2 by ann"), bob.words());
  }

  @Test
  void whatIsTooMuchIsRefusedAndChangesNothing() {
    annAndBobMeetAndCatStaysOutside();
    ann.changeAttributes("r", set("k", "v"), false);
    ann.words();
    ann.changeAttributes("r", set("long", "x".repeat(8193)), true);
    assertEquals(List.of("error attributes-too-large"), ann.words());
    for (int i = 0; i < 3; i++) {
      ann.changeAttributes("r", set("big" + i, "x".repeat(8192)), false);
    }
    ann.words();
    ann.changeAttributes("r", set("big3", "x".repeat(8192)), true);
    assertEquals(List.of("error attributes-too-large"), ann.words());
    assertEquals(List.of(), bob.words());
    bob.readAttributes(null, "r", "k", "long", "big3");
    assertEquals(List.of("attributes: k=v by ann"), bob.words());
  }

  @Test
  void theyStayForMinutesWhenTheRoomIsEmptyAndThenVanish() {
    annAndBobMeetAndCatStaysOutside();
    ann.changeAttributes("r", set("topic", "tea"), false);
    ann.leave("r");
    bob.leave("r");
    world.passes(Duration.ofSeconds(119));
    cat.readAttributes(null, "r");
    assertEquals(List.of("attributes: topic=tea by ann"), cat.words());
    world.passes(Duration.ofSeconds(2));
    assertEquals(List.of(), world.rooms.living());
    cat.readAttributes(null, "r");
    assertEquals(List.of("attributes: "), cat.words());
    world.passes(Duration.ofSeconds(11)); // S1 l.73: ten seconds for a room that has none.
    assertEquals(List.of(), world.rooms.living());
  }

  @Test
  void aRoomThatNobodyEverJoinedHasThemForMinutesFromTheLastChange() {
    cat.login();
    cat.changeAttributes("r", set("topic", "tea"), true);
    world.passes(Duration.ofSeconds(100));
    cat.changeAttributes("r", set("topic", "milk"), false);
    world.passes(Duration.ofSeconds(119));
    cat.news();
    cat.readAttributes(null, "r");
    assertEquals(List.of("attributes: topic=milk by cat"), cat.words());
    world.passes(Duration.ofSeconds(2));
    assertEquals(List.of(), world.rooms.living());
    assertEquals(false, world.outlet.isOpen(world.key("r")), "its relay is gone as well");
  }

  @Test
  void aRoomWhoseLastAttributeIsRemovedEndsAsOneThatNeverHadAny() {
    cat.login();
    cat.changeAttributes("r", set("topic", "tea"), false);
    cat.changeAttributes("r", new AttributeEdit(false, Map.of(), List.of("topic")), false);
    world.passes(Duration.ofSeconds(11));
    assertEquals(List.of(), world.rooms.living());
  }

  @Test
  void whoJoinsFindsWhatWasWrittenBefore() {
    cat.login();
    cat.changeAttributes("r", set("topic", "tea"), false);
    world.meet("r", ann, bob);
    world.passes(Duration.ofMinutes(20));
    ann.readAttributes(null, "r");
    assertEquals(List.of("attributes: topic=tea by cat"), ann.words());
  }

  @Test
  void whoComesBackIsToldThemIfTheMembersEverWere() {
    annAndBobMeetAndCatStaysOutside();
    ann.changeAttributes("r", set("quiet", "1"), false);
    bob.drops();
    bob.resume();
    assertEquals(List.of("resumed 1.2", "in r: as known", "complete, 0 came"), bob.words());
    bob.drops();
    ann.changeAttributes("r", set("topic", "tea"), true);
    bob.resume();
    assertEquals(
        List.of(
            "resumed 1.3",
            "in r: as known",
            "changed: quiet=1 by ann, topic=tea by ann",
            "complete, 0 came"),
        bob.words());
  }

  @Test
  void theySurviveTheLossOfTheRoomAlsoIfNobodyIsInIt() {
    annAndBobMeetAndCatStaysOutside();
    ann.changeAttributes("r", set("topic", "tea"), true);
    cat.changeAttributes("other", set("topic", "milk"), true);
    world.rooms.kill(world.key("r").entityId());
    world.rooms.kill(world.key("other").entityId());
    world.passes(Duration.ofSeconds(1));
    cat.news();
    bob.news();
    cat.readAttributes(null, "r");
    cat.readAttributes(null, "other");
    assertEquals(
        List.of("attributes: topic=tea by ann", "attributes: topic=milk by cat"), cat.words());
    assertEquals(List.of(), bob.words());
  }

  @Test
  void aWriterWhoseLoginIsNotTheNewestIsRefused() {
    annAndBobMeetAndCatStaysOutside();
    Fence old = ann.fence();
    ann.drops();
    ann.resume();
    ann.news();
    world.sessions.tell(
        world.sessionId("ann"),
        new Session.ChangeAttributes(
            ann.link().address(), old, 99, "r", set("topic", "tea"), true));
    assertEquals(List.of("refused FENCED"), ann.words());
    assertEquals(List.of(), bob.words());
  }
}
