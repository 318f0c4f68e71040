package io.rejoin.bench;

import io.rejoin.store.PostgresServer;
import java.io.IOException;
import java.nio.file.Path;

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
      LoginPlan plan = plan(rejoin, 0);
      measure("on a fresh server", "H2", plan);
      measure("after these", "H2", plan);
    }
    if (PostgresServer.isInstalled()) {
      try (PostgresServer store = PostgresServer.start();
          Server rejoin = Servers.rejoin("Rejoin, PostgreSQL, logins", work, store)) {
        measure("on a fresh server", "PostgreSQL", plan(rejoin, store.pid()));
      }
    }
  }

  private static LoginPlan plan(Server server, long storePid) {
    return new LoginPlan(server.port(), server.pid(), storePid, LOGINS, MEMBERS);
  }

  private static void measure(String which, String store, LoginPlan plan)
      throws IOException, InterruptedException {
    LoadResult result =
        Loads.run("logins " + which + " with " + store, LoginLoad.class, plan.args());
    System.out.println(Report.loginRow(which, store, result));
  }
}
