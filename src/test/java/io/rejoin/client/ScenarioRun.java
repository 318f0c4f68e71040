package io.rejoin.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** All stories in a row, for who cannot use a test framework. */
public final class ScenarioRun {
  private ScenarioRun() {}

  /** The names of stories that went otherwise. */
  public static List<String> wrong() {
    List<String> wrong = new ArrayList<>();
    for (JsonNode scenario : ScenarioFiles.all().values()) {
      for (JsonNode told : scenario.path("stories")) {
        Story story = new Story(told, ScenarioFiles.common("round"));
        for (JsonNode step : ScenarioFiles.steps(told)) {
          String happened = Expected.text(Expected.squeezed(story.play(step)));
          if (!happened.equals(Expected.text(Expected.of(step)))) {
            wrong.add(told.path("name").asText() + ": " + step);
          }
        }
      }
    }
    return wrong;
  }

  /** Loads a class as a client would. */
  public static Class<?> load(String name) throws ClassNotFoundException {
    return Class.forName(name, true, ScenarioRun.class.getClassLoader());
  }
}
