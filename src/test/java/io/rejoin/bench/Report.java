package io.rejoin.bench;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** What the benchmark prints: Markdown. */
final class Report {
  static final String FAN_OUT_HEAD =
      """

      | scenario | server | deliveries/s | server CPU µs/delivery | server cores | load cores | p50 ms | p99 ms | p99.9 ms |
      |---|---|---|---|---|---|---|---|---|""";

  static final String IDLE_HEAD =
      """

      | server | heap bytes/connection | RSS bytes/connection | % of a core per 1,000, pinging every 2 s |
      |---|---|---|---|""";

  static final String PEER_HEAD =
      """

      | scenario | server | messages/s | server CPU µs/message | PostgreSQL CPU µs/message | server cores | load cores | p50 ms | p99 ms |
      |---|---|---|---|---|---|---|---|---|""";

  static final String LOGIN_HEAD =
      """

      | logins | store | logins/s | server CPU ms/login | PostgreSQL CPU ms/login | server cores | load cores | p50 ms | p99 ms |
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
    List<LoadResult> sorted =
        rounds.stream().sorted(Comparator.comparingDouble(LoadResult::cpuMicrosEach)).toList();
    LoadResult middle = sorted.get(sorted.size() / 2);
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

  static String idleRow(Server server, double heap, double resident, double percent) {
    return String.format(
        Locale.ROOT, "| %s | %,.0f | %,.0f | %.2f |", server.name(), heap, resident, percent * 100);
  }

  static String peerRow(String scenario, Server server, LoadResult result) {
    return each(scenario, server.name(), result, "%.1f", 1);
  }

  static String loginRow(String logins, String store, LoadResult result) {
    return each("%,d %s".formatted(result.count(), logins), store, result, "%.2f", 1000);
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
