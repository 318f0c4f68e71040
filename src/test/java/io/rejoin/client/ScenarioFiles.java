package io.rejoin.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The scenario files. */
final class ScenarioFiles {
  private static final Path FOLDER = Path.of("src/test/resources/scenarios");
  private static final JsonMapper JSON = new JsonMapper();

  private ScenarioFiles() {}

  /** All scenarios by the names of their files. */
  static Map<String, JsonNode> all() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      Map<String, JsonNode> scenarios = new TreeMap<>();
      files
          .filter(file -> file.toString().endsWith(".json"))
          .forEach(file -> scenarios.put(file.getFileName().toString(), read(file)));
      return scenarios;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What several stories use. */
  static JsonNode common(String name) {
    return read(FOLDER.resolve("common").resolve(name + ".json"));
  }

  /** The steps of a story, with those that it begins with. */
  static List<JsonNode> steps(JsonNode story) {
    List<JsonNode> steps = new ArrayList<>();
    if (story.has("begins")) {
      common("beginnings").path(story.get("begins").asText()).forEach(steps::add);
    }
    story.path("steps").forEach(steps::add);
    return steps;
  }

  private static JsonNode read(Path file) {
    try {
      return JSON.readTree(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
