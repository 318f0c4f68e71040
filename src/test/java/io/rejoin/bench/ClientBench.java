package io.rejoin.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a Java client costs the process that it lives in: memory, threads, and pinging. */
final class ClientBench {
  private static final String NAME = ClientLoad.CLIENTS + " Java clients in one process";

  private ClientBench() {}

  static void run(Run run) throws IOException, InterruptedException {
    try (Server rejoin = Servers.rejoin(Servers.REJOIN, run.work().resolve("clients"))) {
      run.results().server(rejoin);
      Process load = Jvm.load(ClientLoad.class, List.of(String.valueOf(rejoin.port())));
      Map<String, Double> figures = new LinkedHashMap<>();
      try (BufferedReader out = Loads.reader(load)) {
        System.out.println("\n| " + NAME + " | |\n|---|---|");
        for (String line = out.readLine(); line != null; line = out.readLine()) {
          String[] figure = line.split("=");
          figures.put(figure[0], Double.valueOf(figure[1]));
          System.out.println("| " + figure[0] + " | " + figure[1] + " |");
        }
        if (load.waitFor() != 0) {
          throw new IOException("the clients have failed: " + NAME);
        }
      } finally {
        load.destroyForcibly();
      }
      run.results().add(NAME, rejoin.name(), figures);
    }
  }
}
