package io.rejoin.client;

import io.rejoin.profile.ClientHalf;
import io.rejoin.profile.ClientHalf.Name;
import io.rejoin.wire.ClientFrame;
import io.rejoin.wire.Code;
import io.rejoin.wire.Codec;
import io.rejoin.wire.HeardFrame;
import io.rejoin.wire.ServerFrame;
import io.rejoin.wire.ServerFrame.Renewed;
import java.util.concurrent.CompletableFuture;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A login and its resumption: owns the client's state, and the line beneath it. State and line are
 * two things: a line may break and be mended within the time that the profile allows, and the state
 * stays {@code connected} all the while.
 */
final class Session implements Line.Owner, Machine.Entries, SilenceSteps.Host {

  private final LoginOwner host;
  private final Alarms alarms;
  private final Ticket ticket;
  private final Line line;
  private final SilenceSteps steps;
  private final Silence silence;
  private final TokenEnd tokenEnd;
  private final Machine machine = new Machine(this);
  private final Logout logout;
  private Ticket.Greeting greeting;
  private CompletableFuture<Void> login;
  private Alarms.Alarm loginAlarm;

  Session(
      LoginOwner host,
      Ticket ticket,
      Function<Link.Ear, Link> dial,
      Alarms alarms,
      ClientSettings settings,
      DoubleSupplier random) {
    this.host = host;
    this.ticket = ticket;
    this.alarms = alarms;
    tokenEnd =
        new TokenEnd(alarms, () -> host.tell(new ClientEvent.TokenExpired()), ticket::useOffered);
    steps = new SilenceSteps(this, alarms, tokenEnd, settings.lateAfter());
    silence = steps.silence();
    line = new Line(this, dial, alarms, random);
    logout = new Logout(host, machine, line, ticket, new Dialling(dial, alarms, random));
  }

  State state() {
    return machine.state();
  }

  @Override
  public boolean isLive() {
    return line.step() == Line.Step.LIVE;
  }

  /** The user of the current or last login; null before the first. */
  String user() {
    return ticket.user();
  }

  /** The measured state of things, for messages. */
  String describe() {
    return state().wireName() + ", " + steps.describe();
  }

  CompletableFuture<Void> login(String asUser, String withToken) {
    if (!state().leadsTo(State.CONNECTING)) {
      throw RejoinException.of(Code.ALREADY_LOGGED_IN, "the client is " + state().wireName());
    }
    logout.giveUp();
    ticket.begin(asUser, withToken);
    tokenEnd.forget();
    login = new CompletableFuture<>();
    CompletableFuture<Void> asked = login;
    machine.enter(State.CONNECTING, Reason.LOGIN, null);
    return asked;
  }

  /**
   * Ends the login: the state at once; done when the server knows it or cannot be reached in time.
   *
   * @param afterMs how long the server is to wait for the user to come back instead
   */
  CompletableFuture<Void> logout(long afterMs) {
    return logout.begin(afterMs);
  }

  /** Ends everything without telling the server, as a process does that is killed. */
  void close(RejoinException error) {
    logout.giveUp();
    if (state().leadsTo(State.DISCONNECTED)) {
      machine.enter(State.DISCONNECTED, Reason.LOGOUT, error);
    }
  }

  /**
   * A new token: the server is asked to take it, by {@code ask}. It is used at once only where the
   * last has ended; one that is refused for good leaves the last in use.
   */
  CompletableFuture<ServerFrame> renew(
      String newToken, Supplier<CompletableFuture<ServerFrame>> ask) {
    if (isParked() || tokenEnd.isPast()) {
      ticket.use(newToken);
      tokenEnd.forget();
      line.unpark();
    } else {
      ticket.offer(newToken);
    }
    return ask.get()
        .whenComplete(
            (answer, thrown) -> {
              if (ticket.renewed(newToken, thrown)) {
                tokenEnd.isIn(
                    answer instanceof Renewed renewed ? renewed.tokenExpiresInMs() : null);
              }
            });
  }

  /** When the token that was given last ends. */
  TokenEnd tokenEnd() {
    return tokenEnd;
  }

  void networkIsBack() {
    if (!silence.measure()) {
      line.hint();
    }
  }

  boolean send(ClientFrame frame) {
    String text = Codec.encodeText(frame);
    boolean sent = line.send(text);
    if (sent) {
      host.seen(ClientEvent.Direction.OUT, text);
    }
    return sent;
  }

  // What the line tells.

  @Override
  public ClientHalf profile() {
    return host.profile();
  }

  @Override
  public void beat() {
    if (send(new ClientFrame.Ping())) {
      silence.pinged();
    }
  }

  /** A question that an attempt was to answer can be judged. */
  @Override
  public void attemptEnded() {
    silence.judge();
  }

  @Override
  public long silentMs() {
    return silence.ms();
  }

  @Override
  public void greet() {
    greeting =
        ticket.greeting(
            host.nextId(), host.profileWanted(), host.ownAttributes(), host.positions());
    send(greeting.frame());
  }

  @Override
  public void received(HeardFrame frame, String text) {
    host.seen(ClientEvent.Direction.IN, text);
    if (line.step() != Line.Step.GREETING) {
      silence.heard();
      if (frame instanceof HeardFrame.Known known && known.frame() instanceof ServerFrame.Pong) {
        silence.ponged();
        line.proven();
      }
      host.received(frame);
    } else if (frame instanceof HeardFrame.Refusal refusal) {
      if (refusal.id() == null || refusal.id() == greeting.frame().id()) {
        refused(refusal);
      }
    } else if (Answers.idOf(frame) == greeting.frame().id()
        && ((HeardFrame.Known) frame).frame() instanceof ServerFrame.LoggedIn loggedIn) {
      loggedIn(loggedIn);
    }
  }

  @Override
  public void unreadable(String start) {
    host.tell(
        new ClientEvent.Failure(
            RejoinException.of(Code.BAD_JSON, "the server sent no frame: " + start)));
  }

  @Override
  public void broken(int code, String reason, Line.Step step) {
    RejoinException error = RejoinException.ofClose(code, reason);
    if (step == Line.Step.LIVE) {
      silence.linkLost();
      host.linkLost();
    }
    if (step == Line.Step.GREETING && ticket.isTaken() && error.isLoginGone()) {
      ticket.anew();
      line.retry(0);
    } else if (error.is(Code.TOKEN_EXPIRED) && step != Line.Step.LIVE) {
      tokenHasEnded(error);
    } else if (error.is(Code.TOKEN_EXPIRED) || !error.retry()) {
      stopFor(error);
    } else {
      line.retry(0);
    }
  }

  // What states do when they are entered.

  @Override
  public void entered(State state, RejoinException error) {
    switch (state) {
      case CONNECTING -> connecting();
      case CONNECTED -> steps.connected();
      case RECONNECTING -> steps.reconnecting();
      case DISCONNECTING, DISCONNECTED, ABORTED, FAILED -> over(error);
    }
  }

  private void connecting() {
    long limitMs = profile().loginTimeout().toMillis();
    silence.heard();
    loginAlarm =
        alarms.in(
            limitMs,
            () ->
                machine.enter(
                    State.DISCONNECTED,
                    Reason.LOGIN_TIMEOUT,
                    RejoinException.of(Code.TIMEOUT, "no login within " + Seconds.of(limitMs))));
    line.start();
  }

  private void over(RejoinException error) {
    line.stop();
    if (login != null) {
      login.completeExceptionally(error);
      login = null;
    }
    host.ended(error);
  }

  @Override
  public void leave() {
    Alarms.cancel(loginAlarm);
    loginAlarm = null;
    steps.stop();
  }

  // What leads from state to state.

  private void loggedIn(ServerFrame.LoggedIn frame) {
    ticket.taken(frame);
    tokenEnd.isIn(frame.tokenExpiresInMs());
    silence.heard();
    line.live();
    host.live(frame, greeting.isWhole());
    if (state() != State.CONNECTED) {
      Reason reason = frame.resumed() ? Reason.RESUMED : Reason.LOGIN_SUCCESS;
      machine.enter(State.CONNECTED, reason, null);
    }
    if (login != null) {
      login.complete(null);
      login = null;
    }
  }

  private void refused(HeardFrame.Refusal refusal) {
    RejoinException error = Answers.errorOf(refusal);
    if (ticket.isTaken() && error.isLoginGone()) {
      // The link stays open for another try.
      ticket.anew();
      greet();
    } else if (error.is(Code.TOKEN_EXPIRED)) {
      tokenHasEnded(error);
    } else if (error.retry()) {
      line.retry(error.retryAfterMs().orElse(0));
    } else {
      stopFor(error);
    }
  }

  private void tokenHasEnded(RejoinException error) {
    if (state() == State.CONNECTING) {
      stopFor(error);
    } else {
      line.park();
      if (ticket.useOther()) {
        tokenEnd.forget();
        line.unpark(); // It was refused what was shown before; of the new one nothing is said.
      } else {
        tokenEnd.passed();
      }
    }
  }

  private void stopFor(RejoinException error) {
    if (state() == State.CONNECTING) {
      machine.enter(State.DISCONNECTED, Reason.LOGIN_FAILURE, error);
    } else if (error.is(Code.LOGGED_OUT)) {
      machine.enter(State.DISCONNECTED, Reason.LOGOUT, error);
    } else {
      machine.enter(State.ABORTED, error.abortReason(), error);
    }
  }

  // What a silence does.

  @Override
  public boolean isParked() {
    return line.step() == Line.Step.PARKED;
  }

  @Override
  public void ask() {
    line.hint();
  }

  @Override
  public void interrupted(RejoinException error) {
    if (isLive()) {
      host.linkLost();
      line.retry(0);
    }
    machine.enter(State.RECONNECTING, Reason.INTERRUPTED, error);
  }

  @Override
  public void lost(long silentMs) {
    host.tell(new ClientEvent.Lost(silentMs, reason(Reason.LOST)));
  }

  private Name reason(Reason generic) {
    return profile().reasons().get(generic.wireName());
  }

  @Override
  public void gaveUp(RejoinException error) {
    machine.enter(State.FAILED, Reason.GAVE_UP, error);
  }

  @Override
  public void told(Machine.Transition transition) {
    host.tell(transition.in(profile()));
  }
}
