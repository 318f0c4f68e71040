package io.rejoin.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.rejoin.room.Fence;
import io.rejoin.room.Member;
import io.rejoin.room.Outlet;
import io.rejoin.room.Relay;
import io.rejoin.room.Room;
import io.rejoin.room.Silence;
import io.rejoin.session.LinkAddress;
import io.rejoin.session.LinkCommand;
import io.rejoin.session.Session;
import io.rejoin.wire.RoomPosition;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a node finds when it compares a room's members with its links. */
class AuditTest {
  private static final Fence FENCE = new Fence(1, 1);
  private static final Fence OLDER = new Fence(1, 0);
  private static final long JOIN = 3;
  private static final Silence SILENT = new Silence(0, 1);

  private final BlockingQueue<Room.Amend> amended = new LinkedBlockingQueue<>();
  private GatewayRig rig;
  private TestLink ann;
  private Outlet.Audience audience;
  private ActorRef<Relay.Command> relay;

  @BeforeEach
  void start() throws Exception {
    rig = new GatewayRig();
    ann = rig.logIn("ann");
    audience = rig.audience("a");
    relay = rig.kit.<Relay.Command>createTestProbe().ref();
  }

  @AfterEach
  void stop() throws Exception {
    rig.expectNothingElse();
    assertNull(amended.poll());
    ann.close();
    rig.close();
  }

  private Member ann(Fence fence, Silence silence) {
    return member("ann", rig.socket, fence, silence);
  }

  private Member member(String user, long socket, Fence fence, Silence silence) {
    return new Member(user, fence, "i", "web", "tell", relay, socket, JOIN, List.of(), silence);
  }

  private void seated() {
    audience.admit(rig.socket, "ann", "web", FENCE, List.of());
  }

  /** One audit; returns when it is over. */
  private void audit(Member... members) throws Exception {
    audit(Outlet.Evidence.TWICE, members);
  }

  private void audit(Outlet.Evidence evidence, Member... members) throws Exception {
    audience.audit(List.of(members), evidence, amended::add);
    rig.ear.tell(new LinkCommand.Done(rig.socket, 99));
    assertEquals(99, ann.next("ok").path("id").asInt());
  }

  private Room.Amend amended() throws InterruptedException {
    return amended.poll(5, TimeUnit.SECONDS);
  }

  @Test
  void whoIsInTheRoomAndHeardIsLeftAlone() throws Exception {
    seated();
    audit(ann(FENCE, null));
    audit(ann(FENCE, null));
  }

  @Test
  void aMemberWhoseLinkHasGoneIsSilentAtTheSecondAudit() throws Exception {
    Member gone = member("bob", rig.socket + 2, FENCE, null); // On the same loop.
    audit(gone);
    assertNull(amended.poll());
    audit(gone);
    assertEquals(new Room.Amend("bob", FENCE, JOIN, null, Duration.ZERO), amended());
    audit(member("bob", rig.socket + 2, FENCE, SILENT));
  }

  @Test
  void afterARoomWasLostWhatIsFoundOnceIsEnough() throws Exception {
    seated();
    audit(Outlet.Evidence.ONCE, ann(FENCE, SILENT));
    assertEquals(new Room.Amend("ann", FENCE, JOIN, null, null), amended());
  }

  @Test
  void aMemberUnderAnotherFenceThanItsLinkIsSilent() throws Exception {
    audit(ann(OLDER, null));
    audit(ann(OLDER, null));
    assertEquals(new Room.Amend("ann", OLDER, JOIN, null, Duration.ZERO), amended());
  }

  @Test
  void aMemberWhoseLinkIsInNoSuchRoomHasLeft() throws Exception {
    audit(ann(FENCE, null));
    audit(ann(FENCE, null));
    assertEquals(new Room.Amend("ann", FENCE, JOIN, "quit", null), amended());
  }

  @Test
  void aSilentMemberWhoseLinkIsHeardIsBack() throws Exception {
    seated();
    audit(ann(FENCE, SILENT));
    audit(ann(FENCE, SILENT));
    assertEquals(new Room.Amend("ann", FENCE, JOIN, null, null), amended());
  }

  @Test
  void whatIsFoundOnceAndThenNotMayBeFoundOnceMore() throws Exception {
    audit(ann(FENCE, null));
    seated();
    audit(ann(FENCE, null));
    audit(ann(FENCE, SILENT));
    audit(ann(FENCE, null));
    audit(ann(FENCE, SILENT));
  }

  @Test
  void aLinkInTheRoomThatIsNoMemberJoinsAgainFromWhereItIs() throws Exception {
    seated();
    audit();
    rig.expectNothingElse();
    audit();
    LinkAddress address = new LinkAddress(rig.ear, rig.relays.ref(), rig.socket);
    RoomPosition head = new RoomPosition(GatewayRig.HEAD.epoch(), GatewayRig.HEAD.offset(), 0);
    rig.sessions.expectMessage(new Session.Join(address, FENCE, 0, "a", head));
  }
}
