package io.rejoin.gateway;

import io.netty.buffer.ByteBuf;
import io.rejoin.session.LinkCommand;
import io.rejoin.session.Session;
import io.rejoin.wire.ClientFrame;

/**
 * A close frame was sent, or the socket has gone. Nothing more is said to the client. If a login's
 * answer is still owed, the link waits for it, so that its session learns that the link has gone.
 */
final class Closing extends LinkState {
  private final long since;
  private Answer answer;

  /**
   * @param answer whether the answer to a login of this link is still to come
   */
  Closing(Link link, Answer answer) {
    super(link);
    this.since = link.loop().now();
    this.answer = answer;
  }

  @Override
  void frame(ClientFrame frame) {
    // Said before the client knew.
  }

  @Override
  void command(LinkCommand command) {
    if (command instanceof LinkCommand.Attached attached) {
      link.tellSession(attached.user(), new Session.LinkClosed(attached.fence(), link.age()));
    }
    if (command instanceof LinkCommand.Attached || command instanceof LinkCommand.Refused) {
      answer = Answer.NONE_OWED;
      removeIfGone();
    }
  }

  @Override
  void write(ByteBuf frame) {
    frame.release();
  }

  @Override
  void sweep(long now) {
    GatewaySettings settings = link.loop().settings();
    if (now - since > settings.closeTimeout().toMillis()) {
      link.closeSocket();
    }
    if (now - since > settings.loginTimeout().toMillis()) {
      answer = Answer.NONE_OWED;
      removeIfGone();
    }
  }

  @Override
  Answer answer() {
    return answer;
  }

  /** The socket has gone. */
  void removeIfGone() {
    if (answer == Answer.NONE_OWED && !link.isOpen()) {
      link.loop().remove(link);
    }
  }
}
