package io.rejoin.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

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

/** The application keeps a user out for a time: of everything, or of a room. */
class BanTest {
  private static final List<Answer> DONE = List.of(Answer.Done.DONE);

  private final World world = World.of("rejoin");
  private final TestService service = new TestService(world);
  private final TestUser watcher = world.user("u2");
  private final TestUser user = world.user("u1");

  @BeforeEach
  void theyMeet() {
    world.meet("r", watcher, user);
  }

  @AfterEach
  void end() throws Exception {
    world.close();
  }

  private List<Answer> ban(String room, Duration time) {
    return service.ask("u1", asker -> new Session.Ban(room, time, "spam", asker));
  }

  @Test
  void aBannedUserIsOutAtOnceAndRefusedUntilTheTimeIsUp() {
    assertEquals(DONE, ban(null, Duration.ofMinutes(10)));
    assertEquals(List.of("0: closed BANNED"), user.news());
    assertEquals(List.of("0: left u1 kicked", "0: count 1"), watcher.news());

    world.passes(Duration.ofMinutes(4));
    user.resume();
    user.login();
    user.repeatLogin();
    assertEquals(
        List.of(
            "refused BANNED after 360000",
            "refused BANNED after 360000",
            "refused BANNED after 360000"),
        user.words());
    world.passes(Duration.ofMinutes(6));
    user.resume();
    assertEquals(List.of("refused KICKED"), user.words());
    user.login();
    assertEquals(List.of("logged in 2.1"), user.words());
    assertEquals(List.of(), watcher.news());
  }

  @Test
  void aBanEndsByTheWall() {
    assertEquals(DONE, ban(null, Duration.ofMinutes(10)));
    assertEquals(List.of("0: closed BANNED"), user.news());
    world.wallAhead = Duration.ofMinutes(4);
    user.login();
    assertEquals(List.of("refused BANNED after 360000"), user.words());
    world.wallAhead = Duration.ofMinutes(10);
    user.login();
    assertEquals(List.of("logged in 2.1"), user.words());
  }

  @Test
  void aBanCanBeLifted() {
    ban(null, Duration.ofDays(400));
    user.news();
    assertEquals(DONE, service.ask("u1", asker -> new Session.Unban(null, asker)));
    user.login();
    assertEquals(List.of("logged in 2.1"), user.words());
  }

  @Test
  void whoNeverCameCanBeBanned() {
    TestUser third = world.user("u3");
    assertEquals(
        DONE, service.ask("u3", asker -> new Session.Ban(null, Duration.ofMinutes(1), "", asker)));
    third.login();
    assertEquals(List.of("refused BANNED after 60000"), third.words());
    world.passes(Duration.ofMinutes(1));
    third.login();
    assertEquals(List.of("logged in 1.1"), third.words());
  }

  @Test
  void aBanFromARoomRefusesItsJoinsAlone() {
    assertEquals(DONE, ban("r", Duration.ofMinutes(10)));
    assertEquals(List.of("expelled from r: banned from r for another 600.0 s: spam"), user.words());
    assertEquals(List.of("left u1 kicked", "count 1"), watcher.words());
    user.join("r");
    user.join("s");
    assertEquals(List.of("refused BANNED after 600000", "in s: u1", "count 1"), user.words());
    world.passes(Duration.ofMinutes(10));
    user.join("r");
    assertEquals(List.of("in r: u2 u1", "count 2"), user.words());
  }

  @Test
  void whoIsBannedFromARoomHearsItWithEachResumeThatNamesTheRoom() {
    user.drops();
    ban("r", Duration.ofMinutes(1));
    user.resume();
    assertEquals(
        List.of("resumed 1.2", "expelled from r: banned from r for another 60.0 s: spam"),
        user.words());
    world.passes(Duration.ofSeconds(50));
    assertEquals(List.of("left u1 kicked", "count 1"), watcher.words());
  }

  @Test
  void whoWasAwayHearsHowMuchOfABanIsLeftWhenItIsTold() {
    user.drops();
    ban("r", Duration.ofSeconds(20));
    world.passes(Duration.ofSeconds(5));
    user.resume();
    assertEquals(
        List.of("resumed 1.2", "expelled from r: banned from r for another 15.0 s: spam"),
        user.words());
    assertEquals(List.of("left u1 kicked", "count 1"), watcher.words());
  }

  @Test
  void whoWasAwayHearsThatItIsOutButNothingOfABanThatIsOver() {
    user.drops();
    ban("r", Duration.ofSeconds(10));
    world.passes(Duration.ofSeconds(15));
    user.resume();
    assertEquals(
        List.of("resumed 1.2", "expelled from r: kicked by the application: spam"), user.words());
    user.join("r");
    assertEquals(List.of("in r: as known", "complete, 0 came", "count 2"), user.words());
    user.drops();
    user.resume();
    assertEquals(List.of("resumed 1.3", "in r: as known", "complete, 0 came"), user.words());
  }

  @Test
  void whoWasAwayHearsThatItIsOutButNothingOfABanThatWasLifted() {
    user.drops();
    ban("r", Duration.ofDays(1));
    assertEquals(DONE, service.ask("u1", asker -> new Session.Unban("r", asker)));
    user.resume();
    assertEquals(
        List.of("resumed 1.2", "expelled from r: kicked by the application: spam"), user.words());
  }

  @Test
  void aBanFromARoomOutlivesTheLoginAndTheSession() {
    ban("r", Duration.ofHours(1));
    user.logout();
    user.news();
    world.passes(Duration.ofMinutes(10));
    user.login();
    user.join("r");
    assertEquals(List.of("logged in 2.1", "refused BANNED after 3000000"), user.words());
    user.drops();
    world.passes(Duration.ofMinutes(10));
    user.resume();
    user.join("r");
    assertEquals(List.of("resumed 2.2", "refused BANNED after 2400000"), user.words());
  }

  @Test
  void aBanBeyondTheBoundIsRefusedAndChangesNothing() {
    for (int i = 1; i <= 64; i++) {
      assertEquals(DONE, ban("s" + i, Duration.ofMinutes(1)));
    }
    assertEquals(
        List.of(new Answer.Refused(Code.TOO_MANY_BANS, "64 bans hold; limit 64", 0)),
        ban("r", Duration.ofMinutes(1)));
    assertEquals(List.of(), user.news());
    assertEquals(List.of(), watcher.news());
  }

  @Test
  void aBanOfNoTimeOrWithTooLongAReasonIsAMistake() {
    assertThrows(IllegalArgumentException.class, () -> ban(null, Duration.ZERO));
    assertThrows(IllegalArgumentException.class, () -> ban(null, Duration.ofDays(36_501)));
    assertThrows(
        IllegalArgumentException.class,
        () -> service.ask("u1", asker -> new Session.Kick(null, "x".repeat(257), asker)));
  }
}
