package io.rejoin.client;

import java.net.URI;

/**
 * How a client reaches its server: {@link HttpTransport} by default; tests give networks in memory.
 * Safe for all threads; one serves any number of clients.
 */
public interface Transport {

  /**
   * Dials, without blocking. What happens is told to the ear; a failure to dial is {@code closed}
   * too, with 1006.
   *
   * @param subprotocol the WebSocket subprotocol to ask for
   */
  Socket dial(URI server, String subprotocol, Ear ear);

  /** One connection, from dialling to its end. Its methods never block. */
  interface Socket {

    /** Sends a text frame, after those before; does nothing unless the socket is open. */
    void send(String text);

    /** The ear has taken in one frame: another may come. Bounds what waits for a slow ear. */
    void taken();

    /** Ends it now, with code 1000 where it is open. What its ear is told afterwards is unheard. */
    void close();
  }

  /** Hears of one socket, on any thread, one call at a time and in order. */
  interface Ear {

    void opened();

    /** A whole text frame has come. */
    void received(String text);

    /** The socket has ended by itself; nothing more follows. 1006 where no close frame came. */
    void closed(int code, String reason);
  }
}
