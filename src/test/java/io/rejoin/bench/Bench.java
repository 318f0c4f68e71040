package io.rejoin.bench;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Measures Rejoin and the bare server in one run, by turns, and prints a table. Uses 127.0.0.1
 * only; takes about five minutes and ends whatever it started.
 */
final class Bench {
  private static final Path JAR = Path.of("target/rejoin.jar");
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

  private Bench() {}

  /** Runs all scenarios, or with the argument {@code floods} those; fails if a load does. */
  public static void main(String[] args) throws Exception {
    Path work = Files.createTempDirectory("rejoin-bench");
    if (!List.of(args).contains("floods")) {
      againstBare(work);
    }
    floods(work);
    System.out.println("\nThe servers' logs: " + work);
  }

  private static void againstBare(Path work) throws IOException, InterruptedException {
    try (Server rejoin =
            Server.start("Rejoin", work.resolve("rejoin.log"), unlimited(rejoin(work)));
        Server bare = Server.start("bare Netty", work.resolve("bare.log"), bare())) {
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
  private static void floods(Path work) throws IOException, InterruptedException {
    try (Server strict =
        Server.start("Rejoin", work.resolve("strict.log"), rejoin(work.resolve("strict")))) {
      System.out.println(Report.FAN_OUT_HEAD);
      for (Scenario scenario : FLOODS) {
        System.out.println(Report.row(scenario, strict, List.of(measure(scenario, strict))));
      }
    }
  }

  private static List<String> unlimited(List<String> rejoin) {
    List<String> arguments = new ArrayList<>(rejoin);
    arguments.add(0, "-Dconfig.file=" + Path.of("src/test/resources/bench.conf"));
    return arguments;
  }

  private static List<String> rejoin(Path work) {
    return List.of(
        "-Drejoin.gateway.port={port}",
        "-Drejoin.store.url=" + "jdbc:h2:file:%s/accounts;WRITE_DELAY=0".formatted(work),
        "-jar",
        JAR.toString(),
        "serve");
  }

  private static List<String> bare() {
    return List.of(
        "-cp", System.getProperty("java.class.path"), BareServer.class.getName(), "{port}");
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
    Process load = Jvm.load(scenario.plan().against(server.port(), server.pid()));
    try (BufferedReader out = reader(load)) {
      String line = out.readLine();
      if (!load.waitFor(1, TimeUnit.MINUTES) || line == null) {
        throw new IOException("the load on " + server.name() + " failed: " + scenario.name());
      }
      return JsonMapper.builder().build().readValue(line, LoadResult.class);
    } finally {
      load.destroy();
    }
  }

  private static String idle(Server server) throws IOException, InterruptedException {
    long live = Jvm.liveKib(server.pid());
    long resident = Proc.residentKib(server.pid());
    Process load = Jvm.load(IDLE.plan().against(server.port(), server.pid()));
    try (BufferedReader out = reader(load)) {
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

  private static BufferedReader reader(Process process) {
    return new BufferedReader(
        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }
}
