package io.rejoin.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** What a step expects, and what has happened in the same form. */
final class Expected {
  private static final int LEAST_TIMES = 3;
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private static final JsonMapper SORTED =
      JsonMapper.builder()
          .enable(
              SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, SerializationFeature.INDENT_OUTPUT)
          .build();

  private Expected() {}

  /** The same text for the same JSON, whatever the order of its fields. */
  static String text(JsonNode json) {
    try {
      return SORTED.writeValueAsString(SORTED.treeToValue(json, Object.class));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a step expects; what it does not name is not to happen. */
  static ObjectNode of(JsonNode step) {
    ObjectNode all = NODES.objectNode();
    all.put("dials", step.path("dials").asInt()).put("closes", step.path("closes").asInt());
    all.set("sends", step.path("sends").isArray() ? step.get("sends") : NODES.arrayNode());
    all.set("told", step.path("told").isArray() ? step.get("told") : NODES.arrayNode());
    all.set("results", step.path("results").isObject() ? step.get("results") : NODES.objectNode());
    if (step.has("check")) {
      all.set("found", step.get("check"));
    }
    return all;
  }

  /** The same with repetitions counted: equal frames in a row, equal ends of calls of one name. */
  static ObjectNode squeezed(ObjectNode happened) {
    ObjectNode squeezed = happened.deepCopy();
    squeezed.set("sends", inARow(happened.get("sends"), "frame"));
    ObjectNode results = NODES.objectNode();
    happened
        .get("results")
        .fields()
        .forEachRemaining(
            entry -> {
              ArrayNode ends = inARow(entry.getValue(), "end");
              results.set(entry.getKey(), ends.size() == 1 ? ends.get(0) : ends);
            });
    squeezed.set("results", results);
    return squeezed;
  }

  private record Run(JsonNode value, int times) {}

  private static ArrayNode inARow(JsonNode values, String name) {
    List<Run> runs = new ArrayList<>();
    for (JsonNode value : values) {
      int last = runs.size() - 1;
      if (last >= 0 && runs.get(last).value().equals(value)) {
        runs.set(last, new Run(value, runs.get(last).times() + 1));
      } else {
        runs.add(new Run(value, 1));
      }
    }
    ArrayNode squeezed = NODES.arrayNode();
    for (Run run : runs) {
      if (run.times() < LEAST_TIMES) {
        for (int i = 0; i < run.times(); i++) {
          squeezed.add(run.value());
        }
      } else {
        squeezed.addObject().put("times", run.times()).set(name, run.value());
      }
    }
    return squeezed;
  }
}
