package io.rejoin.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.rejoin.room.Answer;
import io.rejoin.room.AttributeEdit;
import io.rejoin.room.Fence;
import io.rejoin.room.Room;
import io.rejoin.room.RoomView;
import io.rejoin.testing.TestService;
import io.rejoin.testing.TestUser;
import io.rejoin.testing.World;
import io.rejoin.wire.Code;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What services say to users and rooms, and what they read of them. */
class ServiceMessagesTest {
  private final World world = World.of("rejoin");
  private final TestService service = new TestService(world);
  private final TestUser ann = world.user("ann");
  private final TestUser bob = world.user("bob");

  @BeforeEach
  void theyMeet() {
    world.meet("r", ann, bob);
  }

  @AfterEach
  void end() throws Exception {
    world.close();
  }

  private List<Answer> send(String to, long number, String payload, boolean offline) {
    return service.ask(
        to, asker -> new Session.SendAsService("news", number, payload, false, offline, asker));
  }

  private void acknowledges(TestUser user, long number) {
    world.sessions.tell(
        world.sessionId(user.name()), new Session.Received(user.fence(), "news", number, 1));
    world.settle();
  }

  @Test
  void aServicesMessageIsReceivedOnceTheClientHasAcknowledgedIt() {
    List<Answer> answers = send("ann", 7, "hi", false);
    assertEquals(List.of("news #1 hi"), ann.words());
    assertEquals(List.of(), answers);
    acknowledges(ann, 7);
    assertEquals(List.of(new Answer.Sent("received")), answers);
    assertEquals(List.of(new Answer.Sent("received")), send("ann", 7, "hi", false), "a repeat");
    Answer.Refused late =
        assertInstanceOf(Answer.Refused.class, send("ann", 6, "ho", false).get(0));
    assertEquals(Code.FENCED, late.code());
    assertEquals(List.of(), ann.words());
    assertEquals(List.of(), bob.words());
  }

  @Test
  void whatServicesSayInARowComesInThatOrderThroughADrop() {
    send("ann", 7, "a", false);
    ann.drops();
    assertEquals(List.of(new Answer.Sent("stored")), send("ann", 8, "b", false));
    assertEquals(List.of(new Answer.Sent("stored")), send("ann", 9, "c", false));
    ann.news();
    ann.resume();
    assertEquals(
        List.of("stored news #1 a", "stored news #1 b", "stored news #1 c"),
        ann.words().stream().filter(line -> line.contains("news")).toList());
    acknowledges(ann, 7);
    acknowledges(ann, 8);
    acknowledges(ann, 9);
    ann.drops();
    ann.news();
    ann.resume();
    assertEquals(List.of(), ann.words().stream().filter(line -> line.contains("news")).toList());
  }

  @Test
  void whoHasLoggedOutOrNeverCameGetsItOnlyIfItMayBeStored() {
    ann.logout();
    assertEquals(
        List.of(new Answer.Refused(Code.PEER_OFFLINE, "ann has logged out", 0)),
        send("ann", 7, "hi", false));
    assertEquals(List.of(new Answer.Sent("stored")), send("ann", 8, "hi", true));
    assertEquals(
        List.of(new Answer.Refused(Code.PEER_UNKNOWN, "nobody has ever logged in as eve", 0)),
        send("eve", 1, "hi", true));
  }

  @Test
  void mistakesOfAServiceAreRefusedWithWhatWasMeasured() {
    assertEquals(
        List.of(
            new Answer.Refused(
                Code.PAYLOAD_TOO_LARGE, "the payload has 32769 bytes; limit 32768", 0)),
        send("ann", 7, "x".repeat(32_769), false));
    assertEquals(
        List.of(
            new Answer.Refused(
                Code.PAYLOAD_TOO_LARGE, "the payload has 32769 bytes; limit 32768", 0)),
        publish("news", "x".repeat(32_769)));
    String measured = "the service's name is empty, not printable or above 64 bytes";
    assertEquals(List.of(new Answer.Refused(Code.BAD_ID, measured, 0)), publish("", "hi"));
    assertEquals(
        List.of(new Answer.Refused(Code.ID_TOO_LONG, measured, 0)),
        service.ask(
            "ann", asker -> new Session.SendAsService("x".repeat(65), 1, "", false, false, asker)));
    assertEquals(List.of(), ann.words());
  }

  private List<Answer> publish(String name, String payload) {
    return service.askRoom(
        "r", replyTo -> new Room.PublishAsService(name, payload, false, replyTo));
  }

  @Test
  void aServicesMessageToARoomHasItsPlaceAmongTheMembersMessages() {
    ann.publish("r", "one");
    Answer.Published second = (Answer.Published) publish("news", "two").get(0);
    assertEquals(2, second.offset());
    Answer.Published third = (Answer.Published) publish("news", "two").get(0);
    assertEquals(3, third.offset(), "said twice, it is two messages");
    assertEquals(List.of("1 one", "2 two", "3 two"), bob.words());
    assertEquals(List.of("1 one", "published 1", "2 two", "3 two"), ann.words());
  }

  @Test
  void whoWasAwayGetsAServicesMessagesInItsReplay() {
    ann.drops();
    publish("news", "one");
    world.passes(Duration.ofSeconds(2));
    ann.resume();
    assertEquals(
        List.of("1 one", "complete, 1 came"),
        ann.words().stream().filter(w -> w.startsWith("1 ") || w.startsWith("com")).toList());
  }

  @Test
  void aServiceCanReadASession() {
    ann.changeAttributes(null, new AttributeEdit(false, Map.of("k", "v"), List.of()), false);
    SessionView view = service.read("ann");
    assertEquals("connected", view.state());
    assertEquals(Status.ONLINE, view.status());
    assertEquals(new Fence(1, 1), view.login().fence());
    assertEquals(Set.of("r"), view.login().rooms());
    assertEquals(Set.of("k"), view.login().attributes().keySet());
    send("ann", 1, "hi", false);
    assertEquals(1, service.read("ann").waiting());
    ann.drops();
    assertEquals("reconnecting", service.read("ann").state());
    world.passes(Duration.ofMinutes(1));
    assertEquals(
        new SessionView(world.app, "ann", "recovering", Status.OFFLINE, null, 0),
        service.read("ann"));
  }

  @Test
  void aServiceCanReadARoom() {
    ann.publish("r", "one");
    bob.publishStream("r", "cam");
    ann.drops();
    world.passes(1500);
    RoomView view = service.readRoom("r");
    assertEquals(List.of(1L, 1L), List.of(view.head().offset(), view.oldest().offset()));
    assertEquals(
        List.of("ann 1.1 silent 1500", "bob 1.1 silent 0"),
        view.members().stream()
            .map(
                m ->
                    "%s %d.%d silent %d"
                        .formatted(m.user(), m.fence().epoch(), m.fence().link(), m.silentMillis()))
            .toList());
    assertEquals("cam", view.members().get(1).streams().get(0).id());
    assertEquals(List.of(), service.readRoom("nowhere").members());
    assertEquals(null, service.readRoom("nowhere").oldest());
  }
}
