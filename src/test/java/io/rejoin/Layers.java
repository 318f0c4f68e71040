package io.rejoin;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The package table, and the check of a source against it. */
final class Layers {
  private static final String ALL = "*";

  /** Which packages each package may use: DESIGN's table. */
  static final Map<String, Set<String>> TABLE =
      Map.ofEntries(
          Map.entry("cli", Set.of(ALL)),
          Map.entry(
              "server",
              Set.of(
                  "gateway", "session", "room", "replay", "store", "cluster", "auth", "wire",
                  "history", "profile")),
          Map.entry(
              "gateway",
              Set.of("session", "room", "history", "auth", "profile", "cluster", "wire")),
          Map.entry("session", Set.of("room", "store", "auth", "profile", "cluster", "wire")),
          Map.entry("room", Set.of("history", "replay", "profile", "cluster", "wire")),
          Map.entry("replay", Set.of("history")),
          Map.entry("store", Set.of()),
          Map.entry("cluster", Set.of()),
          Map.entry("auth", Set.of()),
          Map.entry(
              "testkit",
              Set.of(
                  "server", "gateway", "session", "room", "replay", "store", "cluster", "auth",
                  "client", "wire", "history", "profile")),
          Map.entry("javascript", Set.of("testkit", "client", "wire", "profile")),
          Map.entry("simulator", Set.of("testkit", "client", "wire", "profile")),
          Map.entry("timeline", Set.of("testkit", "client", "profile")),
          Map.entry("client", Set.of("wire", "profile")),
          Map.entry("wire", Set.of()),
          Map.entry("history", Set.of()),
          Map.entry("profile", Set.of()));

  /** Packages that know neither actors nor sockets. */
  static final Set<String> PLAIN = Set.of("wire", "history", "profile", "auth", "store", "client");

  /** The package that sockets live in; a start-up may end what it has started there. */
  static final Set<String> SOCKETS = Set.of("gateway");

  /** The package that needs GraalJS, which our artifact does not bring. */
  static final Set<String> SCRIPTS = Set.of("javascript");

  private static final String PEKKO = "org.apache.pekko";
  private static final String NETTY = "io.netty";
  private static final String GRAAL = "org.graalvm";
  private static final Pattern OWN = Pattern.compile("\\bio\\.rejoin\\.([a-z]+)\\b");

  private Layers() {}

  /** What is wrong with a source file of that package, a sentence each. */
  static List<String> check(String pkg, String file, String source) {
    List<String> wrong = new ArrayList<>();
    List<String> lines = Sources.code(source).lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String at = file + ":" + (i + 1) + ": " + pkg + " -> ";
      for (String used : used(lines.get(i))) {
        if (!used.equals(pkg) && !allows(pkg, used)) {
          wrong.add(at + used + " is not in the package table");
        }
      }
      if (lines.get(i).contains(PEKKO) && PLAIN.contains(pkg)) {
        wrong.add(at + "Pekko, but " + pkg + " is plain Java");
      }
      if (lines.get(i).contains(NETTY) && !SOCKETS.contains(pkg)) {
        wrong.add(at + "Netty, which only " + SOCKETS + " may use");
      }
      if (lines.get(i).contains(GRAAL) && !SCRIPTS.contains(pkg)) {
        wrong.add(at + "GraalJS, which only " + SCRIPTS + " may use");
      }
    }
    return wrong;
  }

  /** The arrows from package to package that a source has. */
  static Set<String> used(String source) {
    Set<String> used = new TreeSet<>();
    OWN.matcher(source).results().forEach(found -> used.add(found.group(1)));
    return used;
  }

  private static boolean allows(String pkg, String used) {
    Set<String> row = TABLE.getOrDefault(pkg, Set.of());
    return row.contains(ALL) || row.contains(used);
  }

  /** The packages that are on a cycle of arrows or lead to one. */
  static List<String> cycle(Map<String, Set<String>> arrows) {
    Map<String, Set<String>> rest = new TreeMap<>(arrows);
    while (rest.keySet().removeIf(pkg -> rest.get(pkg).stream().noneMatch(rest::containsKey))) {
      // what uses nothing that is left is on no cycle
    }
    return List.copyOf(rest.keySet());
  }
}
