package io.rejoin.server;

import io.rejoin.client.Client;
import io.rejoin.client.Options;
import java.util.concurrent.CountDownLatch;

/** A process with one client, which leaves in its shutdown hook, as the documents show it. */
final class LeavingProcess {
  private LeavingProcess() {}

  /**
   * Logs in, joins, says so on the standard output, and waits for its end.
   *
   * @param args the server's port, the user and the room
   */
  public static void main(String[] args) throws Exception {
    Client client =
        Client.connect(
            "ws://127.0.0.1:" + args[0] + "/v1",
            Options.app("demo").user(args[1]).profile("rejoin"));
    Runtime.getRuntime().addShutdownHook(new Thread(client::leaveNow));
    client.login().thenCompose(done -> client.join(args[2])).toCompletableFuture().get();
    System.out.println("joined");
    new CountDownLatch(1).await();
  }
}
