package io.rejoin.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rejoin.NeedsProgram;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random stories: whatever happens, the Java client does what the JavaScript client does. */
@NeedsProgram(NeedsProgram.NODE)
class RandomStoriesTest {
  private static final int STORIES = 200;

  @Test
  void bothClientsDoTheSame() throws Exception {
    int seed = Integer.getInteger("seed", new Random().nextInt(1_000_000_000));
    System.out.println("RandomStoriesTest seed " + seed);
    JsonNode stories = toldWithJavaScript(seed).path("stories");
    assertEquals(STORIES, stories.size());
    for (JsonNode told : stories) {
      Story story = new Story(told, ScenarioFiles.common("round"));
      int at = 0;
      for (JsonNode step : told.path("steps")) {
        at++;
        String where = told.path("name").asText() + ", step " + at + ": " + step;
        String happened = Expected.text(Expected.squeezed(story.play(step)));
        assertEquals(Expected.text(Expected.of(step)), happened, where);
      }
    }
  }

  private static JsonNode toldWithJavaScript(int seed) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
            NeedsProgram.NODE,
            "src/test/js/contract/random-stories.js",
            String.valueOf(seed),
            String.valueOf(STORIES));
    builder.environment().put("REJOIN_SDK", "target/classes/sdk");
    Process node = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try {
      node.getOutputStream().close();
      JsonNode stories = new JsonMapper().readTree(node.getInputStream().readAllBytes());
      assertEquals(0, node.waitFor());
      return stories;
    } finally {
      node.destroyForcibly();
    }
  }
}
