package io.rejoin.bench;

import io.rejoin.store.PostgresServer;
import java.io.IOException;

/** Logins of new users: on a server that has just been started, and when its code is compiled. */
final class LoginBench {
  static final String WARM = "logins, warm, H2";

  /** Half of the descriptors that a process may hold where this is measured. */
  private static final int LOGINS = 10_000;

  private static final int MEMBERS = 10;

  /** Rounds behind the first until the server's code is compiled. */
  private static final int WARM_ROUNDS = 5;

  private LoginBench() {}

  static void run(Run run) throws IOException, InterruptedException {
    try (Server rejoin = Servers.rejoin(Servers.REJOIN, run.work().resolve("logins"))) {
      run.results().server(rejoin);
      System.out.println("\n" + Report.machine(rejoin));
      System.out.println(Report.LOGIN_HEAD);
      LoginPlan plan = plan(rejoin, 0);
      measure(run, "logins, fresh, H2", rejoin, plan);
      for (int round = 0; round < WARM_ROUNDS; round++) {
        load("to warm up", plan);
      }
      measure(run, WARM, rejoin, plan);
      ReplayBench.run(run, rejoin);
    }
  }

  /** The same with PostgreSQL, if it is here. */
  static void withPostgres(Run run) throws IOException, InterruptedException {
    if (PostgresServer.isInstalled()) {
      System.out.println(Report.LOGIN_HEAD);
      try (PostgresServer store = PostgresServer.start();
          Server rejoin = Servers.rejoin("Rejoin, PostgreSQL, logins", run.work(), store)) {
        measure(run, "logins, fresh, PostgreSQL", rejoin, plan(rejoin, store.pid()));
      }
    }
  }

  private static LoginPlan plan(Server server, long storePid) {
    return new LoginPlan(server.port(), server.pid(), storePid, LOGINS, MEMBERS);
  }

  private static void measure(Run run, String scenario, Server server, LoginPlan plan)
      throws IOException, InterruptedException {
    LoadResult result = load(scenario, plan);
    run.results().add(scenario, server.name(), result);
    System.out.println(Report.loginRow(scenario, result));
  }

  private static LoadResult load(String scenario, LoginPlan plan)
      throws IOException, InterruptedException {
    return Loads.run(scenario, LoginLoad.class, plan.args());
  }
}
