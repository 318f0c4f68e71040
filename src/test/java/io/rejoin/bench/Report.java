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

  private Report() {}

  /** Names what this was measured with. */
  static String machine(Server server) throws IOException, InterruptedException {
    return "JDK %s %s; %s; %d cores; %s %s"
        .formatted(
            System.getProperty("java.vendor"),
            System.getProperty("java.runtime.version"),
            Jvm.flags(server.pid()),
            Runtime.getRuntime().availableProcessors(),
            System.getProperty("os.name"),
            System.getProperty("os.version"));
  }

  /** The round with the middle CPU per delivery, and the span of all rounds. */
  static String row(Scenario scenario, Server server, List<LoadResult> rounds) {
    List<LoadResult> sorted =
        rounds.stream()
            .sorted(Comparator.comparingDouble(LoadResult::cpuMicrosPerDelivery))
            .toList();
    LoadResult middle = sorted.get(sorted.size() / 2);
    String span =
        sorted.size() == 1
            ? ""
            : " (%.2f–%.2f)"
                .formatted(
                    sorted.get(0).cpuMicrosPerDelivery(),
                    sorted.get(sorted.size() - 1).cpuMicrosPerDelivery());
    return String.format(
        Locale.ROOT,
        "| %s | %s | %,.0f | %.2f%s | %.2f | %.2f | %s | %s | %s |",
        scenario.name(),
        server.name(),
        middle.perSecond(),
        middle.cpuMicrosPerDelivery(),
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

  private static String millis(long micros) {
    return micros == 0 ? "–" : String.format(Locale.ROOT, "%.2f", micros / 1000.0);
  }
}
