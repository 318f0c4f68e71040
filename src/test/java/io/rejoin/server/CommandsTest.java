package io.rejoin.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.rejoin.room.Answer;
import io.rejoin.room.Room;
import io.rejoin.room.RoomKey;
import io.rejoin.room.RoomView;
import io.rejoin.session.Asker;
import io.rejoin.session.Session;
import io.rejoin.session.SessionView;
import io.rejoin.session.UserKey;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What a service beside the server, and a client whose token permits it, command. */
class CommandsTest extends SharedServerTest {
  private static final Duration LIMIT = Duration.ofSeconds(15);
  private static final int KICKED = 4520;
  private static final int BANNED = 4521;

  private Answer ask(TestUser user, Function<Asker, Session.Command> command) throws Exception {
    return heard(
        server
            .node()
            .sessions()
            .ask(id(user), replyTo -> command.apply(Asker.service(replyTo)), LIMIT));
  }

  private static String id(TestUser user) {
    return new UserKey("demo", user.name()).entityId();
  }

  private static <A> A heard(CompletionStage<A> stage) throws Exception {
    return stage.toCompletableFuture().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
  }

  @Test
  void aKickedUserIsCutOffWithATerminalReasonAndMayLogInAnew() throws Exception {
    TestUser ann = user("ann");
    TestUser ben = user("ben");
    meet(ann, ben);
    assertEquals(Answer.Done.DONE, ask(ben, asker -> new Session.Kick(null, "spam", asker)));
    assertEquals(KICKED, ben.closed());
    assertEquals("kicked", ann.next("member-left", ben).path("reason").asText());
    ben.connect();
    ben.askToResume();
    JsonNode refused = ben.nextError("kicked");
    assertEquals("kicked by the application: spam", refused.path("message").asText());
    ben.newInstance("ben again").logIn().join(room);
    ann.next("member-joined", ben);
    nothingElse(ann, ben);
  }

  @Test
  void aBannedUserIsRefusedWithTheTimeThatIsLeft() throws Exception {
    TestUser ann = user("ann");
    meet(ann);
    ask(ann, asker -> new Session.Ban(null, Duration.ofMinutes(5), "spam", asker));
    assertEquals(BANNED, ann.closed());
    ann.newInstance("ann again").connect();
    ann.askToLogIn("");
    JsonNode refused = ann.nextError("banned");
    long left = refused.path("retryAfterMs").asLong();
    assertTrue(left > 240_000 && left <= 300_000, refused.toString());
    assertEquals(Answer.Done.DONE, ask(ann, asker -> new Session.Unban(null, asker)));
    ann.askToLogIn("");
    ann.loggedIn(false);
    ann.hearsNothingElse();
  }

  @Test
  void aUserIsOutOfOneRoomAloneAndMayNotPublishThereAnyMore() throws Exception {
    TestUser ann = user("ann");
    TestUser ben = user("ben");
    meet(ann, ben);
    ask(ben, asker -> new Session.Ban(room, Duration.ofMinutes(5), "off topic", asker));
    JsonNode expelled = ben.next("expelled");
    assertEquals(room, expelled.path("room").asText());
    assertEquals(BANNED, expelled.path("number").asInt());
    assertEquals("kicked", ann.next("member-left", ben).path("reason").asText());
    ben.publish(room, "still here?");
    ben.nextError("not-joined");
    ben.ask("'type':'join','room':'" + room + "'");
    ben.nextError("banned");
    ben.join(room + "-b");
    ben.hearsNothingElse();
    nothingElse(ann);
  }

  @Test
  void aServiceSaysSomethingToARoomAndToAUser() throws Exception {
    TestUser ann = user("ann");
    meet(ann);
    String id = new RoomKey("demo", room).entityId();
    Answer.Published place =
        (Answer.Published)
            heard(
                server
                    .node()
                    .rooms()
                    .<Answer>ask(
                        id, to -> new Room.PublishAsService("news", "hi all", false, to), LIMIT));
    JsonNode message = ann.nextMessage("hi all");
    assertEquals("news", message.path("from").asText());
    assertEquals(place.offset(), message.path("offset").asLong());
    CompletionStage<Answer> answer =
        server
            .node()
            .sessions()
            .ask(
                id(ann),
                to ->
                    new Session.SendAsService("news", 1, "hi ann", false, false, Asker.service(to)),
                LIMIT);
    assertEquals("hi ann", ann.next("peer-message").path("payload").asText());
    ann.send("{'type':'received','from':'news','epoch':1,'number':1}");
    assertEquals(new Answer.Sent("received"), heard(answer));
    nothingElse(ann);
  }

  @Test
  void aServiceReadsHowASessionAndARoomStand() throws Exception {
    TestUser ann = user("ann");
    meet(ann);
    ann.say(room, "one");
    SessionView session = heard(server.node().sessions().ask(id(ann), Session.Read::new, LIMIT));
    assertEquals("connected", session.state());
    assertEquals(ann.epoch(), session.login().fence().epoch());
    RoomView view =
        heard(
            server.node().rooms().ask(new RoomKey("demo", room).entityId(), Room.Read::new, LIMIT));
    assertEquals(1, view.head().offset());
    assertEquals(
        List.of(ann.name()), view.members().stream().map(RoomView.MemberView::user).toList());
    nothingElse(ann);
  }

  @Test
  void aClientMayKickIfItsTokenSaysSo() throws Exception {
    TestUser moderator = user("mod");
    TestUser ben = user("ben");
    meet(moderator, ben);
    String who = "'type':'kick','user':'" + ben.name() + "','reason':'spam'";
    moderator.ask(who + ",'room':'" + room + "'");
    moderator.next("ok");
    moderator.next("member-left", ben);
    assertEquals("kicked", ben.next("expelled").path("code").asText());
    moderator.ask(who + ",'forMs':60000");
    moderator.next("ok");
    assertEquals(BANNED, ben.closed());
    moderator.ask("'type':'kick','user':'nobody-" + room + "'");
    moderator.nextError("user-not-found");
    nothingElse(moderator);
  }
}
