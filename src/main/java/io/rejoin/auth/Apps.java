package io.rejoin.auth;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The apps of this server, read once at start from {@code rejoin.auth.apps}. Immutable. */
public final class Apps {
  private static final String PATH = "rejoin.auth.apps";

  private final Map<String, App> byId = new TreeMap<>();

  public Apps(List<App> apps) {
    for (var app : apps) {
      if (byId.put(app.id(), app) != null) {
        throw new IllegalArgumentException("app %s stands twice".formatted(app.id()));
      }
    }
  }

  /**
   * Reads {@code rejoin.auth} of a whole configuration. An app that is set to null is left out.
   *
   * @throws ConfigException if a value is missing or wrong; the message names its key and never
   *     holds a secret
   */
  public static Apps from(Config config) {
    var auth = config.getConfig("rejoin.auth");
    var apps = new ArrayList<App>();
    config
        .getObject(PATH)
        .forEach(
            (id, value) -> {
              var path = PATH + "." + id;
              if (value.valueType() == ConfigValueType.OBJECT) {
                apps.add(app(id, path, ((ConfigObject) value).toConfig(), auth));
              } else if (value.valueType() != ConfigValueType.NULL) {
                throw new ConfigException.WrongType(
                    value.origin(), path, "object", value.valueType().name());
              }
            });
    return new Apps(apps);
  }

  private static App app(String id, String path, Config own, Config auth) {
    var config = own.withFallback(auth.getConfig("app-defaults"));
    var keys = new ArrayList<AppKey>();
    for (var key : config.getConfigList("keys")) {
      keys.add(
          key(
              path + ".keys[" + keys.size() + "]",
              key.withFallback(auth.getConfig("key-defaults")),
              auth.getString("demo-secret")));
    }
    try {
      return new App(id, config.getString("profile"), keys, !config.getBoolean("tokens-required"));
    } catch (IllegalArgumentException e) {
      throw new ConfigException.BadValue(own.origin(), path, e.getMessage());
    }
  }

  private static AppKey key(String path, Config config, String demoSecret) {
    var kid = config.getString("kid");
    var algorithm = config.getEnum(Algorithm.class, "algorithm");
    try {
      if (algorithm == Algorithm.HS256) {
        var secret = config.getString("secret");
        return AppKey.hmac(kid, secret, secret.equals(demoSecret));
      }
      return AppKey.pem(
          kid, algorithm, config.getString("public-key"), config.getString("private-key"));
    } catch (IllegalArgumentException e) {
      throw new ConfigException.BadValue(config.origin(), path, e.getMessage());
    }
  }

  /** The app of that id. */
  public Optional<App> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** All apps, by id. */
  public List<App> all() {
    return List.copyOf(byId.values());
  }
}
