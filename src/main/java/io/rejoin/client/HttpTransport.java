package io.rejoin.client;

import java.net.URI;
import java.net.http.HttpClient;

/**
 * WebSockets of {@code java.net.http}. Needs no thread per connection. Thread-safe.
 *
 * <p>What a client sends waits in memory while the network is slow; beyond {@value
 * HttpSocket#MAX_WAITING_CHARS} characters the connection ends as if it had broken. So does one
 * that brings a frame of more than {@value HttpSocket#MAX_FRAME_CHARS} characters.
 */
public final class HttpTransport implements Transport {
  private final HttpClient http;

  /** Uses a client of {@code java.net.http}, with its proxy, TLS and executor. */
  public HttpTransport(HttpClient http) {
    this.http = http;
  }

  @Override
  public Socket dial(URI server, String subprotocol, Ear ear) {
    HttpSocket socket = new HttpSocket(ear);
    http.newWebSocketBuilder()
        .subprotocols(subprotocol)
        .buildAsync(server, socket)
        .whenComplete(
            (webSocket, thrown) -> {
              if (thrown != null) {
                socket.failed(thrown);
              }
            });
    return socket;
  }
}
