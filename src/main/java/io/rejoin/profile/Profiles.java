package io.rejoin.profile;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All profiles that there are: the built-in ones, and those that an application's configuration
 * adds under {@code rejoin.profiles}. Read and checked once, at start; immutable and safe for all
 * threads afterwards.
 *
 * <p>A section of {@code rejoin.profiles} states what differs from the profile that its {@code
 * extends} names, or from {@link #DEFAULT} without one. A section with the name of a built-in
 * profile changes that profile. Lists, such as {@code departures}, are replaced as a whole.
 */
public final class Profiles {
  /** The profile that all others fall back to. */
  public static final String DEFAULT = "rejoin";

  /** The names of the profiles that come with Rejoin: files under {@code profiles/}. */
  public static final List<String> BUILT_IN =
      List.of(
          DEFAULT,
          "agora-rtm-1",
          "agora-rtm-web-2020",
          "agora-rtc-native",
          "agora-rtc-native-legacy",
          "agora-rtc-web-4",
          "zego-express-web",
          "zego-express-native");

  private static final String KEY = "rejoin.profiles";
  private static final String EXTENDS = "extends";

  private final Map<String, Profile> byName;

  private Profiles(Map<String, Profile> byName) {
    this.byName = Collections.unmodifiableMap(byName);
  }

  /** The built-in profiles alone, as a client without a configuration uses them. */
  public static Profiles builtIn() {
    return of(Map.of());
  }

  /**
   * The built-in profiles and those of an application.
   *
   * @param config a resolved configuration; its {@code rejoin.profiles} is read
   * @throws ProfileRefusedException if one of them breaks a rule; no profile is skipped
   */
  public static Profiles from(Config config) {
    return of(config.hasPath(KEY) ? config.getObject(KEY) : Map.of());
  }

  private static Profiles of(Map<String, ConfigValue> written) {
    Map<String, ConfigObject> sources = new LinkedHashMap<>();
    BUILT_IN.forEach(name -> sources.put(name, builtIn(name)));
    written.forEach((name, value) -> sources.merge(name, object(name, value), Profiles::over));
    Map<String, Profile> profiles = new LinkedHashMap<>();
    for (String name : sources.keySet()) {
      ConfigObject whole = inherited(name, sources, List.of());
      profiles.put(name, ProfileReader.read(name, new Section(KEY + "." + name, whole)));
    }
    return new Profiles(profiles);
  }

  /** The profile of that name. */
  public Optional<Profile> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** All profiles, the built-in ones first. */
  public Collection<Profile> all() {
    return byName.values();
  }

  private static ConfigObject builtIn(String name) {
    return ConfigFactory.parseResources(
            Profiles.class.getClassLoader(),
            "profiles/" + name + ".conf",
            ConfigParseOptions.defaults().setAllowMissing(false))
        .root();
  }

  private static ConfigObject object(String name, ConfigValue value) {
    if (!(value instanceof ConfigObject object)) {
      throw refuse(name, value.render(ConfigRenderOptions.concise()), "must be an object");
    }
    if (!name.matches("[a-z0-9][a-z0-9-]{0,63}")) {
      throw refuse(
          name, name, "must be a name of lower-case letters, digits and hyphens, at most 64");
    }
    return object;
  }

  private static ConfigObject over(ConfigObject builtIn, ConfigObject written) {
    return written.withFallback(builtIn);
  }

  /** What a profile states, over what it extends, over the default. */
  private static ConfigObject inherited(
      String name, Map<String, ConfigObject> sources, List<String> heirs) {
    ConfigObject own = sources.get(name);
    Section section = new Section(KEY + "." + name, own);
    if (name.equals(DEFAULT)) {
      return own;
    }
    String base = own.containsKey(EXTENDS) ? section.word(EXTENDS) : DEFAULT;
    List<String> chain = new ArrayList<>(heirs);
    chain.add(name);
    section.require(
        sources.containsKey(base),
        EXTENDS,
        "is no profile; the nearest known one is " + Nearest.of(base, sources.keySet()));
    section.require(
        !chain.contains(base), EXTENDS, "must not extend itself: " + String.join(" > ", chain));
    return own.withFallback(inherited(base, sources, chain));
  }

  private static ProfileRefusedException refuse(String key, String value, String rule) {
    return new ProfileRefusedException(KEY + "." + key, value, rule);
  }
}
