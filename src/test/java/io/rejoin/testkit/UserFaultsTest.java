package io.rejoin.testkit;

import static io.rejoin.testkit.SimulatedNetwork.at;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each fault of a user's network, and what users are told of it. */
class UserFaultsTest {
  private static final Duration NONE = Duration.ZERO;

  @Test
  void whatIsSaidOverAThrottledLinkComesByteByByteInOrder() {
    try (Simulation sim = Simulation.of(1).start()) {
      SimulatedUser u1 = sim.user("u1");
      sim.meet("r", u1, sim.user("u2"));
      sim.network().throttleDown("u2", 1000, at("10s"));
      sim.at(at("10s"), () -> List.of("a", "b", "c").forEach(text -> u1.publish("r", kilo(text))));
      sim.advanceTo(at("20s"));
      List<Told> all = sim.recorder().all();
      List<Told> heard = all.stream().filter(UserFaultsTest::isMessageToU2).toList();
      assertEquals(3, heard.size(), sim.recorder().log());
      for (int i = 0; i < 3; i++) {
        assertTrue(heard.get(i).what().contains(kilo("abc".substring(i, i + 1))), "in order");
        long sent = heard.get(i).atMillis() - 10_000;
        assertTrue(sent > 1000 * (i + 1) && sent < 1300 * (i + 1), () -> "after " + sent + " ms");
      }
      sim.network().unthrottle("u2");
      sim.advance(Duration.ofSeconds(1));
      u1.publish("r", "at once");
      sim.advance(NONE);
      assertEquals(List.of("21.000 r: message u1 at once"), sim.recorder().of("u2").subList(3, 4));
    }
  }

  private static boolean isMessageToU2(Told told) {
    return told.to().equals("u2") && told.what().startsWith("r: message");
  }

  private static String kilo(String text) {
    return text.repeat(1000);
  }

  @Test
  void whatAUserSaysOverAThrottledLinkComesLaterToOthersOnly() {
    try (Simulation sim = Simulation.of(1).start()) {
      SimulatedUser u1 = sim.user("u1");
      SimulatedUser u2 = sim.user("u2");
      sim.meet("r", u1, u2);
      sim.network().throttleUp("u1", 500, at("10s"));
      sim.at(at("10s"), () -> u1.publish("r", "x".repeat(450)));
      sim.at(at("10s"), () -> u2.publish("r", "hello"));
      sim.advanceTo(at("12s"));
      List<String> told = sim.recorder().of("u2");
      assertEquals("10.000 r: message u2 hello", told.get(0));
      assertTrue(told.get(1).matches("1[01]\\.\\d+ r: message u1 x+"), told::toString);
      assertTrue(told.get(1).compareTo("10.900") > 0, told::toString);
    }
  }

  @Test
  void whoTakesTooLittleIsCutOffAndComesBackThroughReplay() {
    SimulationPlan narrow =
        Simulation.of(1).config("rejoin.gateway.outbound-high-water-mark = 128 KiB");
    try (Simulation sim = narrow.start()) {
      SimulatedUser u1 = sim.user("u1");
      sim.meet("r", u1, sim.user("u2"));
      sim.network().throttleDown("u2", 20_000, at("10s"));
      for (int i = 0; i < 40; i++) {
        String text = "x".repeat(8_000) + " " + i;
        sim.at(at("10s").plusMillis(100L * i), () -> u1.publish("r", text));
      }
      sim.network().unthrottle("u2", at("20s"));
      sim.advanceTo(at("1m"));
      assertTrue(
          sim.server().changes().stream()
              .filter(change -> change.name().equals("u2") && change.atMillis() > 12_000)
              .anyMatch(change -> change.to().equals("reconnecting")),
          "its link was not closed");
      List<String> told = sim.recorder().of("u2");
      List<String> messages =
          told.stream()
              .filter(line -> line.contains("message"))
              .map(line -> line.replaceAll(".* x+ ", ""))
              .toList();
      assertEquals("0 1 2 3 4 5 6 7 8 9", String.join(" ", messages.subList(0, 10)));
      assertEquals("39 replayed", messages.get(39));
      assertEquals(40, messages.size(), messages::toString);
      assertEquals(1, told.stream().filter(line -> line.contains("verdict complete")).count());
    }
  }

  @Test
  void whoCannotHearFillsTheSocketAndIsNotKeptForEver() {
    SimulationPlan narrow =
        Simulation.of(1).config("rejoin.gateway.outbound-high-water-mark = 64 KiB");
    try (Simulation sim = narrow.start()) {
      SimulatedUser u1 = sim.user("u1");
      sim.meet("r", u1, sim.user("u2"));
      sim.network().cutDown("u2", at("10s"));
      for (int i = 0; i < 20; i++) {
        String text = i + " " + "x".repeat(8_000);
        sim.at(at("10s"), () -> u1.publish("r", text));
      }
      sim.advanceTo(at("10500ms"));
      assertTrue(
          sim.server().changes().stream()
              .anyMatch(change -> change.name().equals("u2") && change.to().equals("reconnecting")),
          sim.server().changes()::toString);
    }
  }

  @Test
  void aCloseThatComesLateIsASilenceUntilThen() {
    try (Simulation sim = Simulation.of(1).start()) {
      sim.meet("r", sim.user("u1"), sim.user("u2"));
      sim.network().delayCloses("u1", Duration.ofSeconds(2), at("10s"));
      sim.network().kill("u1", at("10500ms"));
      sim.advanceTo(at("12499ms"));
      assertEquals(2, sim.cluster().node(1).connections(), "its node does not know");
      sim.advance(Duration.ofMillis(1));
      assertEquals(1, sim.cluster().node(1).connections(), "its node knows");
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
  void aServersCloseThatComesLateIsNoticedByItsSilence() {
    try (Simulation sim = Simulation.of(1).nodes(2).start()) {
      SimulatedUser u1 = sim.user("u1");
      u1.login();
      sim.advance(Duration.ofSeconds(10));
      sim.recorder().forget();
      sim.network().delayCloses("u1", Duration.ofSeconds(30));
      int node = u1.cable().connections().get(0).node().number();
      sim.network().stopNode(node);
      sim.advance(Duration.ofSeconds(3));
      sim.recorder().expect("u1");
      sim.advance(Duration.ofSeconds(27));
      List<String> told = sim.recorder().of("u1");
      assertEquals(2, told.size(), told::toString);
      assertEquals("14.000 state connected > reconnecting: interrupted", told.get(0));
      assertTrue(told.get(1).endsWith(" reconnecting > connected: resumed"), told::toString);
    }
  }

  @Test
  void oneUsersWayMayBeLongerThanTheOthers() {
    try (Simulation sim = Simulation.of(1).start()) {
      SimulatedUser u1 = sim.user("u1");
      sim.meet("r", u1, sim.user("u2"), sim.user("u3"));
      sim.network().latency("u2", Duration.ofMillis(300), NONE, at("10s"));
      sim.at(at("11s"), () -> u1.publish("r", "hello"));
      sim.advanceTo(at("12s"));
      sim.recorder().expect("u1", "11.000 r: message u1 hello");
      sim.recorder().expect("u2", "11.300 r: message u1 hello");
      sim.recorder().expect("u3", "11.000 r: message u1 hello");
    }
  }

  @Test
  void framesOfTwoLinksOvertakeEachOtherAndThoseOfOneNever() {
    SimulationPlan plan = Simulation.of(1).latency(Duration.ofMillis(1), Duration.ofMillis(200));
    try (Simulation sim = plan.start()) {
      SimulatedUser u1 = sim.user("u1");
      SimulatedUser u2 = sim.user("u2");
      SimulatedUser u3 = sim.user("u3");
      sim.meet("r", u1, u2, u3);
      int overtaken = 0;
      for (int i = 0; i < 30; i++) {
        u1.publish("r", "first of " + i);
        u1.publish("r", "second of " + i);
        u2.publish("r", "other of " + i);
        sim.advance(Duration.ofSeconds(1));
        List<String> told = sim.recorder().of("u3").stream().map(line -> last(line, 3)).toList();
        int first = told.indexOf("first of " + i);
        int second = told.indexOf("second of " + i);
        assertEquals(3, told.size(), told::toString);
        assertTrue(first >= 0 && first < second, told::toString);
        overtaken += told.get(2).startsWith("second") ? 1 : 0;
      }
      assertTrue(overtaken > 0, "two links never overtook each other");
    }
  }

  private static String last(String line, int words) {
    String[] all = line.split(" ");
    return String.join(" ", Arrays.copyOfRange(all, all.length - words, all.length));
  }

  @Test
  void aUserWhoIsNotHeardHearsOthersUntilItGivesUpItsLink() {
    try (Simulation sim = Simulation.of(1).start()) {
      SimulatedUser u2 = sim.user("u2");
      sim.meet("r", sim.user("u1"), u2);
      sim.network().cutUp("u1", at("10500ms"));
      sim.at(at("12s"), () -> u2.publish("r", "hello"));
      sim.network().heal("u1", at("20s"));
      sim.advanceTo(at("1m"));
      List<String> u1 = sim.recorder().of("u1");
      assertEquals("12.000 r: message u2 hello", u1.get(0));
      sim.recorder()
          .expect(
              "u2",
              "12.000 r: message u2 hello",
              "14.000 r: member-lost u1",
              "20.000 r: member-back u1");
    }
  }

  @Test
  void aUserWhoHearsNothingIsHeardUntilItGivesUpItsLink() {
    try (Simulation sim = Simulation.of(1).start()) {
      SimulatedUser u1 = sim.user("u1");
      sim.meet("r", u1, sim.user("u2"));
      sim.network().cutDown("u1", at("10500ms"));
      sim.at(at("12s"), () -> u1.publish("r", "do you hear me?"));
      sim.advanceTo(at("13s"));
      sim.recorder().expect("u2", "12.000 r: message u1 do you hear me?");
      sim.recorder().expect("u1");
    }
  }

  @Test
  void aConnectionThatWasGivenUpIsForgotten() {
    try (Simulation sim = Simulation.of(1).start()) {
      SimulatedUser u1 = sim.user("u1");
      u1.login();
      for (int i = 0; i < 20; i++) {
        sim.network().cut("u1");
        sim.advance(Duration.ofSeconds(10));
        sim.network().heal("u1");
        sim.advance(Duration.ofSeconds(10));
        assertEquals(1, u1.cable().connections().size());
        assertEquals(1, sim.cluster().node(1).connections());
      }
    }
  }

  @Test
  void faultsThatComeByThemselvesAreDrawnFromTheSeed() {
    assertEquals(badWeather(5), badWeather(5));
    assertNotEquals(badWeather(5), badWeather(6));
    assertTrue(badWeather(5).contains("reconnecting > connected: resumed"), badWeather(5));
    assertFalse(badWeather(5).contains("member-left"), badWeather(5));
  }

  private static String badWeather(long seed) {
    try (Simulation sim = Simulation.of(seed).withFaults().start()) {
      SimulatedUser u1 = sim.user("u1");
      sim.meet("r", u1, sim.user("u2"));
      for (int i = 1; i <= 50; i++) {
        String text = "m" + i;
        sim.at(Duration.ofSeconds(10 + 10L * i), () -> u1.publish("r", text));
      }
      sim.advance(Duration.ofMinutes(10));
      return sim.recorder().log();
    }
  }

  @Test
  void theWeatherDoesNotHealWhatATestHasCut() {
    SimulationPlan plan = Simulation.of(1).withFaults(Duration.ofSeconds(1), Duration.ofSeconds(1));
    try (Simulation sim = plan.start()) {
      sim.user("u1").login();
      sim.advance(Duration.ofSeconds(10));
      sim.network().cut("u1");
      sim.advance(Duration.ofSeconds(5));
      sim.recorder().forget();
      sim.advance(Duration.ofMinutes(1));
      sim.recorder().expect("u1");
    }
  }

  @Test
  void aMomentIsReadAsPeopleWriteIt() {
    assertEquals(Duration.ofSeconds(28), at("28s"));
    assertEquals(Duration.ofMillis(1500), at("1500ms"));
    assertEquals(Duration.ofMinutes(2), at("2m"));
    IllegalArgumentException wrong = assertThrows(IllegalArgumentException.class, () -> at("soon"));
    assertEquals("\"soon\" is no moment; such as 28s, 1500ms, 2m", wrong.getMessage());
  }

  @Test
  void whatCannotBeIsRefusedWithTheFact() {
    try (Simulation sim = Simulation.of(1).start()) {
      sim.user("u1");
      SimulatedNetwork network = sim.network();
      assertEquals("there is no user u9; there are [u1]", wrong(() -> network.cut("u9")));
      assertEquals("0 bytes per second; at least 1", wrong(() -> network.throttleUp("u1", 0)));
      assertEquals("there is no node 4; there are [1]", wrong(() -> network.freeze(4)));
      assertEquals("node 1 is there; there are [1]", wrong(() -> network.startNode(1)));
    }
  }

  private static String wrong(Runnable act) {
    return assertThrows(IllegalArgumentException.class, act::run).getMessage();
  }
}
