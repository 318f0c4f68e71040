package io.rejoin.bench;

import io.rejoin.bench.PeerPlan.Receivers;
import io.rejoin.store.PostgresServer;
import java.io.IOException;
import java.nio.file.Path;

/** Messages from user to user: with both there, and with the receiver away. */
final class PeerBench {
  private static final int SENDERS = 100;
  private static final int WINDOW = 8;
  private static final int NO_END = 10_000_000;

  /** Each inbox takes 200. */
  private static final int LETTERS = 150;

  private static final int RECEIVERS_EACH = 5;

  private PeerBench() {}

  static void run(Path work) throws IOException, InterruptedException {
    try (Server rejoin = Servers.rejoin("Rejoin, H2", work);
        Server bare = Servers.bare(work)) {
      System.out.println("\n" + Report.machine(rejoin));
      System.out.println(Report.PEER_HEAD);
      for (Server server : new Server[] {rejoin, bare}) {
        online(server);
      }
      away(rejoin, 0);
    }
    if (PostgresServer.isInstalled()) {
      try (PostgresServer store = PostgresServer.start();
          Server rejoin = Servers.rejoin("Rejoin, PostgreSQL", work, store)) {
        away(rejoin, store.pid());
      }
    }
  }

  private static void online(Server server) throws IOException, InterruptedException {
    measure("both online", server, 0, Receivers.ONLINE, 1, NO_END);
  }

  private static void away(Server server, long storePid) throws IOException, InterruptedException {
    measure("receiver away", server, storePid, Receivers.AWAY, RECEIVERS_EACH, LETTERS);
  }

  private static void measure(
      String what, Server server, long storePid, Receivers receivers, int each, int letters)
      throws IOException, InterruptedException {
    PeerPlan plan =
        new PeerPlan(
            server.port(), server.pid(), storePid, receivers, SENDERS, each, letters, WINDOW);
    LoadResult result = Loads.run(what + " on " + server.name(), PeerLoad.class, plan.args());
    System.out.println(Report.peerRow(what, server, result));
  }
}
