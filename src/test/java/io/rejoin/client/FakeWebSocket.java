package io.rejoin.client;

import java.io.IOException;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A WebSocket of {@code java.net.http} that writes nothing until it is told to. */
final class FakeWebSocket implements WebSocket {
  final List<String> done = new ArrayList<>();
  private CompletableFuture<WebSocket> writing;

  /** The text that is on its way has gone. */
  void written() {
    writing.complete(this);
  }

  /** The text that is on its way can not go. */
  void broken(String why) {
    writing.completeExceptionally(new IOException(why));
  }

  @Override
  public CompletableFuture<WebSocket> sendText(CharSequence data, boolean last) {
    if (writing != null && !writing.isDone()) {
      throw new IllegalStateException("a text is on its way");
    }
    done.add("text " + data);
    writing = new CompletableFuture<>();
    return writing;
  }

  @Override
  public CompletableFuture<WebSocket> sendClose(int code, String reason) {
    done.add("close " + code);
    return CompletableFuture.completedFuture(this);
  }

  @Override
  public void request(long frames) {
    done.add("request " + frames);
  }

  @Override
  public void abort() {
    done.add("abort");
  }

  @Override
  public CompletableFuture<WebSocket> sendBinary(ByteBuffer data, boolean last) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletableFuture<WebSocket> sendPing(ByteBuffer message) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletableFuture<WebSocket> sendPong(ByteBuffer message) {
    throw new UnsupportedOperationException();
  }

  @Override
  public String getSubprotocol() {
    return "rejoin.v1.json";
  }

  @Override
  public boolean isOutputClosed() {
    return false;
  }

  @Override
  public boolean isInputClosed() {
    return false;
  }
}
