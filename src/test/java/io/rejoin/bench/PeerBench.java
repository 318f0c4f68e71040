package io.rejoin.bench;

import io.rejoin.bench.PeerPlan.Receivers;
import io.rejoin.store.PostgresServer;
import java.io.IOException;

/** Messages from user to user: with both there, and with the receiver away. */
final class PeerBench {
  private static final int SENDERS = 100;
  private static final int WINDOW = 8;
  private static final int NO_END = 10_000_000;

  /** Each inbox takes 200. */
  private static final int LETTERS = 150;

  private static final int RECEIVERS_EACH = 5;

  private PeerBench() {}

  static void run(Run run) throws IOException, InterruptedException {
    try (Server rejoin = Servers.rejoin("Rejoin, H2", run.work());
        Server bare = Servers.bare(run.work())) {
      System.out.println("\n" + Report.machine(rejoin));
      System.out.println(Report.PEER_HEAD);
      for (Server server : new Server[] {rejoin, bare}) {
        online(run, server);
      }
      away(run, rejoin, 0);
    }
    if (PostgresServer.isInstalled()) {
      try (PostgresServer store = PostgresServer.start();
          Server rejoin = Servers.rejoin("Rejoin, PostgreSQL", run.work(), store)) {
        away(run, rejoin, store.pid());
      }
    }
  }

  private static void online(Run run, Server server) throws IOException, InterruptedException {
    measure(run, "both online", server, 0, Receivers.ONLINE, 1, NO_END);
  }

  private static void away(Run run, Server server, long storePid)
      throws IOException, InterruptedException {
    measure(run, "receiver away", server, storePid, Receivers.AWAY, RECEIVERS_EACH, LETTERS);
  }

  private static void measure(
      Run run,
      String what,
      Server server,
      long storePid,
      Receivers receivers,
      int each,
      int letters)
      throws IOException, InterruptedException {
    PeerPlan plan =
        new PeerPlan(
            server.port(), server.pid(), storePid, receivers, SENDERS, each, letters, WINDOW);
    LoadResult result = Loads.run(what + " on " + server.name(), PeerLoad.class, plan.args());
    run.results().add(what, server.name(), result);
    System.out.println(Report.peerRow(what, server, result));
  }
}
