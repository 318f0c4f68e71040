package io.rejoin.profile;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * One object of a profile's configuration. It knows its full key, so that whatever is wrong in it
 * can be named. Every reader refuses what is missing or of another kind with {@link
 * ProfileRefusedException}.
 */
final class Section {
  private final String key;
  private final ConfigObject values;

  Section(String key, ConfigObject values) {
    this.key = key;
    this.values = values;
  }

  /** The names in this section, sorted. */
  Set<String> names() {
    return new TreeSet<>(values.keySet());
  }

  /** Refuses every name that is not among these. */
  void allowOnly(Collection<String> known) {
    for (String name : names()) {
      if (!known.contains(name)) {
        throw refuse(
            name, "is under an unknown key; the nearest known one is " + Nearest.of(name, known));
      }
    }
  }

  Section section(String name) {
    if (value(name) instanceof ConfigObject object) {
      return new Section(keyOf(name), object);
    }
    throw refuse(name, "must be an object");
  }

  /** The objects of a list, each with its index in its key. */
  List<Section> sections(String name) {
    List<Section> sections = new ArrayList<>();
    for (ConfigValue element : list(name)) {
      String elementKey = keyOf(name) + "[" + sections.size() + "]";
      if (!(element instanceof ConfigObject object)) {
        throw new ProfileRefusedException(elementKey, text(element), "must be an object");
      }
      sections.add(new Section(elementKey, object));
    }
    return sections;
  }

  /** A list of words. */
  List<String> words(String name) {
    return list(name).stream().map(Section::text).toList();
  }

  boolean isList(String name) {
    return value(name).valueType() == ConfigValueType.LIST;
  }

  private ConfigList list(String name) {
    if (value(name) instanceof ConfigList list) {
      return list;
    }
    throw refuse(name, "must be a list");
  }

  String word(String name) {
    String word = text(value(name));
    require(value(name).valueType() == ConfigValueType.STRING, name, "must be a word");
    require(!word.isBlank(), name, "must not be empty");
    return word;
  }

  /** A duration above zero, such as {@code 250ms}, {@code 10s} or {@code 20m}. */
  Duration duration(String name) {
    require(
        value(name).valueType() != ConfigValueType.NUMBER,
        name,
        "needs a unit, such as 250ms, 10s or 20m");
    try {
      Duration duration = value(name).atKey("v").getDuration("v");
      require(duration.toMillis() > 0, name, "must be a duration of at least 1ms");
      return duration;
    } catch (ConfigException e) {
      throw refuse(name, "must be a duration such as 250ms, 10s or 20m");
    }
  }

  /** A duration above zero, or empty for the word {@code never}. */
  Optional<Duration> durationOrNever(String name) {
    return text(name).equals("never") ? Optional.empty() : Optional.of(duration(name));
  }

  /** A whole number above zero. */
  int count(String name) {
    int count = wholeNumber(name);
    require(count > 0, name, "must be above 0");
    return count;
  }

  /** A whole number of any sign. */
  int wholeNumber(String name) {
    try {
      return Integer.parseInt(text(name));
    } catch (NumberFormatException e) {
      throw refuse(name, "must be a whole number");
    }
  }

  double number(String name) {
    try {
      return Double.parseDouble(text(name));
    } catch (NumberFormatException e) {
      throw refuse(name, "must be a number");
    }
  }

  /** One of the constants of an enum, written in lower case with hyphens. */
  <E extends Enum<E>> E choice(String name, Class<E> type) {
    List<String> words = Arrays.stream(type.getEnumConstants()).map(Section::wordOf).toList();
    int chosen = words.indexOf(text(name));
    require(chosen >= 0, name, "must be one of " + String.join(", ", words));
    return type.getEnumConstants()[chosen];
  }

  /** How a constant is written in a profile: in lower case with hyphens. */
  static String wordOf(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Refuses the value of that name unless the rule holds. */
  void require(boolean holds, String name, String rule) {
    if (!holds) {
      throw refuse(name, rule);
    }
  }

  ProfileRefusedException refuse(String name, String rule) {
    return new ProfileRefusedException(keyOf(name), text(name), rule);
  }

  /** The value as it is written. */
  String text(String name) {
    return text(value(name));
  }

  private static String text(ConfigValue value) {
    Object unwrapped = value.unwrapped();
    return unwrapped instanceof String || unwrapped instanceof Number
        ? unwrapped.toString()
        : value.render(ConfigRenderOptions.concise());
  }

  private String keyOf(String name) {
    return key + "." + name;
  }

  private ConfigValue value(String name) {
    ConfigValue value = values.get(name);
    if (value == null || value.valueType() == ConfigValueType.NULL) {
      throw new ProfileRefusedException(keyOf(name), "nothing", "is there; a value is needed");
    }
    return value;
  }
}
