package io.rejoin.bench;

import java.util.function.Consumer;

/** A client that logs in and joins a room. */
final class LoginLink extends ClientLink {
  private final String room;
  private final Consumer<LoginLink> in;
  private final long since;

  /**
   * One that begins now.
   *
   * @param in is told when it has joined
   */
  LoginLink(String user, String room, long now, Consumer<LoginLink> in, Consumer<String> failed) {
    super(user, failed);
    this.room = room;
    this.since = now;
    this.in = in;
  }

  /** When it began to connect. */
  long since() {
    return since;
  }

  @Override
  void heard(int kind) {
    if (kind == FrameReader.LOGGED_IN) {
      write("{\"type\":\"join\",\"id\":2,\"room\":\"" + room + "\"}");
      flush();
    } else if (kind == FrameReader.JOINED) {
      in.accept(this);
    }
  }

  @Override
  void allHeard() {}
}
