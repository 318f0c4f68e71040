package io.rejoin.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import io.rejoin.wire.Code;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The numbers of the vendors, against the profiles that are read from the files. */
class BuiltInProfilesTest {
  private static final Set<String> WITHOUT_ONE_CELL =
      Set.of("departures", "observers", "states", "reasons", "codes");

  private static final String TABLE =
      """
      key                              rejoin  agora-rtm-1 agora-rtm-web-2020 agora-rtc-native agora-rtc-native-legacy agora-rtc-web-4 zego-express-web zego-express-native
      client.login-timeout             12s     12s         6s                 20m              20m                     20m             5m               5m
      client.heartbeat                 1s      1s          1s                 1s               1s                      1s              3s               3s
      client.interrupted-after         4s      4s          4s                 4s               4s                      4s              7500ms           7500ms
      client.lost-after                never   never       never              15s              15s                     never           never            never
      client.give-up-after             never   never       never              20m              never                   20m             5m               20m
      client.request-timeout           10s     10s         10s                10s              10s                     10s             10s              10s
      client.reconnect.initial         250ms   250ms       250ms              250ms            250ms                   250ms           1s               1s
      client.reconnect.factor          2.0     2.0         2.0                2.0              2.0                     2.0             2.0              2.0
      client.reconnect.max-in-window   1s      1s          1s                 1s               1s                      1s              1s               1s
      client.reconnect.max             10s     10s         10s                10s              10s                     10s             10s              10s
      client.reconnect.attempt-timeout 5s      5s          5s                 5s               5s                      5s              10s              10s
      server.ask-after                 1500ms  1500ms      1500ms             1500ms           1500ms                  1500ms          4500ms           4500ms
      server.silent-after              2500ms  2500ms      2500ms             2500ms           2500ms                  2500ms          7500ms           7500ms
      server.unreachable-after         6s      6s          6s                 never            never                   never           never            never
      server.departures:streams-removed -      -           -                  10s:web-legacy   10s:web-legacy          10s:all         -                -
      server.departures:lost           4s:all  -           -                  20s:native       20s:native              -               -                -
      server.departures:left           30s:all 30s:all     30s:all            30s:all          30s:all                 20s:all         90s:all          90s:all
      server.other-platforms           none    none        none               native           native                  none            none             none
      server.replay-age                30s     30s         30s                30s              30s                     30s             30s              30s
      server.replay-count              32      32          32                 32               32                      32              32               32
      server.empty-room-after          10s     2m          2m                 10s              10s                     10s             1s               1s
      server.empty-room-attributes-after 2m 2m 2m 2m 2m 2m 2m 2m
      server.on-token-expiry           tell    close       tell               close            tell                    close           tell             close
      server.limits.payload-bytes      32768   32768       32768              1024             1024                    32768           1024             1024
      server.limits.rooms-per-session  20      20          20                 20               20                      20              5                5
      server.limits.streams-per-member 16      16          16                 16               16                      16              16               16
      server.limits.named-members      512     512         512                512              512                     512             500              500
      server.limits.count-every        1s      1s          1s                 1s               1s                      1s              30s              30s
      server.limits.count-every-large  3s      3s          3s                 3s               3s                      3s              30s              30s
      server.limits.rates.messages     180/3s  180/3s      180/3s             60/1s            60/1s                   180/3s          200/1s           200/1s
      server.limits.rates.room-messages 180/3s  180/3s      180/3s             60/1s            60/1s                   180/3s          2/1s             2/1s
      server.limits.rates.joins        50/3s   50/3s       50/3s              50/3s            50/3s                   50/3s           50/3s            50/3s
      server.limits.rates.same-room-joins 2/5s    2/5s        2/5s               50/3s            50/3s                   50/3s           50/3s            50/3s
      server.limits.rates.logins       2/1s    2/1s        2/1s               10/1s            10/1s                   10/1s           10/1s            10/1s
      server.limits.rates.members      5/2s    5/2s        5/2s               50/2s            50/2s                   50/2s           50/2s            50/2s
      server.limits.rates.renewals     2/1s    2/1s        2/1s               10/1s            10/1s                   10/1s           10/1s            10/1s
      server.limits.rates.streams      100/5s  100/5s      100/5s             100/5s           100/5s                  100/5s          100/5s           100/5s
      server.limits.rates.status-queries 10/5s   10/5s       10/5s              10/5s            10/5s                   10/5s           10/5s            10/5s
      server.limits.rates.subscriptions 10/5s   10/5s       10/5s              10/5s            10/5s                   10/5s           10/5s            10/5s
      server.limits.rates.unsubscriptions 10/5s   10/5s       10/5s              10/5s            10/5s                   10/5s           10/5s            10/5s
      server.limits.rates.user-attribute-changes 10/5s 10/5s 10/5s 10/5s 10/5s 10/5s 10/5s 10/5s
      server.limits.rates.user-attribute-reads 40/5s 40/5s 40/5s 40/5s 40/5s 40/5s 40/5s 40/5s
      server.limits.rates.room-attribute-changes 10/5s 10/5s 10/5s 10/5s 10/5s 10/5s 10/5s 10/5s
      server.limits.rates.room-attribute-reads 10/5s 10/5s 10/5s 10/5s 10/5s 10/5s 10/5s 10/5s
      server.limits.rates.kicks 10/5s 10/5s 10/5s 10/5s 10/5s 10/5s 10/5s 10/5s
      server.limits.user-attributes.key-bytes 32 32 32 32 32 32 32 32
      server.limits.user-attributes.value-bytes 8192 8192 8192 8192 8192 8192 8192 8192
      server.limits.user-attributes.items 32 32 32 32 32 32 32 32
      server.limits.user-attributes.total-bytes 16384 16384 16384 16384 16384 16384 16384 16384
      server.limits.room-attributes.key-bytes 32 32 32 32 32 32 32 32
      server.limits.room-attributes.value-bytes 8192 8192 8192 8192 8192 8192 8192 8192
      server.limits.room-attributes.items 32 32 32 32 32 32 32 32
      server.limits.room-attributes.total-bytes 32768 32768 32768 32768 32768 32768 32768 32768
      """;

  private static Map<String, String> tableColumn(String profile) {
    List<String[]> rows = TABLE.lines().map(line -> line.split(" +")).toList();
    int column = Arrays.asList(rows.get(0)).indexOf(profile);
    Map<String, String> cells = new LinkedHashMap<>();
    rows.stream().skip(1).forEach(row -> cells.put(row[0], row[column]));
    return cells;
  }

  @Test
  void everyProfileHasTheNumbersOfItsVendor() {
    assertEquals(List.copyOf(tableHead()), Profiles.BUILT_IN);
    for (Profile profile : Profiles.builtIn().all()) {
      assertEquals(tableColumn(profile.name()), ProfileCells.of(profile), profile.name());
    }
  }

  private static List<String> tableHead() {
    List<String> head =
        new ArrayList<>(List.of(TABLE.lines().findFirst().orElseThrow().split(" +")));
    head.remove("key");
    return head;
  }

  @Test
  void theTableLeavesNoKeyOut() {
    Set<String> keys = new TreeSet<>();
    keysOf("", ConfigFactory.parseResources("profiles/rejoin.conf").root(), keys);
    Set<String> inTable = new TreeSet<>(tableColumn("rejoin").keySet());
    inTable.removeIf(key -> key.contains(":"));
    assertEquals(keys, inTable);
  }

  private static void keysOf(String prefix, ConfigObject object, Set<String> keys) {
    object.forEach(
        (key, value) -> {
          boolean rate = value instanceof ConfigObject one && one.containsKey("per");
          if (!rate && value instanceof ConfigObject inner && !WITHOUT_ONE_CELL.contains(key)) {
            keysOf(prefix + key + ".", inner, keys);
          } else if (!WITHOUT_ONE_CELL.contains(key)) {
            keys.add(prefix + key);
          }
        });
  }

  @Test
  void onlyTheNativeProfilesTellObserversApart() {
    for (Profile profile : Profiles.builtIn().all()) {
      boolean apart = profile.name().startsWith("agora-rtc-native");
      Map<String, Set<String>> classes = profile.server().observers();
      assertEquals(apart ? Set.of("native", "web-legacy") : Set.of(), classes.keySet());
    }
    Map<String, Set<String>> classes = profile("agora-rtc-native").server().observers();
    assertTrue(classes.get("native").containsAll(Set.of("android", "unity", "react-native")));
    assertTrue(classes.get("web-legacy").containsAll(Set.of("web-legacy", "web")));
  }

  @Test
  void everyProfileNamesEveryStateAndReason() {
    for (Profile profile : Profiles.builtIn().all()) {
      List<String> states = new ArrayList<>(ClientHalf.STATES);
      if (!profile.name().equals("agora-rtc-web-4")) {
        states.remove("disconnecting");
      }
      assertEquals(states, List.copyOf(profile.client().states().keySet()), profile.name());
      assertEquals(
          ClientHalf.REASONS, List.copyOf(profile.client().reasons().keySet()), profile.name());
    }
  }

  @Test
  void everyCodeOfAProfileIsACodeOfTheWire() {
    for (Profile profile : Profiles.builtIn().all()) {
      for (String code : profile.client().codes().keySet()) {
        assertNotNull(Code.ofWireName(code), profile.name() + " names the code " + code);
      }
    }
  }

  private static Profile profile(String name) {
    return Profiles.builtIn().find(name).orElseThrow();
  }
}
