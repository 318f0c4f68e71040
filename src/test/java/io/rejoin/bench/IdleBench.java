package io.rejoin.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What sessions cost that do nothing: memory, and the CPU of their heartbeats. */
final class IdleBench {
  private static final int SECONDS = 8;
  private static final int SETTLE_SECONDS = 3;

  /** A process may hold 20,000 descriptors where this is measured. */
  private static final int ROOMS = 1800;

  private static final int MEMBERS = 10;

  static final String NAME = "18,000 idle, rooms of 10";

  private IdleBench() {}

  /** Each on a server of its own, which has just been started. */
  static void run(Run run) throws IOException, InterruptedException {
    System.out.println(Report.IDLE_HEAD);
    try (Server rejoin = Servers.rejoin(Servers.REJOIN, run.work().resolve("idle"))) {
      measure(run, rejoin);
    }
    try (Server bare = Servers.bare(run.work())) {
      measure(run, bare);
    }
  }

  private static void measure(Run run, Server server) throws IOException, InterruptedException {
    run.results().server(server);
    long pid = server.pid();
    long live = Jvm.liveBytes(pid);
    long resident = Proc.residentKib(pid);
    Process load = Jvm.load(IdleLoad.class, List.of("" + server.port(), "" + ROOMS, "" + MEMBERS));
    try (BufferedReader out = Loads.reader(load)) {
      if (out.readLine() == null) {
        throw new IOException("the load on " + server.name() + " failed: " + NAME);
      }
      coresDuring(pid, load, SETTLE_SECONDS);
      double silent = coresDuring(pid, load, SECONDS);
      load.getOutputStream().write("beat\n".getBytes(StandardCharsets.US_ASCII));
      load.getOutputStream().flush();
      coresDuring(pid, load, SETTLE_SECONDS);
      long loadCpu = Proc.cpuMicros(load.pid());
      double beating = coresDuring(pid, load, SECONDS);
      loadCpu = Proc.cpuMicros(load.pid()) - loadCpu;
      int sessions = ROOMS * MEMBERS;
      Map<String, Double> figures = new LinkedHashMap<>();
      figures.put("heapBytesEach", (Jvm.liveBytes(pid) - live) / (double) sessions);
      long residentNow = Proc.residentKib(pid);
      figures.put("residentBytesEach", (residentNow - resident) * 1024.0 / sessions);
      figures.put("residentMib", residentNow / 1024.0);
      figures.put("silentPercentPerThousand", silent * 100 / sessions * 1000);
      figures.put("heartbeatPercentPerThousand", beating * 100 / sessions * 1000);
      figures.put("loadCores", loadCpu / (SECONDS * 1e6));
      run.results().add(NAME, server.name(), figures);
      System.out.println(Report.idleRow(server, figures));
    } finally {
      load.getOutputStream().close();
      load.destroy();
    }
  }

  private static double coresDuring(long pid, Process load, int seconds)
      throws IOException, InterruptedException {
    long cpu = Proc.cpuMicros(pid);
    if (load.waitFor(seconds, TimeUnit.SECONDS)) {
      throw new IOException("the load has ended before its time: " + NAME);
    }
    return (Proc.cpuMicros(pid) - cpu) / (seconds * 1e6);
  }
}
