package io.rejoin.client;

import io.rejoin.profile.ClientHalf.Name;
import io.rejoin.wire.ClientFrame;
import io.rejoin.wire.Code;
import io.rejoin.wire.Codec;
import io.rejoin.wire.HeardFrame;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** How a client logs out: one logout at a time. */
final class Logout {
  private final LoginOwner host;
  private final Machine machine;
  private final Line line;
  private final Ticket ticket;
  private final Dialling dialling;

  /** The one that is under way; null if none is. */
  private Leaving leaving;

  Logout(LoginOwner host, Machine machine, Line line, Ticket ticket, Dialling dialling) {
    this.host = host;
    this.machine = machine;
    this.line = line;
    this.ticket = ticket;
    this.dialling = dialling;
  }

  /**
   * Ends the login: the state at once; done when the server knows it or cannot be reached in time.
   *
   * @param afterMs how long the server is to wait for the user to come back instead
   */
  CompletableFuture<Void> begin(long afterMs) {
    if (machine.state() == State.DISCONNECTED) {
      throw RejoinException.of(
          Code.NOT_CONNECTED, "the client is disconnected: nobody is logged in");
    }
    if (leaving == null) {
      logOut(new ClientFrame.Logout(host.nextId(), afterMs));
    }
    return leaving == null ? CompletableFuture.completedFuture(null) : leaving.ended();
  }

  private void logOut(ClientFrame.Logout frame) {
    RejoinException error = RejoinException.of(Code.LOGGED_OUT, "logout was called");
    boolean hasLogin = machine.state() != State.ABORTED && ticket.isShown();
    boolean isOpen = line.isOpen();
    Rest rest = line.step() == Line.Step.LIVE ? host.setAside() : Rest.NOTHING;
    if (isOpen) {
      host.seen(ClientEvent.Direction.OUT, Codec.encodeText(frame));
    }
    CompletableFuture<HeardFrame> answer = line.stopAfter(frame, rest::answer);
    Supplier<ClientFrame.Login> farewell =
        hasLogin ? () -> ticket.farewell(host.nextId(), host.profileWanted()) : null;
    Leaving started =
        new Leaving(dialling, host.profile(), farewell, failure -> left(error, failure));
    leaving = started;
    goDisconnected(isOpen, error);
    answer.thenAccept(
        last -> {
          rest.fail(error);
          started.answered(last);
        });
  }

  /** By way of disconnecting, where the profile names that and an answer is awaited. */
  private void goDisconnected(boolean isAwaited, RejoinException error) {
    boolean isNamed = host.profile().states().containsKey(State.DISCONNECTING.wireName());
    if (isNamed && machine.state().leadsTo(State.DISCONNECTING)) {
      machine.enter(State.DISCONNECTING, Reason.LOGOUT, error);
    }
    if (!isAwaited || machine.state() != State.DISCONNECTING) {
      machine.enter(State.DISCONNECTED, Reason.LOGOUT, error);
    }
  }

  private void left(RejoinException error, RejoinException failure) {
    leaving = null;
    if (machine.state() == State.DISCONNECTING) {
      machine.enter(State.DISCONNECTED, Reason.LOGOUT, error);
    }
    if (failure != null) {
      Name vendor = host.profile().reasons().get(Reason.LOGOUT_FAILURE.wireName());
      host.tell(new ClientEvent.LogoutFailed(failure, vendor));
    }
  }

  /** Waits for none any more: another login follows, or nothing. */
  void giveUp() {
    Leaving before = leaving;
    leaving = null;
    if (before != null) {
      before.giveUp();
    }
    line.giveUp();
  }
}
