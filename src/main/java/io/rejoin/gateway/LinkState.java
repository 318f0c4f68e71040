package io.rejoin.gateway;

import io.netty.buffer.ByteBuf;
import io.rejoin.room.Fence;
import io.rejoin.session.LinkCommand;
import io.rejoin.wire.ClientFrame;

/**
 * What a link does depends on its state:
 *
 * <pre>
 * AwaitingLogin ──login──▶ LoggingIn ──attached──▶ Attached
 *       ▲                      │                      │
 *       └───────refused────────┘                      │
 *       any, by its client, its session, a limit ─────┴──▶ Closing
 * </pre>
 *
 * Confined to the link's event loop.
 */
abstract class LinkState {

  /** The answer to a login. */
  enum Answer {
    OWED,
    NONE_OWED
  }

  final Link link;

  LinkState(Link link) {
    this.link = link;
  }

  /** The client said something. */
  abstract void frame(ClientFrame frame);

  /** The session said something. */
  abstract void command(LinkCommand command);

  /** A room says something. */
  abstract void write(ByteBuf frame);

  /** Time has passed. */
  abstract void sweep(long now);

  /** Bytes have come. */
  void heard() {}

  /** The link has come to hear a room. */
  void seated(String room) {}

  /** The link may publish there again once it is admitted. */
  void rejoinable(String room) {}

  /** Whether the link speaks for its session under this fence. */
  boolean speaksUnder(Fence fence) {
    return false;
  }

  /** Whether its session was told that nothing is heard. */
  boolean isSilent() {
    return false;
  }

  /** The room does not know the link there. */
  void rejoin(Seat seat) {}

  /** Whether a session still owes the answer to a login of this link. */
  Answer answer() {
    return Answer.NONE_OWED;
  }

  /** The state is left for {@link Closing}, by whichever side; the session hears of it here. */
  void ended() {}
}
