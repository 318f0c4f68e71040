package io.rejoin.bench;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the benchmark prints: Markdown. */
final class Report {
  static final String FAN_OUT_HEAD =
      """

      | scenario | server | deliveries/s | server CPU µs/delivery | server cores | load cores | p50 ms | p99 ms | p99.9 ms |
      |---|---|---|---|---|---|---|---|---|""";

  static final String IDLE_HEAD =
      """

      | server, with 18,000 idle in rooms of 10 | heap bytes/session | RSS bytes/session | RSS MiB in all | % of a core per 1,000, silent | % of a core per 1,000, pinging every 2 s | load cores |
      |---|---|---|---|---|---|---|""";

  static final String PEER_HEAD =
      """

      | scenario | server | messages/s | server CPU µs/message | PostgreSQL CPU µs/message | server cores | load cores | p50 ms | p99 ms |
      |---|---|---|---|---|---|---|---|---|""";

  static final String LOGIN_HEAD =
      """

      | scenario | logins | logins/s | server CPU ms/login | PostgreSQL CPU ms/login | server cores | load cores | p50 ms | p99 ms |
      |---|---|---|---|---|---|---|---|---|""";

  static final String REPLAY_HEAD =
      """

      | replay | server | back after s | resumes/s | server CPU ms/resume | server cores | load cores | p50 ms | p99 ms |
      |---|---|---|---|---|---|---|---|---|""";

  private Report() {}

  /** Names what this was measured with. */
  static String machine(Server server) throws IOException, InterruptedException {
    return "JDK %s %s; %s; %d cores; load average %s; %s %s"
        .formatted(
            System.getProperty("java.vendor"),
            System.getProperty("java.runtime.version"),
            Jvm.flags(server.pid()),
            Runtime.getRuntime().availableProcessors(),
            Proc.loadAverage(),
            System.getProperty("os.name"),
            System.getProperty("os.version"));
  }

  /** The round with the middle CPU per delivery, and the span of all rounds. */
  static String row(Scenario scenario, Server server, List<LoadResult> rounds) {
    List<LoadResult> sorted = sorted(rounds);
    LoadResult middle = middle(rounds);
    String span =
        sorted.size() == 1
            ? ""
            : " (%.2f–%.2f)"
                .formatted(
                    sorted.get(0).cpuMicrosEach(), sorted.get(sorted.size() - 1).cpuMicrosEach());
    return String.format(
        Locale.ROOT,
        "| %s | %s | %,.0f | %.2f%s | %.2f | %.2f | %s | %s | %s |",
        scenario.name(),
        server.name(),
        middle.perSecond(),
        middle.cpuMicrosEach(),
        span,
        middle.serverCores(),
        middle.loadCores(),
        millis(middle.p50Micros()),
        millis(middle.p99Micros()),
        millis(middle.p999Micros()));
  }

  static LoadResult middle(List<LoadResult> rounds) {
    return sorted(rounds).get(rounds.size() / 2);
  }

  private static List<LoadResult> sorted(List<LoadResult> rounds) {
    return rounds.stream().sorted(Comparator.comparingDouble(LoadResult::cpuMicrosEach)).toList();
  }

  static String idleRow(Server server, Map<String, Double> figures) {
    return String.format(
        Locale.ROOT,
        "| %s | %,.0f | %,.0f | %,.0f | %.2f | %.2f | %.2f |",
        server.name(),
        figures.get("heapBytesEach"),
        figures.get("residentBytesEach"),
        figures.get("residentMib"),
        figures.get("silentPercentPerThousand"),
        figures.get("heartbeatPercentPerThousand"),
        figures.get("loadCores"));
  }

  static String peerRow(String scenario, Server server, LoadResult result) {
    return each(scenario, server.name(), result, "%.1f", 1);
  }

  static String loginRow(String scenario, LoadResult result) {
    return each(scenario, "%,d".formatted(result.count()), result, "%.2f", 1000);
  }

  static String replayRow(String scenario, Server server, LoadResult result) {
    return String.format(
        Locale.ROOT,
        "| %s | %s | %.2f | %,.0f | %.2f | %.2f | %.2f | %s | %s |",
        scenario,
        server.name(),
        result.micros() / 1e6,
        result.perSecond(),
        result.cpuMicrosEach() / 1000,
        result.serverCores(),
        result.loadCores(),
        millis(result.p50Micros()),
        millis(result.p99Micros()));
  }

  private static String each(
      String what, String on, LoadResult result, String format, double micros) {
    return String.format(
        Locale.ROOT,
        "| %s | %s | %,.0f | %s | %s | %.2f | %.2f | %s | %s |",
        what,
        on,
        result.perSecond(),
        String.format(Locale.ROOT, format, result.cpuMicrosEach() / micros),
        result.storeCpuMicros() == 0
            ? "–"
            : String.format(Locale.ROOT, format, result.storeCpuMicrosEach() / micros),
        result.serverCores(),
        result.loadCores(),
        millis(result.p50Micros()),
        millis(result.p99Micros()));
  }

  private static String millis(long micros) {
    return micros == 0 ? "–" : String.format(Locale.ROOT, "%.2f", micros / 1000.0);
  }
}
