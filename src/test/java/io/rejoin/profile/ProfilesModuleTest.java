package io.rejoin.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rejoin.NeedsProgram;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfilesModuleTest {
  private static final String SHOW =
      """
      const { profiles } = await import(process.argv[1]);
      const open = [];
      const look = (value, path) => {
        if (value === null || typeof value !== 'object') return;
        if (!Object.isFrozen(value)) open.push(path);
        for (const key of Object.keys(value)) look(value[key], `${path}.${key}`);
      };
      look(profiles, 'profiles');
      console.log(JSON.stringify({ profiles, open }));
      """;

  @TempDir Path folder;

  @Test
  @NeedsProgram(NeedsProgram.NODE)
  void theModuleIsReadByNodeFrozenAndEqualToTheRecords() throws Exception {
    Path module = folder.resolve("sdk/profiles.js");
    ProfilesModule.main(new String[] {module.toString()});
    JsonNode shown = new ObjectMapper().readTree(node(SHOW, module.toUri().toString()));
    assertEquals("[]", shown.get("open").toString());

    ObjectNode profiles = (ObjectNode) shown.get("profiles");
    List<String> names = new ArrayList<>();
    profiles.fieldNames().forEachRemaining(names::add);
    assertEquals(Profiles.BUILT_IN, names);
    for (Profile profile : Profiles.builtIn().all()) {
      compare(profile, (ObjectNode) profiles.get(profile.name()));
    }
  }

  @Test
  void theBuildHasWrittenTheModule() throws IOException {
    try (InputStream built = Profiles.class.getResourceAsStream("/sdk/profiles.js")) {
      assertEquals(
          ProfilesModule.text(Profiles.builtIn()),
          new String(built.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  /** Takes every field that it compares; none must be left over. */
  private static void compare(Profile profile, ObjectNode shown) {
    ClientHalf client = profile.client();
    assertEquals(profile.name(), shown.remove("name").asText());
    same(client.loginTimeout(), shown.remove("loginTimeoutMs"));
    same(client.heartbeat(), shown.remove("heartbeatMs"));
    same(client.interruptedAfter(), shown.remove("interruptedAfterMs"));
    same(client.lostAfter(), shown.remove("lostAfterMs"));
    same(client.giveUpAfter(), shown.remove("giveUpAfterMs"));
    same(client.requestTimeout(), shown.remove("requestTimeoutMs"));
    ObjectNode reconnect = (ObjectNode) shown.remove("reconnect");
    same(client.reconnect().initial(), reconnect.remove("initialMs"));
    same(client.reconnect().maxInWindow(), reconnect.remove("maxInWindowMs"));
    same(client.reconnect().window(), reconnect.remove("windowMs"));
    assertEquals(client.reconnect().factor(), reconnect.remove("factor").asDouble());
    same(client.reconnect().max(), reconnect.remove("maxMs"));
    same(client.reconnect().attemptTimeout(), reconnect.remove("attemptTimeoutMs"));
    assertEquals("{}", reconnect.toString());
    compareNames(client.states(), (ObjectNode) shown.remove("states"));
    compareNames(client.reasons(), (ObjectNode) shown.remove("reasons"));
    ObjectNode codes = (ObjectNode) shown.remove("codes");
    client.codes().forEach((code, number) -> assertEquals(number, codes.remove(code).asInt()));
    assertEquals("{}", codes.toString());
    compareServer(profile.server(), (ObjectNode) shown.remove("server"));
    assertEquals("{}", shown.toString());
  }

  private static void compareServer(ServerHalf server, ObjectNode shown) {
    same(server.silentAfter(), shown.remove("silentAfterMs"));
    same(server.unreachableAfter(), shown.remove("unreachableAfterMs"));
    same(server.window(), shown.remove("windowMs"));
    same(server.replayAge(), shown.remove("replayAgeMs"));
    assertEquals(server.replayCount(), shown.remove("replayCount").asInt());
    same(server.emptyRoomAfter(), shown.remove("emptyRoomAfterMs"));
    JsonNode departures = shown.remove("departures");
    assertEquals(server.departures().size(), departures.size());
    for (int i = 0; i < departures.size(); i++) {
      DepartureStep step = server.departures().get(i);
      ObjectNode shownStep = (ObjectNode) departures.get(i);
      same(step.after(), shownStep.remove("afterMs"));
      assertEquals(step.observers(), shownStep.remove("observers").asText());
      String event = step.event().name().toLowerCase().replace('_', '-');
      assertEquals(event, shownStep.remove("event").asText());
      assertEquals("{}", shownStep.toString());
    }
    assertEquals("{}", shown.toString());
  }

  private static void compareNames(Map<String, ClientHalf.Name> names, ObjectNode shown) {
    names.forEach(
        (generic, name) -> {
          JsonNode vendors = shown.remove(generic);
          assertEquals(2, vendors.size());
          assertEquals(name.name(), vendors.get("name").asText());
          JsonNode number = vendors.get("number");
          assertEquals(
              name.number(), number.isNull() ? Optional.empty() : Optional.of(number.asInt()));
        });
    assertEquals("{}", shown.toString());
  }

  private static void same(Duration duration, JsonNode millis) {
    assertEquals(duration.toMillis(), millis.longValue());
    assertTrue(millis.isIntegralNumber(), () -> millis + " is a whole number");
  }

  private static void same(Optional<Duration> duration, JsonNode millis) {
    if (duration.isPresent()) {
      same(duration.get(), millis);
    } else {
      assertTrue(millis.isNull(), () -> millis + " is null");
    }
  }

  private static String node(String script, String argument) throws Exception {
    Process process =
        new ProcessBuilder(NeedsProgram.NODE, "--input-type=module", "--eval", script, argument)
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(30, TimeUnit.SECONDS), "node has not ended within 30 s");
    assertEquals(0, process.exitValue(), output);
    return output;
  }
}
