package io.rejoin.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * A story of a scenario file, told with a client. Each step does one thing; {@link #play} returns
 * all that the client has done because of it, as the step's expectations name it.
 */
final class Story {
  private final StillClock clock = new StillClock();
  private final ScriptedServer server = new ScriptedServer(clock);
  private final StoryClient client;
  private ArrayNode told = JsonNodeFactory.instance.arrayNode();

  /** Calls to be made in the listeners of events, by the event's name: each once. */
  private final Map<String, Deque<JsonNode>> waiting = new HashMap<>();

  private ObjectNode results = JsonNodeFactory.instance.objectNode();

  /** Told with the Java client. */
  Story(JsonNode story, JsonNode round) {
    this(story, round, JavaStoryClient::new);
  }

  /**
   * @param made makes the client, of the options that the story gives it
   */
  Story(JsonNode story, JsonNode round, Function<Options, StoryClient> made) {
    JsonNode given = story.path("options");
    double random = given.path("random").asDouble(0.5);
    Options options =
        Options.app("demo")
            .user(given.has("user") ? given.get("user").textValue() : "alice")
            .token(given.path("token").textValue())
            .platform(given.path("platform").asText("web"))
            .instance("i-1")
            .transport(server)
            .clock(clock)
            .executor(Runnable::run)
            .random(() -> random);
    if (given.has("maxFrameBytes")) {
      options.maxFrameBytes(given.get("maxFrameBytes").asInt());
    }
    if (!given.path("follow").asBoolean()) {
      options.profile(StoryProfile.of(story.path("profile"), round));
    }
    client = made.apply(options);
    client.on(
        event -> {
          if (!(event instanceof ClientEvent.Frame)) {
            heard(event.event(), Plain.of(event));
          }
        });
  }

  /** Does what a step says; returns what has happened. */
  ObjectNode play(JsonNode step) {
    JsonNode found = act(step);
    ObjectNode happened = server.take();
    happened.set("told", told);
    happened.set("results", results);
    told = JsonNodeFactory.instance.arrayNode();
    results = JsonNodeFactory.instance.objectNode();
    if (found != null) {
      happened.set("found", found);
    }
    return happened;
  }

  private JsonNode act(JsonNode step) {
    if (step.has("when")) {
      waiting.computeIfAbsent(step.get("when").asText(), first -> new ArrayDeque<>()).add(step);
    } else if (step.has("do")) {
      call(step);
    } else if (step.has("open")) {
      server.socket(step).open();
    } else if (step.has("server")) {
      JsonNode said = step.get("server");
      server.socket(step).say(said.isTextual() ? said.asText() : said.toString());
    } else if (step.has("close")) {
      server.socket(step).end(step.get("close").asInt(), step.path("why").asText(""));
    } else if (step.has("advance")) {
      clock.advance(step.get("advance").asLong());
    } else if (step.has("sleep")) {
      clock.sleep(step.get("sleep").asLong());
    } else if (step.has("network")) {
      server.network(step.get("network").asText());
    } else if (step.has("answers")) {
      server.answers(step.get("answers"));
    } else if (step.has("check")) {
      return look(step.get("check"));
    } else {
      throw new IllegalArgumentException("a step that does nothing: " + step);
    }
    return null;
  }

  private void heard(String name, JsonNode detail) {
    told.addArray().add(name).add(detail);
    JsonNode step = waiting.getOrDefault(name, new ArrayDeque<>()).poll();
    if (step != null) {
      call(step);
    }
  }

  private void call(JsonNode step) {
    String call = step.get("do").asText();
    String as = step.path("as").asText(call);
    for (int i = step.path("times").asInt(1); i > 0; i--) {
      CompletionStage<?> stage =
          step.has("room")
              ? ofRoom(step.get("room").asText(), call, step.path("with"))
              : client.call(call, step.path("with"));
      if (stage != null) {
        stage.whenComplete((value, thrown) -> settled(as, value, thrown));
      }
    }
  }

  private CompletionStage<?> ofRoom(String id, String call, JsonNode with) {
    client.onRoom(id, event -> heard(id + ": " + event.event(), Plain.of((Object) event)));
    return client.callRoom(id, call, with);
  }

  private void settled(String as, Object value, Throwable thrown) {
    ArrayNode ends = results.has(as) ? (ArrayNode) results.get(as) : results.putArray(as);
    if (thrown != null) {
      ends.addObject().put("failed", Core.error(thrown).toString());
    } else if (value == null) {
      ends.add("done");
    } else {
      ends.add(Plain.of(value));
    }
  }

  private JsonNode look(JsonNode check) {
    ObjectNode found = JsonNodeFactory.instance.objectNode();
    check.fieldNames().forEachRemaining(what -> found.set(what, look(what)));
    return found;
  }

  private JsonNode look(String what) {
    int dot = what.indexOf('.');
    return Plain.of(
        what.equals("timers")
            ? (Object) clock.pending()
            : dot < 0
                ? client.look(what)
                : client.lookAtRoom(what.substring(0, dot), what.substring(dot + 1)));
  }
}
