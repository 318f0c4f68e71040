package io.rejoin.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rejoin.room.Answer;
import io.rejoin.testing.TestService;
import io.rejoin.testing.TestUser;
import io.rejoin.testing.World;
import io.rejoin.wire.Code;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The application ends a login, or a stay in a room. */
class KickTest {
  private static final List<Answer> DONE = List.of(Answer.Done.DONE);

  private final World world = World.of("rejoin");
  private final TestService service = new TestService(world);
  private final TestUser watcher = world.user("u2");
  private final TestUser user = world.user("u1");

  @BeforeEach
  void theyMeet() {
    world.meet("r", watcher, user);
    watcher.subscribe("u1");
    watcher.news();
  }

  @AfterEach
  void end() throws Exception {
    world.close();
  }

  private List<Answer> kick(String room) {
    return service.ask("u1", asker -> new Session.Kick(room, "spam", asker));
  }

  @Test
  void aKickedLoginEndsAtOnceWithATerminalReasonAndOthersAreTold() {
    assertEquals(DONE, kick(null));
    assertEquals(List.of("0: closed KICKED"), user.news());
    world.passes(Duration.ofMinutes(20));
    assertEquals(List.of("0: u1 is offline", "0: left u1 kicked", "0: count 1"), watcher.news());
  }

  @Test
  void whoWasKickedCannotResumeButMayLogInAnew() {
    kick(null);
    user.news();
    user.resume();
    assertEquals(List.of("refused KICKED"), user.words());
    user.repeatLogin();
    assertEquals(List.of("refused KICKED"), user.words(), "the same attempt is the same login");
    user.login();
    assertEquals(List.of("logged in 2.1"), user.words());
    user.join("r");
    assertEquals(
        List.of("u1 is offline", "left u1 kicked", "count 1", "u1 is online", "joined u1"),
        watcher.words());
  }

  @Test
  void whoIsKickedWhileAwayHearsItWhenComingBack() {
    user.drops();
    assertEquals(DONE, kick(null));
    world.passes(Duration.ofSeconds(10));
    user.resume();
    assertEquals(List.of("refused KICKED"), user.words());
    assertEquals(List.of("0: u1 is offline", "0: left u1 kicked", "0: count 1"), watcher.news());
  }

  @Test
  void whoIsKickedWhenItsWindowHasEndedHearsItToo() {
    user.drops();
    world.passes(Duration.ofMinutes(2));
    assertEquals(DONE, kick(null));
    user.resume();
    assertEquals(List.of("refused KICKED"), user.words());
  }

  @Test
  void aKickOutlivesTheSession() {
    kick(null);
    user.news();
    world.passes(Duration.ofMinutes(10));
    user.resume();
    assertEquals(List.of("refused KICKED"), user.words());
  }

  @Test
  void aKickOfALoginThatIsOnItsWayEndsIt() {
    TestUser third = world.user("u3");
    world.store.goSlow();
    third.login();
    List<Answer> answers = service.ask("u3", asker -> new Session.Kick(null, "spam", asker));
    world.store.comeUp();
    world.settle();
    assertEquals(DONE, answers);
    assertEquals(List.of("logged in 1.1", "closed KICKED"), third.words());
  }

  @Test
  void aLoginThatFollowsAKickStands() {
    world.store.goSlow();
    List<Answer> answers = kick(null);
    user.login();
    world.store.comeUp();
    world.settle();
    assertEquals(DONE, answers);
    assertEquals(List.of("closed KICKED", "logged in 2.1"), user.words());
    world.passes(Duration.ofMinutes(1));
    assertEquals("connected", service.read("u1").state());
  }

  @Test
  void aMessageToAKickedUserIsRefusedAsAfterALogout() {
    kick(null);
    watcher.news();
    watcher.send("u1", "hi");
    assertEquals(List.of("refused PEER_OFFLINE"), watcher.words());
  }

  @Test
  void aKickThatCannotBeStoredChangesNothing() {
    world.store.goDown();
    assertEquals(
        List.of(new Answer.Refused(Code.STORE_UNAVAILABLE, "no connection within 1 s", 1000)),
        kick(null));
    assertEquals(List.of(), user.news());
    assertEquals(List.of(), watcher.news());
    world.store.comeUp();
  }

  @Test
  void nobodyCanBeKickedWhoNeverCame() {
    String measured = "nobody has ever logged in as u9";
    assertEquals(
        List.of(new Answer.Refused(Code.USER_NOT_FOUND, measured, 0)),
        service.ask("u9", asker -> new Session.Kick(null, "", asker)));
  }

  @Test
  void aKickFromARoomLeavesTheLoginAlone() {
    assertEquals(DONE, kick("r"));
    assertEquals(List.of("expelled from r: kicked by the application: spam"), user.words());
    assertEquals(List.of("left u1 kicked", "count 1"), watcher.words());
    user.drops();
    user.resume();
    assertEquals(List.of("resumed 1.2"), user.words());
    user.join("r");
    assertEquals(List.of("in r: u2 u1"), user.words());
  }

  @Test
  void whoIsKickedFromARoomWhileAwayHearsItInsteadOfEnteringAgain() {
    user.drops();
    kick("r");
    user.resume();
    assertEquals(
        List.of("resumed 1.2", "expelled from r: kicked by the application: spam"), user.words());
    world.passes(Duration.ofMinutes(2));
    assertEquals(List.of("left u1 kicked", "count 1"), watcher.words());
    user.forgets("r");
    user.join("r");
    user.drops();
    user.news();
    user.resume();
    assertEquals("resumed 1.3", user.words().get(0));
    assertEquals(List.of("joined u1", "count 2"), watcher.words());
  }

  @Test
  void aKickFromARoomThatTheUserIsNotInIsRefused() {
    assertEquals(List.of(new Answer.Refused(Code.NOT_JOINED, "u1 is not in room s", 0)), kick("s"));
    user.logout();
    assertEquals(
        List.of(new Answer.Refused(Code.USER_NOT_FOUND, "u1 is not logged in", 0)), kick("r"));
  }
}
