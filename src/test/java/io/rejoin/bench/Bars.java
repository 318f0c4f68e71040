package io.rejoin.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** What was to be reached, beside what was measured of it. */
final class Bars {
  private static final double CPU_OVER_BARE = 1.25;
  private static final double HEAP_BYTES = 6 * 1024;
  private static final double HEARTBEAT_PERCENT = 2;
  private static final double LOGIN_MILLIS = 0.4;
  private static final double REPLAY_SECONDS = 10;

  private final Results results;
  private final List<String> rows = new ArrayList<>();

  private Bars(Results results) {
    this.results = results;
  }

  /** The table of those that this run has measured. */
  static String table(Results results) {
    Bars bars = new Bars(results);
    RoomBench.DELIVERIES.forEach(scenario -> bars.cpuOverBare(scenario.name()));
    bars.bar(
        "heap bytes per idle session, in a room of ten", HEAP_BYTES, bars.idle("heapBytesEach"));
    bars.bar(
        "% of a core per 1,000 idle sessions, pinging every 2 s",
        HEARTBEAT_PERCENT, bars.idle("heartbeatPercentPerThousand"));
    bars.bar(
        "server CPU ms per login with a join, warm, H2",
        LOGIN_MILLIS,
        bars.scaled(LoginBench.WARM, "serverCpuMicrosEach", 1e-3));
    bars.bar(
        "seconds until 10,000 are back, replayed and exact",
        REPLAY_SECONDS,
        bars.scaled(ReplayBench.STORM, "seconds", 1));
    return "\n| to reach | at most | measured | |\n|---|---|---|---|\n"
        + String.join("\n", bars.rows);
  }

  private void cpuOverBare(String scenario) {
    OptionalDouble rejoin = results.figure(scenario, Servers.REJOIN, "serverCpuMicrosEach");
    OptionalDouble bare = results.figure(scenario, Servers.BARE, "serverCpuMicrosEach");
    if (rejoin.isPresent() && bare.isPresent()) {
      bar(
          "CPU per delivery over the bare server's, " + scenario,
          CPU_OVER_BARE,
          OptionalDouble.of(rejoin.getAsDouble() / bare.getAsDouble()));
    }
  }

  private OptionalDouble idle(String figure) {
    return results.figure(IdleBench.NAME, Servers.REJOIN, figure);
  }

  private OptionalDouble scaled(String scenario, String figure, double by) {
    OptionalDouble found = results.figure(scenario, Servers.REJOIN, figure);
    return found.isPresent() ? OptionalDouble.of(found.getAsDouble() * by) : found;
  }

  private void bar(String what, double limit, OptionalDouble measured) {
    measured.ifPresent(
        value ->
            rows.add(
                String.format(
                    Locale.ROOT,
                    "| %s | %,.2f | %,.2f | %s |",
                    what,
                    limit,
                    value,
                    value <= limit ? "reached" : "missed")));
  }
}
