package io.rejoin.bench;

import io.rejoin.store.PostgresServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Logins of new users, first on a server that has just been started. */
final class LoginBench {
  /** Half of the descriptors that a process may hold where this is measured. */
  private static final int LOGINS = 10_000;

  private static final int MEMBERS = 10;

  private LoginBench() {}

  static void run(Path work) throws IOException, InterruptedException {
    try (Server rejoin = Servers.rejoin("Rejoin, H2, logins", work)) {
      System.out.println("\n" + Report.machine(rejoin));
      System.out.println(Report.LOGIN_HEAD);
      coldAndWarm(rejoin, "H2", 0);
    }
    if (PostgresServer.isInstalled()) {
      try (PostgresServer store = PostgresServer.start();
          Server rejoin = Servers.rejoin("Rejoin, PostgreSQL, logins", work, store)) {
        coldAndWarm(rejoin, "PostgreSQL", store.pid());
      }
    }
  }

  private static void coldAndWarm(Server server, String store, long storePid)
      throws IOException, InterruptedException {
    LoginPlan plan = new LoginPlan(server.port(), server.pid(), storePid, LOGINS, MEMBERS);
    for (String round : List.of("on a fresh server", "after these")) {
      LoadResult result = Loads.run(round + " on " + server.name(), LoginLoad.class, plan.args());
      System.out.println(Report.loginRow(round, store, result));
    }
  }
}
