package io.rejoin.gateway;

import io.netty.buffer.ByteBuf;
import io.rejoin.session.LinkCommand;
import io.rejoin.session.Session;
import io.rejoin.wire.ClientFrame;
import io.rejoin.wire.Code;
import java.util.ArrayList;
import java.util.List;

/**
 * The session is asked. Rooms that a resume enters may speak before the session's answer comes by
 * here; what they say waits, so that {@code logged-in} is the first that the client hears.
 */
final class LoggingIn extends LinkState {
  private final LoginCheck login;
  private final ClientFrame.Login frame;
  private final long since;
  private final List<ByteBuf> early = new ArrayList<>();
  private int earlyBytes;

  LoggingIn(Link link, LoginCheck login, ClientFrame.Login frame) {
    super(link);
    this.login = login;
    this.frame = frame;
    this.since = link.loop().now();
  }

  @Override
  void frame(ClientFrame said) {
    if (said instanceof ClientFrame.Ping) {
      link.send(Attached.EMPTY_PONG);
    } else if (said instanceof ClientFrame.Logout logout) {
      logOut(logout);
    } else if (said instanceof ClientFrame.Login) {
      link.refuse(said.id(), Code.ALREADY_LOGGED_IN, "a login of this link is under way");
    } else {
      link.refuse(said.id(), Code.LOGIN_FIRST, "the login has not been answered yet");
    }
  }

  /** The client does not wait for the answer to its login. */
  private void logOut(ClientFrame.Logout logout) {
    release();
    link.unseatAll();
    link.become(new LoggingOut(link, login.user().key(), logout.id(), Answer.OWED));
    link.tellSession(login.user().key(), LoggingOut.farewell(link, frame, logout.id()));
  }

  @Override
  void command(LinkCommand command) {
    if (command instanceof LinkCommand.Attached attached) {
      Attached next = new Attached(link, login, attached.fence());
      link.become(next);
      next.tellLoggedIn(attached);
      early.forEach(link::deliver);
    } else if (command instanceof LinkCommand.Refused refused) {
      release();
      link.unseatAll();
      link.become(new AwaitingLogin(link));
      link.refuse(frame.id(), refused.code(), refused.message(), refused.retryAfterMillis());
    } else if (command instanceof LinkCommand.Close close) {
      link.close(close.code(), close.message());
    }
  }

  @Override
  void write(ByteBuf frame) {
    earlyBytes += frame.readableBytes();
    early.add(frame);
    int limit = link.loop().settings().outboundHighWaterMark();
    if (earlyBytes > limit) {
      link.close(
          Code.SLOW_CONSUMER, earlyBytes + " bytes wait for the login's answer; limit " + limit);
    }
  }

  @Override
  void sweep(long now) {
    long limit = link.loop().settings().loginTimeout().toMillis();
    if (now - since > limit) {
      link.close(
          Code.INTERNAL,
          "no answer to the login for "
              + Facts.seconds(now - since)
              + "; limit "
              + Facts.seconds(limit));
    }
  }

  @Override
  Answer answer() {
    return Answer.OWED;
  }

  @Override
  void ended() {
    link.tellSession(login.user().key(), new Session.LinkGone(link.address()));
    release();
  }

  private void release() {
    early.forEach(ByteBuf::release);
    early.clear();
  }
}
