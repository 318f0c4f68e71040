package io.rejoin.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every value of a built-in profile says where it comes from. */
class ProfileSourcesTest {
  private static final Pattern SOURCE = Pattern.compile("\\bS[0-4]\\b|\\bvendors \\d|\\bours: ");

  private final List<String> withSource = new ArrayList<>();
  private final List<String> without = new ArrayList<>();

  @Test
  void everyValueNamesItsSourceOrSaysThatItIsOurs() {
    for (String name : Profiles.BUILT_IN) {
      ConfigObject root = ConfigFactory.parseResources("profiles/" + name + ".conf").root();
      look(name, root.withoutKey("extends"), false);
    }
    assertEquals(List.of(), without);
    assertTrue(withSource.size() > 200, withSource.size() + " values were seen");
  }

  private void look(String key, ConfigValue value, boolean oursAbove) {
    String comments = String.join(" ", value.origin().comments());
    boolean ours = oursAbove || comments.contains("ours: ");
    if (value instanceof ConfigObject object && !object.isEmpty() && !isOneValue(object)) {
      object.forEach((name, inner) -> look(key + "." + name, inner, ours));
    } else if (value instanceof ConfigList list && key.endsWith(".departures")) {
      list.forEach(step -> look(key + "[" + list.indexOf(step) + "]", step, false));
    } else {
      (ours || SOURCE.matcher(comments).find() ? withSource : without).add(key);
    }
  }

  /** A step of a departure, or a rate. */
  private static boolean isOneValue(ConfigObject object) {
    return object.containsKey("event") || object.containsKey("per");
  }
}
