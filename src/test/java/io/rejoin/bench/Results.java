package io.rejoin.bench;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** All that was measured in one run, for programs: tables are for people. */
final class Results {

  /**
   * One measurement.
   *
   * @param figures by name; each name says its unit
   * @param loadAverage of the last minute, when it was done
   */
  record Row(String scenario, String server, Map<String, Double> figures, double loadAverage) {}

  private record Machine(
      String jdk, String cores, String memory, String system, Map<String, String> servers) {}

  private final List<Row> rows = new ArrayList<>();
  private final Map<String, String> servers = new LinkedHashMap<>();

  /** Names the collector and heap that a server runs with. */
  void server(Server server) throws IOException, InterruptedException {
    servers.put(server.name(), Jvm.flags(server.pid()));
  }

  void add(String scenario, String server, Map<String, Double> figures) {
    double load = Double.parseDouble(Proc.loadAverage().split(" ")[0]);
    rows.add(new Row(scenario, server, figures, load));
  }

  void add(String scenario, String server, LoadResult result) {
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("count", (double) result.count());
    figures.put("seconds", result.micros() / 1e6);
    figures.put("perSecond", result.perSecond());
    figures.put("serverCpuMicrosEach", result.cpuMicrosEach());
    figures.put("serverCores", result.serverCores());
    figures.put("storeCpuMicrosEach", result.storeCpuMicrosEach());
    figures.put("loadCores", result.loadCores());
    figures.put("p50Micros", (double) result.p50Micros());
    figures.put("p99Micros", (double) result.p99Micros());
    figures.put("p999Micros", (double) result.p999Micros());
    add(scenario, server, figures);
  }

  /** One figure of the last such measurement. */
  OptionalDouble figure(String scenario, String server, String name) {
    return rows.stream()
        .filter(row -> row.scenario().equals(scenario) && row.server().equals(server))
        .mapToDouble(row -> row.figures().getOrDefault(name, Double.NaN))
        .reduce((earlier, later) -> later);
  }

  /** Writes all, with the machine's name. */
  void write(Path file) throws IOException {
    Machine machine =
        new Machine(
            System.getProperty("java.vendor") + " " + System.getProperty("java.runtime.version"),
            Runtime.getRuntime().availableProcessors() + " " + Proc.processor(),
            Proc.memory(),
            System.getProperty("os.name") + " " + System.getProperty("os.version"),
            servers);
    Files.createDirectories(file.toAbsolutePath().getParent());
    JsonMapper.builder()
        .enable(SerializationFeature.INDENT_OUTPUT)
        .build()
        .writeValue(file.toFile(), Map.of("machine", machine, "results", rows));
  }
}
