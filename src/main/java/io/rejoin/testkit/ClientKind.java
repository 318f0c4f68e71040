package io.rejoin.testkit;

import io.rejoin.client.Client;
import io.rejoin.client.Options;

/**
 * A kind of client that simulated users can run: {@link #JAVA}, or the JavaScript client, whose
 * kind is in {@code io.rejoin.javascript}.
 */
@FunctionalInterface
public interface ClientKind {
  /** The Java client. */
  ClientKind JAVA = (server, options) -> new JavaClient(Client.connect(server, options));

  /**
   * Makes a client; nothing is sent before its {@code login}.
   *
   * @param options its transport, clock, executor and random source are all that it may use of the
   *     world; they are the simulation's
   */
  SimulatedClient connect(String server, Options options);
}
