package io.rejoin.bench;

import java.util.function.Consumer;

/**
 * A client that joins a room and then says nothing, under a profile that has nothing against it.
 */
final class IdleLink extends ClientLink {
  private final String room;
  private final Consumer<ClientLink> in;

  /**
   * @param in is told when it has joined
   */
  IdleLink(String user, String room, Consumer<ClientLink> in, Consumer<String> failed) {
    super(user, failed);
    this.room = room;
    this.in = in;
  }

  @Override
  String more() {
    return ",\"profile\":\"idle\"";
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
