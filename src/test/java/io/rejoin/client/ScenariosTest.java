package io.rejoin.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/**
 * The stories of the scenario files, with the Java client; {@code scenarios.test.js} tells the same
 * with the JavaScript client. What the files are stands in {@code src/docs/client-contract.md}.
 */
class ScenariosTest {

  @TestFactory
  @Timeout(value = 1, unit = TimeUnit.MINUTES)
  List<DynamicContainer> theClientDoesWhatTheStoriesTell() {
    List<DynamicContainer> files = new ArrayList<>();
    ScenarioFiles.all()
        .forEach(
            (file, scenario) ->
                files.add(DynamicContainer.dynamicContainer(file, tests(scenario))));
    assertFalse(files.isEmpty(), "no scenarios");
    return files;
  }

  private static List<DynamicTest> tests(JsonNode scenario) {
    List<DynamicTest> tests = new ArrayList<>();
    scenario
        .path("stories")
        .forEach(
            story ->
                tests.add(DynamicTest.dynamicTest(story.path("name").asText(), () -> tell(story))));
    return tests;
  }

  private static void tell(JsonNode told) {
    Story story = new Story(told, ScenarioFiles.common("round"));
    int at = 0;
    for (JsonNode step : ScenarioFiles.steps(told)) {
      at++;
      assertEquals(
          Expected.text(Expected.of(step)),
          Expected.text(Expected.squeezed(story.play(step))),
          "step " + at + ": " + step);
    }
  }
}
