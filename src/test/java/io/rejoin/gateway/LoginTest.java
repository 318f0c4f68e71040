package io.rejoin.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.rejoin.room.Fence;
import io.rejoin.room.Observers;
import io.rejoin.session.LinkAddress;
import io.rejoin.session.LinkCommand;
import io.rejoin.session.Session;
import io.rejoin.wire.Code;
import io.rejoin.wire.RoomPosition;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoginTest {
  private GatewayRig rig;
  private TestLink link;

  @BeforeEach
  void start() throws Exception {
    rig = new GatewayRig();
    link = TestLink.connect(rig.port);
  }

  @AfterEach
  void stop() throws Exception {
    link.close();
    rig.close();
  }

  @Test
  void aLoginGoesToItsSessionAndItsAnswerToTheClient() throws Exception {
    long ends = rig.time.millis() + 60_000;
    link.send(GatewayRig.login("ann", "'token':'" + ends + "'"));
    Session.Login login = rig.sessions.expectMessageClass(Session.Login.class);
    assertEquals(new Session.Login(login.link(), 1, "i", 1, "web", "tell", null), login);
    login
        .link()
        .tell(
            new LinkCommand.Attached(
                login.link().socket(), 1, new Fence(3, 4), true, GatewayRig.USER));
    JsonNode answer = link.next("logged-in");
    assertEquals(
        "{\"type\":\"logged-in\",\"id\":1,\"epoch\":3,\"link\":4,\"resumed\":true,"
            + "\"profile\":\"tell\",\"tokenExpiresInMs\":60000}",
        answer.toString());
    link.expectNothingElse();
    rig.expectNothingElse();
  }

  @Test
  void aResumeGoesToItsSessionWithPositions() throws Exception {
    link.send(
        GatewayRig.login(
            "ann",
            "'resume':{'epoch':3,'link':4,'rooms':{'a':{'epoch':1,'offset':2,'presence':3}}}"));
    Session.Resume resume = rig.sessions.expectMessageClass(Session.Resume.class);
    assertEquals(
        new Session.Resume(
            resume.link(),
            1,
            "i",
            new Fence(3, 4),
            "web",
            "tell",
            Map.of("a", new RoomPosition(1, 2, 3)),
            null,
            Set.of()),
        resume);
  }

  @Test
  void ofRoomsToResumeOnlyThoseEndThatTheTokenDoesNotPermit() throws Exception {
    link.send(
        GatewayRig.login(
            "ann",
            "'resume':{'epoch':3,'link':4,'rooms':{'a':{'epoch':1,'offset':2},"
                + "'secret':{'epoch':1,'offset':1}}}"));
    Session.Resume resume = rig.sessions.expectMessageClass(Session.Resume.class);
    assertEquals(Map.of("a", new RoomPosition(1, 2, 0)), resume.rooms());
    assertEquals(Set.of("secret"), resume.forbidden());
    link.expectNothingElse();
  }

  @Test
  void aLoginFrameWithoutAnIdIsNeverTakenForTheGatewaysOwnWord() throws Exception {
    String frame =
        GatewayRig.login("ann", "'resume':{'epoch':3,'link':4,'rooms':{}}").replace("'id':1,", "");
    link.send(frame);
    assertEquals(0, rig.sessions.expectMessageClass(Session.Resume.class).request());
    rig.expectNothingElse();
  }

  @Test
  void aFarewellGoesToItsSessionAndItsAnswerClosesTheLink() throws Exception {
    link.send(
        GatewayRig.login(
            "ann", "'token':'old'", "'logout':true", "'resume':{'epoch':3,'link':4,'rooms':{}}"));
    Session.Farewell farewell = rig.sessions.expectMessageClass(Session.Farewell.class);
    assertEquals(new Session.Farewell(farewell.link(), 1, "i", 1, 3), farewell);
    rig.ear.tell(new LinkCommand.Done(farewell.link().socket(), 1));
    assertEquals(1, link.next("ok").path("id").asInt());
    assertEquals(Code.LOGGED_OUT.number(), link.closed().code());
  }

  @Test
  void aLogoutBehindALoginThatIsNotAnsweredEndsIt() throws Exception {
    link.send(GatewayRig.login("ann"));
    Session.Login login = rig.sessions.expectMessageClass(Session.Login.class);
    link.send("{'type':'logout','id':2}");
    Session.Farewell farewell = rig.sessions.expectMessageClass(Session.Farewell.class);
    assertEquals(new Session.Farewell(login.link(), 2, "i", 1, 0), farewell);
    long socket = login.link().socket();
    rig.ear.tell(new LinkCommand.Attached(socket, 1, new Fence(1, 1), false, GatewayRig.USER));
    rig.ear.tell(new LinkCommand.Done(socket, 2));
    assertEquals(2, link.next("ok").path("id").asInt());
    rig.sessions.expectMessageClass(Session.LinkClosed.class);
  }

  @Test
  void platformsAreNamedInLowerCaseWhateverTheClientWrites() throws Exception {
    link.send(GatewayRig.login("ann").replace("'web'", "'iPadOS'"));
    Session.Login login = rig.sessions.expectMessageClass(Session.Login.class);
    assertEquals("ipados", login.platform());
    link.expectNothingElse();
    try (TestLink next = TestLink.connect(rig.port)) {
      next.send(
          GatewayRig.login("ann", "'resume':{'epoch':3,'link':4,'rooms':{}}")
              .replace("'web'", "'iPadOS'"));
      assertEquals("ipados", rig.sessions.expectMessageClass(Session.Resume.class).platform());
      next.expectNothingElse();
      rig.expectNothingElse();
    }
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      delimiter = '|',
      value = {
        "'token':'forged'|token-invalid",
        "'token':'old'|token-expired",
        "'app':'nowhere'|bad-frame", // given twice
        "'profile':'none'|profile-unknown",
        "'resume':{'epoch':1,'link':1,'rooms':{'a':{'epoch':1,'offset':1},'b':{'epoch':1,'offset':1},"
            + "'c':{'epoch':1,'offset':1},'d':{'epoch':1,'offset':1}}}|too-many-rooms",
      })
  void aLoginThatCannotBeIsRefusedAndMayBeTriedAgain(String field, String code) throws Exception {
    link.send(GatewayRig.login("ann", field));
    assertEquals(1, link.nextError(code).path("id").asInt());
    rig.expectNothingElse();
    rig.logIn(link, "ann");
  }

  @Test
  void anUnknownAppIsRefused() throws Exception {
    link.send(GatewayRig.login("ann").replace("demo", "nowhere"));
    link.nextError("app-unknown");
  }

  @Test
  void nothingButALoginComesFirst() throws Exception {
    for (String type : List.of("ping", "logout")) {
      link.send("{'type':'" + type + "'}");
      assertFalse(link.nextError("login-first").has("id"));
    }
    link.send("{'type':'join','id':9,'room':'a'}");
    assertEquals(9, link.nextError("login-first").path("id").asInt());
    rig.expectNothingElse();
  }

  @Test
  void whileTheSessionIsAskedOnlyPingsAreAnswered() throws Exception {
    link.send(GatewayRig.login("ann"));
    Session.Login login = rig.sessions.expectMessageClass(Session.Login.class);
    link.send("{'type':'ping'}");
    link.next("pong");
    link.send("{'type':'join','id':2,'room':'a'}");
    link.nextError("login-first");
    link.send(GatewayRig.login("ann"));
    link.nextError("already-logged-in");
    login
        .link()
        .tell(
            new LinkCommand.Refused(
                login.link().socket(), 1, Code.STORE_UNAVAILABLE, "no answer for 2 s", 500));
    JsonNode error = link.nextError("store-unavailable");
    assertEquals(500, error.path("retryAfterMs").asInt());
    assertTrue(error.path("retry").asBoolean());
    rig.logIn(link, "ann");
    link.send(GatewayRig.login("ann"));
    link.nextError("already-logged-in");
    rig.expectNothingElse();
  }

  @Test
  void whatAResumedRoomSaysWaitsForTheLoginsAnswer() throws Exception {
    link.send(GatewayRig.login("ann", "'resume':{'epoch':1,'link':1}"));
    Session.Resume resume = rig.sessions.expectMessageClass(Session.Resume.class);
    long socket = resume.link().socket();
    var audience = rig.audience("a");
    Fence fence = new Fence(1, 2);
    audience.admit(socket, "ann", "web", fence, List.of(GatewayRig.bytes("{'type':'joined'}")));
    audience.deliver(GatewayRig.bytes("{'type':'message'}"), Observers.ALL, null);
    var lane = audience.hold(socket, "ann", "web", fence, List.of());
    lane.write(GatewayRig.bytes("{'type':'verdict'}"));
    link.send("{'type':'ping'}");
    link.next("pong"); // two event loops: the rooms' tasks are before this in the link's own
    resume.link().tell(new LinkCommand.Attached(socket, 1, fence, true, GatewayRig.USER));
    link.next("logged-in");
    link.next("joined");
    link.next("message");
    link.next("verdict");
    link.expectNothingElse();
  }

  @Test
  void aLoginThatDoesNotComeInTimeClosesTheLink() throws Exception {
    link.send("{'type':'ping'}");
    link.nextError("login-first");
    rig.time.advance(Duration.ofMillis(15_100));
    assertEquals(
        new TestLink.Closed(4004, "login-timeout: no login for 15.1 s; limit 15.0 s"),
        link.closed());
    rig.expectNothingElse();
  }

  @Test
  void aSessionThatAnswersALinkThatIsGoingIsToldSo() throws Exception {
    link.send(GatewayRig.login("ann"));
    Session.Login login = rig.sessions.expectMessageClass(Session.Login.class);
    link.close();
    rig.sessions.expectMessage(new Session.LinkGone(login.link()));
    attach(login);
    Session.LinkClosed closed = rig.sessions.expectMessageClass(Session.LinkClosed.class);
    assertEquals(new Fence(1, 1), closed.fence());
    rig.expectNothingElse();
  }

  @Test
  void aSessionThatAnswersALinkThatHasLongGoneIsToldSo() throws Exception {
    link.send(GatewayRig.login("ann"));
    Session.Login login = rig.sessions.expectMessageClass(Session.Login.class);
    link.close();
    rig.sessions.expectMessage(new Session.LinkGone(login.link()));
    rig.awaitConnections(0);
    rig.time.advance(Duration.ofMinutes(1)); // The link waits no longer for the answer.
    attach(login);
    attach(login);
    for (int i = 0; i < 2; i++) {
      Session.LinkClosed gone = rig.sessions.expectMessageClass(Session.LinkClosed.class);
      assertEquals(new Fence(1, 1), gone.fence());
    }
    rig.expectNothingElse();
  }

  private static void attach(Session.Login login) {
    LinkAddress to = login.link();
    to.tell(new LinkCommand.Attached(to.socket(), 1, new Fence(1, 1), false, GatewayRig.USER));
  }
}
