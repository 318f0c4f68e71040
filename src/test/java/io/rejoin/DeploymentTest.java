package io.rejoin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigResolveOptions;
import io.rejoin.profile.Profiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What stands in {@code conf} is what the server reads. */
class DeploymentTest {
  private static final Path DEPLOYED = Sources.ROOT.resolve("conf/application.conf");
  private static final Pattern SETTING = Pattern.compile("(?m)^([\\w.-]+) = \\$\\{\\?(\\w+)}$");

  @Test
  void everyKeyIsOneThatTheServerHasAndIsReadFromTheEnvironment() {
    Config reference = ConfigFactory.defaultReference();
    String text = Sources.read(DEPLOYED);
    List<MatchResult> settings = SETTING.matcher(text).results().toList();
    assertEquals(text.lines().filter(line -> line.matches("[^#].*")).count(), settings.size());
    for (MatchResult setting : settings) {
      assertTrue(reference.hasPath(setting.group(1)), setting.group(1));
      assertTrue(setting.group(2).startsWith("REJOIN_"), setting.group(2));
    }
  }

  @Test
  void withoutAnythingInTheEnvironmentItChangesNothing() {
    Config empty =
        ConfigFactory.parseFile(DEPLOYED.toFile())
            .resolve(ConfigResolveOptions.defaults().setUseSystemEnvironment(false));
    assertEquals(Set.of(), empty.entrySet());
  }

  @Test
  void theBenchmarkChangesOnlyKeysThatTheServerHas() {
    Config reference = ConfigFactory.defaultReference();
    Config bench = ConfigFactory.parseResources("bench.conf");
    Profiles.from(bench.withFallback(reference).resolve()); // refuses keys that no profile has
    bench.entrySet().stream()
        .map(Map.Entry::getKey)
        .filter(key -> !key.startsWith("rejoin.profiles."))
        .forEach(key -> assertTrue(reference.hasPath(key), key));
  }
}
