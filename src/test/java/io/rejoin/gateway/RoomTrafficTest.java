package io.rejoin.gateway;

import static io.rejoin.gateway.GatewayRig.bytes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rejoin.history.Position;
import io.rejoin.room.Fence;
import io.rejoin.room.Observers;
import io.rejoin.room.Outlet;
import io.rejoin.room.Room;
import io.rejoin.session.LinkAddress;
import io.rejoin.session.LinkCommand;
import io.rejoin.session.Session;
import io.rejoin.wire.RoomPosition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RoomTrafficTest {
  private static final Fence FENCE = new Fence(1, 1);
  private static final String PUBLISH =
      "{'type':'publish','id':5,'room':'a','number':1,'payload':'x'}";

  private GatewayRig rig;
  private TestLink ann;
  private Outlet.Audience audience;
  private long socket;

  @BeforeEach
  void start() throws Exception {
    rig = new GatewayRig();
    ann = rig.logIn("ann");
    socket = rig.socket;
    audience = rig.audience("a");
  }

  @AfterEach
  void stop() throws Exception {
    ann.close();
    rig.close();
  }

  private void admit() {
    audience.admit(socket, "ann", "web", FENCE, List.of(bytes("{'type':'joined'}")));
  }

  private LinkAddress address() {
    return new LinkAddress(rig.ear, rig.relays.ref(), socket);
  }

  /** Waits until the link's event loop has done what was handed to it. */
  private void settle() throws Exception {
    rig.ear.tell(new LinkCommand.Done(socket, 99));
    assertEquals(99, ann.next("ok").path("id").asInt());
  }

  @Test
  void aJoinAndALeaveGoToTheSession() throws Exception {
    ann.send("{'type':'join','id':2,'room':'a','position':{'epoch':1,'offset':2,'presence':3}}");
    rig.sessions.expectMessage(
        new Session.Join(address(), FENCE, 2, "a", new RoomPosition(1, 2, 3)));
    ann.send("{'type':'leave','id':3,'room':'a'}");
    rig.sessions.expectMessage(new Session.Leave(address(), FENCE, 3, "a"));
    rig.ear.tell(new LinkCommand.Done(socket, 3));
    assertEquals(3, ann.next("ok").path("id").asInt());
    rig.expectNothingElse();
  }

  @Test
  void aPublicationGoesStraightToTheRoomOnceTheLinkIsAdmitted() throws Exception {
    ann.send("{'type':'join','id':2,'room':'a'}");
    rig.sessions.expectMessageClass(Session.Join.class);
    ann.send(PUBLISH);
    ann.nextError("not-joined");
    audience.admit(socket, "ann", "web", new Fence(1, 3), List.of(bytes("{'type':'joined'}")));
    ann.next("joined");
    ann.send(PUBLISH);
    rig.room.expectMessage(new Room.Publish("ann", new Fence(1, 3), 5, 1, "x", false));
    ann.send("{'type':'members','id':6,'room':'a'}");
    rig.room.expectMessage(new Room.Members("ann", new Fence(1, 3), 6));
    ann.send("{'type':'stream-publish','id':7,'room':'a','stream':'s','kind':'k','info':'i'}");
    rig.room.expectMessage(new Room.StreamPublish("ann", new Fence(1, 3), 7, "s", "k", "i"));
    ann.send("{'type':'stream-unpublish','id':8,'room':'a','stream':'s'}");
    rig.room.expectMessage(new Room.StreamUnpublish("ann", new Fence(1, 3), 8, "s"));
    rig.expectNothingElse();
  }

  @Test
  void afterALeaveTheLinkIsNotInTheRoomUntilItJoinsAgain() throws Exception {
    admit();
    ann.next("joined");
    ann.send("{'type':'leave','room':'a'}");
    ann.send(PUBLISH);
    ann.nextError("not-joined");
    audience.deliver(bytes("{'type':'message'}"), Observers.ALL, new Position(1, 8));
    audience.dismiss(socket, null);
    ann.expectNothingElse();
    rig.sessions.expectMessageClass(Session.Leave.class);
    rig.expectNothingElse();
  }

  @Test
  void aJoinThatIsAnsweredAfterALeaveDoesNotCount() throws Exception {
    ann.send("{'type':'join','room':'a'}");
    ann.send("{'type':'leave','room':'a'}");
    rig.sessions.expectMessageClass(Session.Join.class);
    rig.sessions.expectMessageClass(Session.Leave.class);
    admit();
    ann.next("joined");
    ann.send(PUBLISH);
    ann.nextError("not-joined");
    audience.dismiss(socket, null);
    ann.send("{'type':'join','room':'a'}");
    rig.sessions.expectMessageClass(Session.Join.class);
    admit();
    ann.next("joined");
    ann.send(PUBLISH);
    rig.room.expectMessageClass(Room.Publish.class);
    rig.expectNothingElse();
  }

  @Test
  void allThatOneRelaySaysComesInItsOrder() throws Exception {
    admit();
    audience.deliver(bytes("{'type':'m1'}"), Observers.ALL, new Position(1, 8));
    audience.reply(socket, bytes("{'type':'r1'}"));
    audience.deliver(bytes("{'type':'m2'}"), Observers.ALL, new Position(1, 9));
    audience.dismiss(socket, bytes("{'type':'last'}"));
    audience.deliver(bytes("{'type':'m3'}"), Observers.ALL, new Position(1, 10));
    audience.reply(socket, bytes("{'type':'r2'}"));
    for (String type : List.of("joined", "m1", "r1", "m2", "last", "r2")) {
      ann.next(type);
    }
    ann.expectNothingElse();
  }

  @Test
  void aMessageReachesAllLinksOfAllLoopsOnceAndOnlyThePlatformsItIsFor() throws Exception {
    List<TestLink> links = new ArrayList<>(List.of(ann));
    audience.admit(socket, "ann", "web", FENCE, List.of());
    for (int i = 1; i < 9; i++) {
      links.add(rig.logIn("u" + i));
      String platform = i % 2 == 0 ? "web" : "ios";
      audience.admit(rig.socket, "u" + i, platform, FENCE, List.of());
    }
    audience.deliver(bytes("{'type':'all'}"), Observers.ALL, new Position(1, 8));
    audience.deliver(bytes("{'type':'web'}"), Observers.on(Set.of("web", "android")), null);
    audience.deliver(bytes("{'type':'others'}"), Observers.allBut(Set.of("web")), null);
    for (int i = 0; i < links.size(); i++) {
      links.get(i).next("all");
      if (i % 2 == 0) {
        links.get(i).next("web");
      } else {
        links.get(i).next("others");
      }
      links.get(i).expectNothingElse();
      links.get(i).close();
    }
  }

  @Test
  void pongsNameTheRoomsThatMovedSinceTheLastOne() throws Exception {
    admit();
    ann.next("joined");
    assertFalse(pong().has("heads"));
    audience.deliver(bytes("{'type':'message'}"), Observers.ALL, new Position(1, 8));
    audience.deliver(bytes("{'type':'count'}"), Observers.ALL, null);
    ann.next("message");
    ann.next("count");
    assertEquals("{\"a\":{\"epoch\":1,\"offset\":8}}", pong().path("heads").toString());
    assertFalse(pong().has("heads"));
    rig.expectNothingElse();
  }

  private com.fasterxml.jackson.databind.JsonNode pong() throws Exception {
    ann.send("{'type':'ping'}");
    return ann.next("pong");
  }

  @Test
  void aHeldLinkHearsItsLaneOnlyAndMayPublish() throws Exception {
    Outlet.Lane lane =
        audience.hold(socket, "ann", "web", FENCE, List.of(bytes("{'type':'joined'}")));
    audience.deliver(bytes("{'type':'live'}"), Observers.ALL, new Position(1, 8));
    lane.write(bytes("{'type':'missed'}"));
    ann.next("joined");
    ann.next("missed");
    ann.send(PUBLISH);
    rig.room.expectMessageClass(Room.Publish.class);
    audience.admit(socket, "ann", "web", FENCE, List.of(bytes("{'type':'verdict'}")));
    audience.deliver(bytes("{'type':'live'}"), Observers.ALL, new Position(1, 9));
    ann.next("verdict");
    ann.next("live");
    ann.expectNothingElse();
  }

  @Test
  void aLaneIsWritableAgainWhenTheSocketHasTakenItsWindow() throws Exception {
    Outlet.Lane lane = audience.hold(socket, "ann", "web", FENCE, List.of());
    LinkedBlockingQueue<String> woken = new LinkedBlockingQueue<>();
    lane.onWritable(() -> woken.add("woken"));
    ann.stopReading();
    byte[] big = bytes("{'type':'big','x':'" + "x".repeat(70_000) + "'}");
    assertTrue(lane.isWritable());
    int written = 0;
    while (lane.isWritable() || woken.poll(200, TimeUnit.MILLISECONDS) != null) {
      lane.write(big);
      written++;
    }
    ann.readAgain();
    assertEquals("woken", woken.poll(10, TimeUnit.SECONDS));
    for (int i = 0; i < written; i++) {
      ann.next("big");
    }
    assertTrue(lane.isWritable());
    ann.expectNothingElse();
  }

  @Test
  void aLaneOfALinkThatHasGoneIsWritableAndDropsWhatIsWritten() throws Exception {
    Outlet.Lane lane = audience.hold(socket, "ann", "web", FENCE, List.of());
    LinkedBlockingQueue<String> woken = new LinkedBlockingQueue<>();
    lane.onWritable(() -> woken.add("woken"));
    ann.close();
    assertEquals("woken", woken.poll(10, TimeUnit.SECONDS));
    lane.write(new byte[100_000]);
    assertTrue(lane.isWritable());
    Outlet.Lane late = audience.hold(socket, "ann", "web", FENCE, List.of());
    late.onWritable(() -> woken.add("late"));
    assertEquals("late", woken.poll(10, TimeUnit.SECONDS));
    assertTrue(woken.isEmpty());
  }

  @Test
  void aLostSessionGetsItsLinkBackWithoutTheClientNoticing() throws Exception {
    admit();
    ann.next("joined");
    audience.deliver(bytes("{'type':'message'}"), Observers.ALL, new Position(1, 8));
    ann.next("message");
    rig.ear.tell(new LinkCommand.SessionLost(socket, new Fence(1, 0)));
    rig.ear.tell(new LinkCommand.SessionLost(socket, FENCE));
    rig.sessions.expectMessage(
        new Session.Reattach(
            address(), "i", FENCE, "web", "tell", Map.of("a", new RoomPosition(1, 8, 0))));
    rig.ear.tell(new LinkCommand.Attached(socket, 0, new Fence(1, 2), true, GatewayRig.USER));
    settle();
    ann.send("{'type':'leave','room':'b'}");
    rig.sessions.expectMessage(new Session.Leave(address(), new Fence(1, 2), 0, "b"));
    ann.expectNothingElse();
    rig.expectNothingElse();
  }

  @Test
  void aRoomThatIsBeingRecoveredSaysSo() throws Exception {
    audience.route(null, null);
    admit();
    ann.next("joined");
    ann.send(PUBLISH);
    ann.nextError("room-recovering");
  }

  @Test
  void anAudienceThatClosesPutsItsLinksOut() throws Exception {
    admit();
    ann.next("joined");
    audience.close();
    settle();
    ann.send(PUBLISH);
    ann.nextError("not-joined");
  }
}
