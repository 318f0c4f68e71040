package io.rejoin.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The rules of the contract and the stories that prove them belong together. */
class ClientContractTest {
  private static final Path CONTRACT = Path.of("src/docs/client-contract.md");
  private static final Pattern RULE = Pattern.compile("(?m)^- \\*\\*(R\\d+)\\*\\* ");

  @Test
  void everyRuleIsProvedByAStoryAndEveryStoryProvesARule() throws IOException {
    Set<String> proved = new TreeSet<>();
    for (JsonNode story : stories()) {
      assertFalse(story.path("rules").isEmpty(), () -> "proves nothing: " + story.path("name"));
      story.path("rules").forEach(rule -> proved.add(rule.asText()));
    }
    assertEquals(new TreeSet<>(rules()), proved);
  }

  @Test
  void everyRuleHasANumberOfItsOwn() throws IOException {
    List<String> rules = rules();
    assertTrue(rules.size() > 50, () -> "found only " + rules);
    assertEquals(rules.size(), new HashSet<>(rules).size(), () -> "twice in " + rules);
  }

  @Test
  void everyStoryHasANameOfItsOwnAndStepsThatExpectSomething() {
    Set<String> names = new HashSet<>();
    for (JsonNode story : stories()) {
      assertTrue(names.add(story.path("name").asText()), () -> "twice: " + story.path("name"));
      long expectations =
          ScenarioFiles.steps(story).stream()
              .filter(
                  step ->
                      List.of("sends", "told", "results", "check", "dials", "closes").stream()
                          .anyMatch(step::has))
              .count();
      assertTrue(expectations > 0, () -> "expects nothing: " + story.path("name"));
    }
  }

  private static List<JsonNode> stories() {
    return ScenarioFiles.all().values().stream()
        .flatMap(scenario -> StreamSupport.stream(scenario.path("stories").spliterator(), false))
        .toList();
  }

  private static List<String> rules() throws IOException {
    return RULE.matcher(Files.readString(CONTRACT))
        .results()
        .map((MatchResult found) -> found.group(1))
        .toList();
  }
}
