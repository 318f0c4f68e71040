package io.rejoin.javascript;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.rejoin.client.ClientEvent;
import io.rejoin.client.RejoinException;
import io.rejoin.testkit.ClientKind;
import io.rejoin.testkit.SimulatedUser;
import io.rejoin.testkit.Simulation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.graalvm.polyglot.PolyglotException;
import org.junit.jupiter.api.Test;

/** {@code rejoin.js} inside the JVM, in the same virtual time as the server and the Java client. */
class RejoinJsInSimulationsTest {
  private static Duration s(long seconds) {
    return Duration.ofSeconds(seconds);
  }

  @Test
  void twentyMinutesOfSilenceAreAFailureInAMoment() {
    for (ClientKind kind : List.of(JavaScriptClient.KIND, ClientKind.JAVA)) {
      try (Simulation sim = Simulation.of(1).profile("agora-rtc-native").clients(kind).start()) {
        sim.meet("r", sim.user("u1"), sim.user("u2"));
        sim.network().cut("u1", Duration.ofMillis(10_500));
        sim.advance(Duration.ofMinutes(30));
        sim.recorder()
            .expect(
                "u1",
                "14.000 state connected > reconnecting: interrupted",
                "25.000 lost",
                "1210.000 r: ended timeout",
                "1210.000 state reconnecting > failed: gave-up");
      }
    }
  }

  @Test
  void bothKindsInOneRoomHearOfEachOtherAtTheSameTimes() {
    try (Simulation sim = Simulation.of(1).start()) {
      SimulatedUser script = sim.user("script", JavaScriptClient.KIND);
      SimulatedUser java = sim.user("java", ClientKind.JAVA);
      sim.meet("r", script, java);
      sim.network().cut("script", Duration.ofMillis(10_500));
      sim.at(s(12), () -> java.publish("r", "one"));
      sim.network().heal("script", s(20));
      sim.network().cut("java", Duration.ofMillis(30_500));
      sim.at(s(32), () -> script.publish("r", "two"));
      sim.network().heal("java", s(40));
      sim.network().powerOff("script", Duration.ofMillis(50_500));
      sim.advance(Duration.ofMinutes(20));
      sim.recorder()
          .expect(
              "java",
              "12.000 r: message java one",
              "14.000 r: member-lost script",
              "20.000 r: member-back script",
              "34.000 state connected > reconnecting: interrupted",
              "40.000 state reconnecting > connected: resumed",
              "40.000 r: message script two replayed",
              "40.000 r: verdict complete, 1 replayed",
              "54.000 r: member-lost script",
              "80.000 r: count 1",
              "80.000 r: member-left script timeout");
      sim.recorder()
          .expect(
              "script",
              "14.000 state connected > reconnecting: interrupted",
              "20.000 state reconnecting > connected: resumed",
              "20.000 r: message java one replayed",
              "20.000 r: verdict complete, 1 replayed",
              "32.000 r: message script two",
              "34.000 r: member-lost java",
              "40.000 r: member-back java");
      sim.recorder().expectNothingElse();
    }
  }

  @Test
  void theSameStoryIsToldInTheSameWords() {
    Map<String, List<String>> java = bySource(story(7, ClientKind.JAVA, s(0)));
    assertTrue(java.get("u1 r:").size() > 25, java::toString);
    assertTrue(java.get("u2 peer-message").size() > 15, java::toString);
    assertEquals(java, bySource(story(7, JavaScriptClient.KIND, s(0))));
  }

  /** What each user was told from each source: between sources chance draws who is first. */
  private static Map<String, List<String>> bySource(String log) {
    return log.lines()
        .collect(
            Collectors.groupingBy(
                line -> line.split(" ")[1] + " " + line.split(" ")[2],
                TreeMap::new,
                Collectors.toList()));
  }

  @Test
  void oneSeedIsOneStoryToTheLastByte() {
    Duration jitter = Duration.ofMillis(30);
    assertEquals(story(7, JavaScriptClient.KIND, jitter), story(7, JavaScriptClient.KIND, jitter));
    assertNotEquals(
        story(7, JavaScriptClient.KIND, jitter), story(8, JavaScriptClient.KIND, jitter));
  }

  private static String story(long seed, ClientKind kind, Duration jitter) {
    try (Simulation sim = Simulation.of(seed).clients(kind).latency(jitter, jitter).start()) {
      SimulatedUser u1 = sim.user("u1");
      SimulatedUser u2 = sim.user("u2");
      sim.meet("r", u1, u2);
      for (int i = 1; i <= 20; i++) {
        String text = "m" + i;
        sim.at(s(10 + i), () -> u2.publish("r", text));
        sim.at(s(10 + i), () -> u1.sendMessage("u2", text));
      }
      sim.network().cut("u1", s(15));
      sim.at(s(18), () -> u2.publishStream("r", "camera"));
      sim.network().heal("u1", s(25));
      sim.network().kill("u2", s(40));
      sim.at(
          s(50),
          () -> {
            u2.restart();
            u2.login();
          });
      sim.at(s(51), () -> u2.join("r"));
      sim.network().suspend("u1", s(60));
      sim.network().resume("u1", s(75));
      sim.at(s(90), () -> u1.leave("r"));
      sim.at(s(91), u1::logout);
      sim.at(s(92), () -> u1.publish("r", "too late"));
      sim.advance(Duration.ofMinutes(2));
      return sim.recorder().log();
    }
  }

  @Test
  void whatIsNotInTheCommonInterfaceIsCalledByItsName() {
    try (Simulation sim = Simulation.of(1).clients(JavaScriptClient.KIND).start()) {
      SimulatedUser u1 = sim.user("u1");
      SimulatedUser u2 = sim.user("u2");
      sim.meet("r", u1, u2);
      JavaScriptClient client = u1.running(JavaScriptClient.class);
      CompletionStage<JsonNode> statuses = client.call("subscribeStatus", List.of("u2", "u3"));
      CompletionStage<JsonNode> set = client.call("setAttributes", Map.of("mood", "good"));
      CompletionStage<JsonNode> bytes = client.room("r").call("publish", new byte[] {1, 2});
      CompletionStage<JsonNode> refused = client.call("publish");
      sim.advance(s(1));
      assertEquals("{\"u2\":\"online\",\"u3\":\"offline\"}", value(statuses).toString());
      assertTrue(value(set).isNull());
      assertEquals(1, value(bytes).path("offset").asInt());
      CompletionException thrown =
          assertThrows(CompletionException.class, () -> refused.toCompletableFuture().join());
      assertEquals("internal", ((RejoinException) thrown.getCause()).code());
      assertEquals("u1", client.value().getMember("user").asString());
      assertEquals(
          List.of("u1", "u2"), client.room("r").members().stream().map(m -> m.user()).toList());
      assertThrows(IllegalStateException.class, u1::client);
    }
  }

  private static JsonNode value(CompletionStage<JsonNode> stage) {
    return stage.toCompletableFuture().getNow(null);
  }

  @Test
  void thePartsThatUsersAreToldToAddAreThoseOfThisBuild() throws IOException {
    Matcher built =
        Pattern.compile("<graaljs.version>(.*)</graaljs.version>")
            .matcher(Files.readString(Path.of("pom.xml")));
    assertTrue(built.find());
    String documented = Files.readString(Path.of("src/docs/testkit.md"));
    for (String part : List.of("polyglot", "js-community")) {
      assertTrue(
          documented.contains(
              "  <artifactId>%s</artifactId>\n  <version>%s</version>"
                  .formatted(part, built.group(1))),
          part + " " + built.group(1));
    }
  }

  @Test
  void whatAListenerThrowsEndsTheCallThatMovesTheSimulationAndNothingElse() {
    List<ClientEvent> heard = new ArrayList<>();
    try (Simulation sim = Simulation.of(1).clients(JavaScriptClient.KIND).start()) {
      SimulatedUser u1 = sim.user("u1");
      u1.running()
          .on(
              event -> {
                heard.add(event);
                if (heard.size() == 1) {
                  throw new IllegalStateException("thrown by a listener");
                }
              });
      PolyglotException thrown = assertThrows(PolyglotException.class, u1::login);
      assertTrue(thrown.getMessage().contains("thrown by a listener"), thrown.getMessage());
      sim.advance(s(1));
      assertEquals("CONNECTED", u1.running().state().name());
    }
  }
}
