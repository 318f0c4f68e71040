package io.rejoin.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** The tables of {@code src/docs/profiles.md} are the data, and every key is explained there. */
class ProfilesDocumentTest {
  private static final Path DOCUMENT = Path.of("src/docs/profiles.md");

  private final Collection<Profile> profiles = Profiles.builtIn().all();

  private String table(
      String corner, Collection<String> rows, BiFunction<Profile, String, String> cell) {
    StringBuilder table = new StringBuilder("| " + corner + " |");
    profiles.forEach(profile -> table.append(" ").append(profile.name()).append(" |"));
    table.append("\n|").append("---|".repeat(profiles.size() + 1)).append("\n");
    for (String row : rows) {
      table.append("| ").append(row).append(" |");
      profiles.forEach(profile -> table.append(" ").append(cell.apply(profile, row)).append(" |"));
      table.append("\n");
    }
    return table.toString();
  }

  private static String name(Map<String, ClientHalf.Name> names, String generic) {
    ClientHalf.Name name = names.get(generic);
    return name == null ? "-" : name.name() + name.number().map(n -> " " + n).orElse("");
  }

  private static void stands(String table) throws IOException {
    assertTrue(
        Files.readString(DOCUMENT).contains("\n" + table),
        () -> "put this into " + DOCUMENT + ":\n" + table);
  }

  @Test
  void theTableOfTimersAndLimitsIsTheData() throws IOException {
    List<String> keys = new ArrayList<>(ProfileCells.of(profiles.iterator().next()).keySet());
    stands(table("key", keys, (profile, key) -> ProfileCells.of(profile).get(key)));
  }

  @Test
  void theTableOfStatesIsTheData() throws IOException {
    stands(
        table(
            "state",
            ClientHalf.STATES,
            (profile, state) -> name(profile.client().states(), state)));
  }

  @Test
  void theTableOfReasonsIsTheData() throws IOException {
    stands(
        table(
            "reason",
            ClientHalf.REASONS,
            (profile, reason) -> name(profile.client().reasons(), reason)));
  }

  @Test
  void theTableOfCodesIsTheData() throws IOException {
    Set<String> codes = new TreeSet<>();
    profiles.forEach(profile -> codes.addAll(profile.client().codes().keySet()));
    stands(
        table(
            "code",
            codes,
            (profile, code) -> {
              Integer number = profile.client().codes().get(code);
              return number == null ? "-" : number.toString();
            }));
  }

  @Test
  void everyKeyIsExplained() throws IOException {
    String document = Files.readString(DOCUMENT);
    Set<String> keys = new TreeSet<>();
    collect("", ConfigFactory.parseResources("profiles/rejoin.conf").root(), keys);
    for (String key : keys) {
      assertTrue(document.contains("\n| `" + key + "` |"), key + " has no row in " + DOCUMENT);
    }
  }

  private static void collect(String prefix, ConfigObject object, Set<String> keys) {
    object.forEach(
        (key, value) -> {
          boolean group = Set.of("server", "client", "limits", "rates", "reconnect").contains(key);
          if (group) {
            collect(prefix + key + ".", (ConfigObject) value, keys);
          } else {
            keys.add(prefix + key);
          }
        });
  }

  @Test
  void theExampleIsAProfile() throws IOException {
    String document = Files.readString(DOCUMENT);
    String example = document.split("```hocon\n")[1].split("```")[0];
    Profile ward =
        Profiles.from(ConfigFactory.parseString(example)).find("ward-monitor").orElseThrow();
    assertEquals(Duration.ofMinutes(2), ward.server().window());
    assertEquals("LINK_WEAK", ward.client().states().get("reconnecting").name());
  }
}
