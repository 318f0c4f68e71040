package io.rejoin.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rejoin.profile.ClientHalf;
import io.rejoin.profile.ClientHalf.Name;
import io.rejoin.profile.ClientHalf.Reconnect;
import io.rejoin.profile.Profile;
import io.rejoin.profile.Profiles;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The profile that a story lives by: a built-in one, or the round one with changes. */
final class StoryProfile {
  private static final Profiles BUILT_IN = Profiles.builtIn();

  private StoryProfile() {}

  static Profile of(JsonNode named, JsonNode round) {
    if (named.isTextual()) {
      return BUILT_IN.find(named.asText()).orElseThrow();
    }
    ObjectNode changed = round.deepCopy();
    named.fields().forEachRemaining(field -> changed.set(field.getKey(), field.getValue()));
    return new Profile(
        changed.path("name").asText(),
        BUILT_IN.find(Profiles.DEFAULT).orElseThrow().server(),
        client(changed));
  }

  private static ClientHalf client(JsonNode client) {
    JsonNode reconnect = client.path("reconnect");
    return new ClientHalf(
        ms(client, "loginTimeoutMs"),
        ms(client, "heartbeatMs"),
        ms(client, "interruptedAfterMs"),
        msOrNever(client, "lostAfterMs"),
        msOrNever(client, "giveUpAfterMs"),
        ms(client, "requestTimeoutMs"),
        new Reconnect(
            ms(reconnect, "initialMs"),
            reconnect.path("factor").asDouble(),
            ms(reconnect, "maxInWindowMs"),
            ms(reconnect, "windowMs"),
            ms(reconnect, "maxMs"),
            ms(reconnect, "attemptTimeoutMs")),
        names(client.path("states")),
        names(client.path("reasons")),
        Map.of());
  }

  private static Map<String, Name> names(JsonNode named) {
    Map<String, Name> names = new LinkedHashMap<>();
    named
        .fields()
        .forEachRemaining(
            field ->
                names.put(
                    field.getKey(),
                    new Name(
                        field.getValue().path("name").asText(),
                        Optional.of(field.getValue().path("number").asInt()))));
    return names;
  }

  private static Duration ms(JsonNode of, String key) {
    return Duration.ofMillis(of.path(key).longValue());
  }

  private static Optional<Duration> msOrNever(JsonNode of, String key) {
    return of.path(key).isNumber() ? Optional.of(ms(of, key)) : Optional.empty();
  }
}
