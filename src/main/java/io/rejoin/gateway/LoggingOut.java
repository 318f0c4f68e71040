package io.rejoin.gateway;

import io.netty.buffer.ByteBuf;
import io.rejoin.room.Fence;
import io.rejoin.session.LinkCommand;
import io.rejoin.session.Session;
import io.rejoin.session.UserKey;
import io.rejoin.wire.ClientFrame;
import io.rejoin.wire.Code;

/**
 * The client has logged out by a link that was not attached, and waits for the answer, by which the
 * link is closed. A login of the link that is still under way ends with it.
 */
final class LoggingOut extends LinkState {
  private final UserKey user;
  private final long request;
  private final long since;
  private Answer answer;

  /** Under which the link was attached all the same; null if it was not. */
  private Fence fence;

  /**
   * @param request the id of the frame that is to be answered
   * @param answer whether the answer to a login of this link is still to come
   */
  LoggingOut(Link link, UserKey user, long request, Answer answer) {
    super(link);
    this.user = user;
    this.request = request;
    this.since = link.loop().now();
    this.answer = answer;
  }

  /** What the session is told; answered under that id. */
  static Session.Command farewell(Link link, ClientFrame.Login login, long request) {
    long epoch = login.resume() == null ? 0 : login.resume().epoch();
    return new Session.Farewell(link.address(), request, login.instance(), login.attempt(), epoch);
  }

  @Override
  void frame(ClientFrame frame) {
    link.refuse(frame.id(), Code.LOGIN_FIRST, "this link has logged out");
  }

  @Override
  void command(LinkCommand command) {
    if (command instanceof LinkCommand.Attached attached) {
      answer = Answer.NONE_OWED;
      fence = attached.fence();
    } else if (command instanceof LinkCommand.Done) {
      link.done(request);
      link.close(Code.LOGGED_OUT, "logged out");
    } else if (command instanceof LinkCommand.Refused refused && refused.request() == request) {
      link.refuse(request, refused.code(), refused.message(), refused.retryAfterMillis());
    } else if (command instanceof LinkCommand.Refused) {
      answer = Answer.NONE_OWED;
    } else if (command instanceof LinkCommand.Close close) {
      // The session has carried the logout out, and closes what it had attached.
      link.done(request);
      link.close(close.code(), close.message());
    }
  }

  @Override
  void write(ByteBuf frame) {
    frame.release();
  }

  @Override
  void sweep(long now) {
    long limit = link.loop().settings().loginTimeout().toMillis();
    if (now - since > limit) {
      String fact = "no answer to the logout for " + Facts.seconds(now - since) + "; limit ";
      link.close(Code.INTERNAL, fact + Facts.seconds(limit));
    }
  }

  @Override
  Answer answer() {
    return answer;
  }

  @Override
  void ended() {
    link.tellSession(
        user,
        fence == null
            ? new Session.LinkGone(link.address())
            : new Session.LinkClosed(fence, link.age()));
  }
}
