package io.rejoin.bench;

import java.io.IOException;
import java.util.List;

/** All come back at once, and each has missed messages. */
final class ReplayBench {
  static final String STORM = "10,000 resumes, 20 missed each";
  private static final int USERS = 10_000;
  private static final int WARM_USERS = 2_000;

  private ReplayBench() {}

  /** On a server that is warm. */
  static void run(Run run, Server server) throws IOException, InterruptedException {
    System.out.println(Report.REPLAY_HEAD);
    storm(server, WARM_USERS);
    LoadResult result = storm(server, USERS);
    run.results().add(STORM, server.name(), result);
    System.out.println(Report.replayRow(STORM, server, result));
  }

  private static LoadResult storm(Server server, int users)
      throws IOException, InterruptedException {
    return Loads.run(
        STORM, ReplayLoad.class, List.of("" + server.port(), "" + server.pid(), "" + users));
  }
}
