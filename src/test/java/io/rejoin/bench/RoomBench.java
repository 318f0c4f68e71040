package io.rejoin.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Fan-out: Rejoin and the bare server by turns; and a pair beside links that flood. */
final class RoomBench {
  static final List<Scenario> DELIVERIES =
      List.of(
          Scenario.fanOut("1 room × 1,000, saturated", 3, 1, 1000, 0),
          Scenario.fanOut("1 room × 1,000, 20,000/s", 1, 1, 1000, 20_000),
          Scenario.fanOut("1 room × 1,000, 100,000/s", 1, 1, 1000, 100_000),
          Scenario.fanOut("500 rooms × 4, saturated", 3, 500, 4, 0),
          Scenario.fanOut("500 rooms × 4, 20,000/s", 1, 500, 4, 20_000),
          Scenario.fanOut("500 rooms × 4, 100,000/s", 1, 500, 4, 100_000));
  private static final List<Scenario> FLOODS =
      List.of(
          Scenario.pair("a pair, nobody else", 0),
          Scenario.pair("a pair, 1 link floods", 1),
          Scenario.pair("a pair, 10 links flood", 10));

  private RoomBench() {}

  static void run(Run run) throws IOException, InterruptedException {
    try (Server rejoin = Servers.rejoin(Servers.REJOIN, run.work().resolve("rooms"));
        Server bare = Servers.bare(run.work())) {
      run.results().server(rejoin);
      run.results().server(bare);
      System.out.println(Report.machine(rejoin));
      System.out.println(Report.FAN_OUT_HEAD);
      for (Scenario scenario : DELIVERIES) {
        byTurns(scenario, List.of(rejoin, bare))
            .forEach(
                (server, rounds) -> {
                  run.results().add(scenario.name(), server.name(), Report.middle(rounds));
                  System.out.println(Report.row(scenario, server, rounds));
                });
      }
    }
  }

  /** Under the limits that hold by default, unlike all else here. */
  static void floods(Run run) throws IOException, InterruptedException {
    try (Server strict = Servers.strict(run.work())) {
      System.out.println(Report.FAN_OUT_HEAD);
      for (Scenario scenario : FLOODS) {
        LoadResult result = measure(scenario, strict);
        run.results().add(scenario.name(), strict.name(), result);
        System.out.println(Report.row(scenario, strict, List.of(result)));
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
}
