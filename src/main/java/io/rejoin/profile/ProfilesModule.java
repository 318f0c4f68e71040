package io.rejoin.profile;

import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Writes {@code profiles.js}, the built-in profiles as the JavaScript client reads them: an ES
 * module that exports {@code profiles}, a frozen object of name to profile. Durations are
 * milliseconds, with names that end in {@code Ms}; <i>never</i> and <i>no number</i> are {@code
 * null}. Run by the build.
 */
public final class ProfilesModule {
  private static final String HEAD =
      """
      // Generated from the profiles of the server by io.rejoin.profile.ProfilesModule.
      const freeze = (value) => {
        if (value !== null && typeof value === 'object') Object.values(value).forEach(freeze);
        return Object.freeze(value);
      };

      /** The built-in profiles, by name: the client's half, and what the server does in a silence. */
      export const profiles = freeze({
      """;

  private ProfilesModule() {}

  /**
   * Writes the module.
   *
   * @param args the file to write
   */
  public static void main(String[] args) throws IOException {
    Path file = Path.of(args[0]);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text(Profiles.builtIn()));
  }

  static String text(Profiles profiles) {
    StringBuilder text = new StringBuilder(HEAD);
    for (Profile profile : profiles.all()) {
      text.append("'").append(profile.name()).append("': ").append(json(profile)).append(",\n");
    }
    return text.append("});\n").toString();
  }

  /** One profile as the JavaScript client takes it, in JSON. */
  public static String json(Profile profile) {
    ConfigValue value = ConfigValueFactory.fromMap(profile(profile));
    return value.render(ConfigRenderOptions.concise().setFormatted(true)).strip();
  }

  private static Map<String, Object> profile(Profile profile) {
    ClientHalf client = profile.client();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", profile.name());
    fields.put("loginTimeoutMs", client.loginTimeout().toMillis());
    fields.put("heartbeatMs", client.heartbeat().toMillis());
    fields.put("interruptedAfterMs", client.interruptedAfter().toMillis());
    fields.put("lostAfterMs", orNull(client.lostAfter().map(Duration::toMillis)));
    fields.put("giveUpAfterMs", orNull(client.giveUpAfter().map(Duration::toMillis)));
    fields.put("requestTimeoutMs", client.requestTimeout().toMillis());
    fields.put("reconnect", reconnect(client.reconnect()));
    fields.put("states", names(client.states()));
    fields.put("reasons", names(client.reasons()));
    fields.put("codes", client.codes());
    fields.put("server", server(profile.server()));
    return fields;
  }

  private static Map<String, Object> reconnect(ClientHalf.Reconnect reconnect) {
    return Map.of(
        "initialMs", reconnect.initial().toMillis(),
        "factor", reconnect.factor(),
        "maxInWindowMs", reconnect.maxInWindow().toMillis(),
        "windowMs", reconnect.window().toMillis(),
        "maxMs", reconnect.max().toMillis(),
        "attemptTimeoutMs", reconnect.attemptTimeout().toMillis());
  }

  private static Map<String, Object> names(Map<String, ClientHalf.Name> names) {
    Map<String, Object> fields = new LinkedHashMap<>();
    names.forEach(
        (generic, name) -> {
          Map<String, Object> vendors = new LinkedHashMap<>();
          vendors.put("name", name.name());
          vendors.put("number", orNull(name.number()));
          fields.put(generic, vendors);
        });
    return fields;
  }

  private static Map<String, Object> server(ServerHalf server) {
    return Map.of(
        "silentAfterMs", server.silentAfter().toMillis(),
        "unreachableAfterMs", orNull(server.unreachableAfter().map(Duration::toMillis)),
        "windowMs", server.window().toMillis(),
        "departures", server.departures().stream().map(ProfilesModule::step).toList(),
        "replayAgeMs", server.replayAge().toMillis(),
        "replayCount", server.replayCount(),
        "emptyRoomAfterMs", server.emptyRoomAfter().toMillis());
  }

  private static Map<String, Object> step(DepartureStep step) {
    return Map.of(
        "afterMs", step.after().toMillis(),
        "observers", step.observers(),
        "event", Section.wordOf(step.event()));
  }

  private static Object orNull(Optional<?> value) {
    return value.isPresent() ? value.get() : ConfigValueFactory.fromAnyRef(null);
  }
}
