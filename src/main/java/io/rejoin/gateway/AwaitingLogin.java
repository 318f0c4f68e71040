package io.rejoin.gateway;

import io.netty.buffer.ByteBuf;
import io.rejoin.session.LinkCommand;
import io.rejoin.session.UserKey;
import io.rejoin.wire.ClientFrame;
import io.rejoin.wire.Code;

/** The handshake is done, or a login was refused; the client shall log in, in time. */
final class AwaitingLogin extends LinkState {
  private final long since;

  AwaitingLogin(Link link) {
    super(link);
    this.since = link.loop().now();
  }

  @Override
  void frame(ClientFrame frame) {
    if (frame instanceof ClientFrame.Login login) {
      logIn(login);
    } else {
      link.refuse(frame.id(), Code.LOGIN_FIRST, "the first frame of a link is login");
    }
  }

  private void logIn(ClientFrame.Login login) {
    try {
      if (login.logout()) {
        UserKey user = LoginCheck.farewell(login, link);
        link.become(new LoggingOut(link, user, login.id(), LinkState.Answer.NONE_OWED));
        link.tellSession(user, LoggingOut.farewell(link, login, login.id()));
        return;
      }
      LoginCheck checked = LoginCheck.of(login, link);
      link.become(new LoggingIn(link, checked, login));
      link.tellSession(checked.user().key(), checked.command(login, link.address()));
    } catch (RefusedException e) {
      link.refuse(login.id(), e);
    }
  }

  @Override
  void command(LinkCommand command) {
    if (command instanceof LinkCommand.Close close) {
      link.close(close.code(), close.message());
    }
  }

  @Override
  void write(ByteBuf frame) {
    frame.release(); // of a room that a refused resume had entered
  }

  @Override
  void sweep(long now) {
    long limit = link.loop().settings().loginTimeout().toMillis();
    if (now - since > limit) {
      link.close(
          Code.LOGIN_TIMEOUT,
          "no login for " + Facts.seconds(now - since) + "; limit " + Facts.seconds(limit));
    }
  }
}
