package io.rejoin.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rejoin.client.ClientEvent;
import io.rejoin.client.Payload;
import io.rejoin.client.RoomEvent;
import io.rejoin.client.RoomState;
import io.rejoin.client.Sent;
import io.rejoin.client.State;
import io.rejoin.client.Status;
import io.rejoin.client.Stream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Java client, as an application has it, against the real server. */
class JavaClientTest extends SharedServerTest {
  private final List<JavaUser> javaUsers = new ArrayList<>();

  private JavaUser javaUser(String name, String profile) {
    JavaUser user = new JavaUser(server::port, user(name).name(), profile);
    javaUsers.add(user);
    return user;
  }

  @AfterEach
  void closeClients() {
    javaUsers.forEach(JavaUser::close);
  }

  /** Both are in the room, and each knows of the other. */
  private void meet(JavaUser ann, JavaUser ben) throws Exception {
    ann.logIn().join(room);
    ben.logIn().join(room);
    assertEquals(2, ann.nextInRoom(RoomEvent.Count.class).count());
    assertEquals(ben.name(), ann.nextInRoom(RoomEvent.MemberJoined.class).member().user());
    assertEquals(2, ben.room().members().size());
  }

  private static void say(JavaUser user, String text) throws Exception {
    JavaUser.kept(user.room().publish(text));
    user.message(text, false);
  }

  @Test
  void aDropThatIsMendedInTimeIsToldToNobodyAndWhatWasMissedIsReplayed() throws Exception {
    JavaUser ann = javaUser("ann", "rejoin");
    JavaUser ben = javaUser("ben", "rejoin");
    meet(ann, ben);
    say(ann, "before");
    ben.message("before", false);
    ben.network().cut(false);
    say(ann, "one");
    say(ann, "two");
    CompletionStage<?> waiting = ben.room().publish("said during the drop");
    ben.network().heal();
    JavaUser.kept(waiting);
    ben.message("one", true);
    ben.message("two", true);
    assertEquals("complete", ben.nextInRoom(RoomEvent.Verdict.class).result());
    ben.message("said during the drop", false);
    ann.message("said during the drop", false);
    assertEquals(State.CONNECTED, ben.client().state());
    ann.nothingElse();
    ben.nothingElse();
  }

  @Test
  void aSilentSocketIsLeftForANewOne() throws Exception {
    JavaUser ann = javaUser("ann", "rejoin");
    JavaUser ben = javaUser("ben", "rejoin");
    meet(ann, ben);
    ben.network().cut(true);
    say(ann, "missed");
    ben.state("connected > reconnecting: interrupted");
    assertEquals(RoomState.AWAY, ben.room().state());
    ben.network().heal();
    ben.state("reconnecting > connected: resumed");
    ben.message("missed", true);
    assertEquals("complete", ben.nextInRoom(RoomEvent.Verdict.class).result());
    ann.nothingElse();
    ben.nothingElse();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whoComesBackAfterTheWindowHasLeftAndIsInTheRoomAgain(boolean silently) throws Exception {
    JavaUser ann = javaUser("ann", "rejoin");
    JavaUser ben = javaUser("ben", "brief");
    meet(ann, ben);
    JavaUser.kept(ben.room().publishStream(new Stream("cam", "video", null)));
    ann.nextInRoom(RoomEvent.StreamAdded.class);
    ben.nextInRoom(RoomEvent.StreamAdded.class);
    ben.network().cut(silently);
    assertEquals(ben.name(), ann.nextInRoom(RoomEvent.MemberLost.class).member().user());
    say(ann, "missed");
    ann.nextInRoom(RoomEvent.Count.class);
    assertEquals("timeout", ann.nextInRoom(RoomEvent.MemberLeft.class).reason());
    ben.network().heal();
    assertEquals(2, ann.nextInRoom(RoomEvent.Count.class).count());
    assertEquals(ben.name(), ann.nextInRoom(RoomEvent.MemberJoined.class).member().user());
    if (silently) {
      ben.state("connected > reconnecting: interrupted");
      ben.state("reconnecting > connected: resumed");
    }
  }

  @Test
  void theNewestLoginOfAUserWinsAndTheOtherDoesNotFightBack() throws Exception {
    JavaUser ann = javaUser("ann", "rejoin");
    JavaUser first = javaUser("ben", "rejoin");
    meet(ann, first);
    JavaUser second = new JavaUser(server::port, first.name(), "rejoin");
    javaUsers.add(second);
    second.logIn();
    first.state("connected > aborted: superseded");
    assertEquals("superseded", first.nextInRoom(RoomEvent.Ended.class).error().code());
    int dials = first.network().dials();
    second.join(room);
    say(second, "it is me now");
    ann.message("it is me now", false);
    assertEquals(dials, first.network().dials());
    assertEquals(State.CONNECTED, second.client().state());
    ann.nothingElse();
    second.nothingElse();
  }

  @Test
  void messagesToAUserArriveOnceAndInOrderThroughDropsOfBoth() throws Exception {
    JavaUser ann = javaUser("ann", "rejoin").logIn();
    JavaUser ben = javaUser("ben", "rejoin").logIn();
    List<CompletionStage<Sent>> sent = new ArrayList<>();
    for (int i = 1; i <= 60; i++) {
      sent.add(ann.client().sendMessage(ben.name(), "letter " + i));
      if (i % 20 == 10) {
        ben.network().cut(false);
        ben.network().heal();
      } else if (i % 20 == 0) {
        ann.network().cut(false);
        ann.network().heal();
      }
    }
    for (int i = 1; i <= 60; i++) {
      JavaUser.kept(sent.get(i - 1));
      ClientEvent.PeerMessage message = ben.next(ClientEvent.PeerMessage.class);
      assertEquals(Payload.of("letter " + i), message.payload());
    }
    ann.nothingElse();
    ben.nothingElse();
  }

  @Test
  void attributesStatusAndBytesAreAsTheServerHasThem() throws Exception {
    JavaUser ann = javaUser("ann", "rejoin").logIn();
    JavaUser ben = javaUser("ben", "rejoin");
    assertEquals(
        Map.of(ben.name(), Status.OFFLINE),
        JavaUser.kept(ann.client().subscribeStatus(List.of(ben.name()))));
    assertEquals(Status.OFFLINE, ann.next(ClientEvent.StatusChanged.class).status());
    ben.logIn();
    assertEquals(Status.ONLINE, ann.next(ClientEvent.StatusChanged.class).status());
    JavaUser.kept(ben.client().setAttributes(Map.of("mood", "good")));
    assertEquals(
        "good", JavaUser.kept(ann.client().readAttributes(ben.name(), null)).get("mood").value());
    Payload bytes = Payload.of(new byte[] {0, 1, -1});
    JavaUser.kept(ben.client().sendMessage(ann.name(), bytes, false));
    assertEquals(bytes, ann.next(ClientEvent.PeerMessage.class).payload());
    JavaUser.kept(ben.client().logout());
    assertEquals(Status.OFFLINE, ann.next(ClientEvent.StatusChanged.class).status());
    ann.nothingElse();
  }

  @Test
  void aLoginGoesOnTryingUntilTheServerIsThere() throws Exception {
    JavaUser ann = javaUser("ann", "rejoin");
    ann.network().cut(false);
    CompletionStage<Void> login = ann.client().login();
    ann.next(ClientEvent.StateChanged.class);
    ann.network().heal();
    JavaUser.kept(login);
    assertTrue(ann.network().dials() > 1);
  }
}
