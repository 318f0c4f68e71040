package io.rejoin.gateway;

import io.rejoin.cluster.Clocks;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * A gateway without sockets, for simulations and tests: connections are made by calls. Behind them
 * are the same links as behind real sockets, from the bytes of WebSocket frames on: their states,
 * sweeps, limits and hand-overs. HTTP and TLS are not there. A socket takes what its {@link Ear}
 * takes; what it does not take counts towards {@code outbound-high-water-mark}.
 *
 * <p>It has one loop. Its methods, and those of its connections, are called in that loop's turns
 * only.
 */
public final class MemoryGateway {

  /** What a client hears of its connection, in the gateway's turns. */
  public interface Ear {

    /**
     * Whether the connection takes a frame now. If not, frames wait at the server until {@link
     * MemorySocket#flow}.
     */
    default boolean takes() {
      return true;
    }

    /** A whole text frame. */
    void frame(String text);

    /**
     * The server asks for a sign of life: a machine that is there answers {@link
     * MemorySocket#pong}.
     */
    void ping();

    /**
     * The server has ended the connection; nothing follows.
     *
     * @param code 1006 if it did so without a close frame
     */
    void closed(int code, String reason);
  }

  private final Links links;
  private Neighbours neighbours;

  public MemoryGateway(GatewaySettings settings, Clocks clocks, LoopTurns turns) {
    this.links = new Links(settings, List.of(turns), clocks);
  }

  /** The links, which a node's ear and relays are made with before the start. */
  public Links links() {
    return links;
  }

  /** Takes connections from now on, and sweeps. */
  public void start(Neighbours newNeighbours) {
    neighbours = newNeighbours;
    loop().start();
  }

  /** A connection whose handshake is done. */
  public MemorySocket connect(Ear ear) {
    return new MemorySocket(loop(), neighbours, ear);
  }

  /** Closes all links with {@code server-stopping}; done when all have gone. */
  public CompletionStage<Void> stop() {
    return loop().stop();
  }

  private LinkLoop loop() {
    return links.loops().get(0);
  }
}
