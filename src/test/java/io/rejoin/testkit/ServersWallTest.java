package io.rejoin.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The wall clock of the servers is wrong, and set right while they run. Tokens are real ones. */
class ServersWallTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Pattern AT = Pattern.compile("\"at\":(\\d+)");
  private static final Pattern EPOCH = Pattern.compile("\"epoch\":(\\d+)");

  private static Duration s(long seconds) {
    return Duration.ofSeconds(seconds);
  }

  @Test
  void aServerThatStartedAnHourBehindTakesGoodTokensOnceItIsSetRight() {
    try (Simulation sim = Simulation.of(1).start()) {
      List<String> answers = answers(sim, "u1");
      sim.setServersWall(HOUR.negated());
      SimulatedUser u1 = sim.user("u1");
      u1.login(sim.token("u1", HOUR));
      sim.advance(s(1));
      assertEquals(List.of("token-invalid"), answers);

      sim.setServersWall(Duration.ZERO);
      u1.login(sim.token("u1", HOUR));
      sim.advance(s(1));
      assertEquals(List.of("token-invalid", "logged-in"), answers);
    }
  }

  @Test
  void aTokenThatHasEndedIsRefusedOnceAServerThatWasBehindIsSetRight() {
    try (Simulation sim = Simulation.of(1).start()) {
      List<String> answers = answers(sim, "u1");
      SimulatedUser u1 = sim.user("u1");
      String token = sim.token("u1", HOUR);
      sim.advance(Duration.ofMinutes(90));
      sim.setServersWall(HOUR.negated());
      u1.login(token); // ended 30 minutes ago, as this server does not know
      sim.advance(s(1));
      u1.logout();
      sim.advance(s(1));
      sim.setServersWall(Duration.ZERO);
      u1.login(token);
      sim.advance(s(1));
      assertEquals(List.of("logged-in", "token-expired"), answers);
    }
  }

  @Test
  void theEndOfATokenFollowsTheWallForwardAndIsToldOnceWhenItIsSetBack() {
    try (Simulation sim = Simulation.of(1).start()) {
      List<String> told = new ArrayList<>();
      sim.tap(
          (user, connection, way, frame) -> {
            if (frame.contains("\"token-expir")) {
              told.add(sim.sinceBegin() / 1000 + " " + type(frame));
            }
          });
      sim.user("u1").login(sim.token("u1", HOUR));
      sim.at(s(10), () -> sim.setServersWall(HOUR.minusSeconds(30)));
      sim.at(s(20), () -> sim.setServersWall(HOUR));
      sim.at(s(30), () -> sim.setServersWall(HOUR.negated()));
      sim.at(s(40), () -> sim.setServersWall(HOUR));
      sim.advance(s(60));
      assertEquals(List.of("10 token-expiring", "20 token-expired"), told);
    }
  }

  @Test
  void silencesAndWindowsDoNotFollowTheWall() {
    try (Simulation sim = Simulation.of(42).start()) {
      SimulatedUser u1 = sim.user("u1");
      SimulatedUser u2 = sim.user("u2");
      sim.meet("r", u1, u2);
      sim.network().cut("u1", Duration.ofMillis(10_500));
      sim.at(s(12), () -> sim.setServersWall(HOUR));
      sim.at(s(20), () -> sim.setServersWall(HOUR.negated()));
      sim.at(s(30), () -> sim.setServersWall(HOUR));
      sim.advance(Duration.ofMinutes(1));
      sim.recorder()
          .expect(
              "u2",
              "14.000 r: member-lost u1",
              "40.000 r: count 1",
              "40.000 r: member-left u1 timeout");
    }
  }

  @Test
  void messagesHaveTheWallsTimeAndANewLifeOfARoomANewerEpochAllTheSame() {
    try (Simulation sim = Simulation.of(3).nodes(2).start()) {
      List<Long> times = new ArrayList<>();
      List<Long> epochs = new ArrayList<>();
      sim.tap(
          (user, connection, way, frame) -> {
            if (user.equals("u2") && type(frame).equals("message")) {
              times.add(number(AT, frame) - sim.begin() - sim.sinceBegin());
              epochs.add(number(EPOCH, frame));
            }
          });
      SimulatedUser u1 = sim.user("u1");
      sim.meet("r", u1, sim.user("u2"));
      u1.publish("r", "right");
      sim.advance(s(1));
      sim.setServersWall(HOUR.negated());
      u1.publish("r", "behind");
      sim.network().stopNode(1);
      sim.advance(s(20));
      u1.publish("r", "of a room that is new, perhaps");
      sim.network().startNode(1);
      sim.advance(s(20));
      sim.network().stopNode(2);
      sim.advance(s(20));
      u1.publish("r", "of a room that is new, at the latest");
      sim.advance(s(5));
      assertEquals(4, times.size());
      assertEquals(0, times.get(0));
      times.subList(1, 4).forEach(time -> assertEquals(-HOUR.toMillis(), time));
      assertEquals(epochs.stream().sorted().toList(), epochs);
      assertEquals(true, epochs.get(3) > epochs.get(0));
    }
  }

  /** The types or codes of what is answered to the user's logins. */
  private static List<String> answers(Simulation sim, String name) {
    List<String> answers = new ArrayList<>();
    sim.tap(
        (user, connection, way, frame) -> {
          if (way == Tap.Way.DOWN && user.equals(name)) {
            String type = type(frame);
            if (type.equals("logged-in")) {
              answers.add(type);
            } else if (type.equals("error")) {
              answers.add(word("code", frame));
            }
          }
        });
    return answers;
  }

  private static String type(String frame) {
    return word("type", frame);
  }

  private static String word(String field, String frame) {
    var found = Pattern.compile("\"" + field + "\":\"([^\"]*)\"").matcher(frame);
    return found.find() ? found.group(1) : "";
  }

  private static long number(Pattern pattern, String frame) {
    var found = pattern.matcher(frame);
    return found.find() ? Long.parseLong(found.group(1)) : -1;
  }
}
