package io.rejoin.bench;

import java.util.function.Consumer;

/** A client that acknowledges the messages of its one sender, once for all that a read brought. */
final class PeerReceiver extends ClientLink {
  private final String begin;
  private final Consumer<ClientLink> in;
  private long received;
  private long acknowledged;

  PeerReceiver(String user, String sender, Consumer<ClientLink> in, Consumer<String> failed) {
    super(user, failed);
    this.in = in;
    // users of a load are new, so that this is the first login of each
    this.begin = "{\"type\":\"received\",\"from\":\"" + sender + "\",\"epoch\":1,\"number\":";
  }

  @Override
  void heard(int kind) {
    if (kind == FrameReader.PEER_MESSAGE) {
      received++;
    } else if (kind == FrameReader.LOGGED_IN) {
      in.accept(this);
    }
  }

  @Override
  void allHeard() {
    if (received > acknowledged) {
      acknowledged = received;
      write(begin + received + "}");
      flush();
    }
  }
}
