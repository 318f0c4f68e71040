package io.rejoin.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/**
 * The stories of the scenario files, with the Java client, and with the JavaScript client inside
 * this JVM; {@code scenarios.test.js} tells the same with the JavaScript client in Node. What the
 * files are stands in {@code src/docs/client-contract.md}.
 */
class ScenariosTest {

  @TestFactory
  @Timeout(value = 1, unit = TimeUnit.MINUTES)
  List<DynamicContainer> theClientDoesWhatTheStoriesTell() {
    return told(JavaStoryClient::new);
  }

  @TestFactory
  @Timeout(value = 1, unit = TimeUnit.MINUTES)
  List<DynamicContainer> theJavaScriptClientDoesItInsideTheJvm() {
    return told(JavaScriptStoryClient::new);
  }

  private static List<DynamicContainer> told(Function<Options, StoryClient> with) {
    List<DynamicContainer> files = new ArrayList<>();
    ScenarioFiles.all()
        .forEach(
            (file, scenario) ->
                files.add(DynamicContainer.dynamicContainer(file, tests(scenario, with))));
    assertFalse(files.isEmpty(), "no scenarios");
    return files;
  }

  private static List<DynamicTest> tests(JsonNode scenario, Function<Options, StoryClient> with) {
    List<DynamicTest> tests = new ArrayList<>();
    scenario
        .path("stories")
        .forEach(
            story ->
                tests.add(
                    DynamicTest.dynamicTest(story.path("name").asText(), () -> tell(story, with))));
    return tests;
  }

  private static void tell(JsonNode told, Function<Options, StoryClient> with) {
    Story story = new Story(told, ScenarioFiles.common("round"), with);
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
