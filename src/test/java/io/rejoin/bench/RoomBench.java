package io.rejoin.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Fan-out, and idle connections: Rejoin and the bare server by turns; and a pair beside links that
 * flood.
 */
final class RoomBench {
  private static final int IDLE_SECONDS = 5;

  private static final List<Scenario> SCENARIOS =
      List.of(
          Scenario.fanOut("1 room × 1,000, saturated", 3, 1, 1000, 0),
          Scenario.fanOut("1 room × 1,000, 20,000/s", 1, 1, 1000, 20_000),
          Scenario.fanOut("1 room × 1,000, 100,000/s", 1, 1, 1000, 100_000));
  private static final List<Scenario> FLOODS =
      List.of(
          Scenario.pair("a pair, nobody else", 0),
          Scenario.pair("a pair, 1 link floods", 1),
          Scenario.pair("a pair, 10 links flood", 10));
  private static final Scenario IDLE = Scenario.idle("5,000 idle, rooms of 10", 500, 10);

  private RoomBench() {}

  static void run(Path work) throws IOException, InterruptedException {
    try (Server rejoin = Servers.rejoin("Rejoin", work);
        Server bare = Servers.bare(work)) {
      System.out.println(Report.machine(rejoin));
      System.out.println(Report.FAN_OUT_HEAD);
      for (Scenario scenario : SCENARIOS) {
        byTurns(scenario, List.of(rejoin, bare))
            .forEach(
                (server, results) -> System.out.println(Report.row(scenario, server, results)));
      }
      System.out.println(Report.IDLE_HEAD);
      for (Server server : List.of(rejoin, bare)) {
        System.out.println(idle(server));
      }
    }
  }

  /** Under the limits that hold by default, unlike all else here. */
  static void floods(Path work) throws IOException, InterruptedException {
    try (Server strict = Servers.strict(work)) {
      System.out.println(Report.FAN_OUT_HEAD);
      for (Scenario scenario : FLOODS) {
        System.out.println(Report.row(scenario, strict, List.of(measure(scenario, strict))));
      }
    }
  }

  private static Map<Server, List<LoadResult>> byTurns(Scenario scenario, List<Server> servers)
      throws IOException, InterruptedException {
    Map<Server, List<LoadResult>> results = new LinkedHashMap<>();
    for (int round = 0; round < scenario.rounds(); round++) {
      for (Server server : servers) {
        results.computeIfAbsent(server, first -> new ArrayList<>()).add(measure(scenario, server));
      }
    }
    return results;
  }

  private static LoadResult measure(Scenario scenario, Server server)
      throws IOException, InterruptedException {
    return Loads.run(scenario.name() + " on " + server.name(), Load.class, args(scenario, server));
  }

  private static List<String> args(Scenario scenario, Server server) {
    return scenario.plan().against(server.port(), server.pid()).args();
  }

  private static String idle(Server server) throws IOException, InterruptedException {
    long live = Jvm.liveKib(server.pid());
    long resident = Proc.residentKib(server.pid());
    Process load = Jvm.load(Load.class, args(IDLE, server));
    try (BufferedReader out = Loads.reader(load)) {
      if (out.readLine() == null) {
        throw new IOException("the load on " + server.name() + " failed: " + IDLE.name());
      }
      long cpu = Proc.cpuMicros(server.pid());
      load.waitFor(IDLE_SECONDS, TimeUnit.SECONDS);
      cpu = Proc.cpuMicros(server.pid()) - cpu;
      long liveNow = Jvm.liveKib(server.pid());
      long residentNow = Proc.residentKib(server.pid());
      int links = IDLE.plan().connections();
      return Report.idleRow(
          server,
          (liveNow - live) * 1024.0 / links,
          (residentNow - resident) * 1024.0 / links,
          cpu / (IDLE_SECONDS * 1e6) / links * 1000);
    } finally {
      load.getOutputStream().close();
      load.waitFor(20, TimeUnit.SECONDS);
      load.destroy();
    }
  }
}
