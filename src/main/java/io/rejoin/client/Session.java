package io.rejoin.client;

import io.rejoin.profile.ClientHalf;
import io.rejoin.profile.ClientHalf.Name;
import io.rejoin.wire.ClientFrame;
import io.rejoin.wire.Code;
import io.rejoin.wire.Codec;
import io.rejoin.wire.HeardFrame;
import io.rejoin.wire.RoomPosition;
import io.rejoin.wire.ServerFrame;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A login and its resumption: owns the client's state, and the line beneath it. State and line are
 * two things: a line may break and be mended within the time that the profile allows, and the state
 * stays {@code connected} all the while.
 */
final class Session implements Line.Owner, Machine.Entries {

  /** Codes by which a resume is refused and a new login can help. */
  private static final Set<String> LOGIN_IS_GONE =
      Set.of(Code.EPOCH_UNKNOWN.wireName(), Code.SESSION_CLOSED.wireName());

  /** Reasons of an end by the server that have a name of their own: that of the code. */
  private static final Set<Reason> ABORT_REASONS =
      Set.of(Reason.SUPERSEDED, Reason.KICKED, Reason.BANNED, Reason.TOKEN_EXPIRED);

  /** Whose login it is. */
  interface Host {
    ClientHalf profile();

    /** The name to ask for as profile; null to follow the server. */
    String profileWanted();

    long nextId();

    /** What the rooms to be in again have. */
    Map<String, RoomPosition> positions();

    void live(ServerFrame.LoggedIn loggedIn);

    void linkLost();

    void received(HeardFrame frame);

    /** The login is over. */
    void ended(RejoinException error);

    void seen(ClientEvent.Direction direction, String frame);

    void tell(ClientEvent event);
  }

  private final Host host;
  private final Alarms alarms;
  private final Ticket ticket;
  private final Line line;
  private final Silence silence;
  private final TokenEnd tokenEnd;
  private final Machine machine = new Machine(this);
  private long greeting;
  private CompletableFuture<Void> login;
  private Alarms.Alarm loginAlarm;

  Session(
      Host host,
      Ticket ticket,
      Function<Link.Ear, Link> dial,
      Alarms alarms,
      DoubleSupplier random) {
    this.host = host;
    this.ticket = ticket;
    this.alarms = alarms;
    silence = new Silence(alarms);
    tokenEnd = new TokenEnd(alarms, () -> host.tell(new ClientEvent.TokenExpired()));
    line = new Line(this, dial, alarms, random);
  }

  State state() {
    return machine.state();
  }

  boolean isLive() {
    return line.step() == Line.Step.LIVE;
  }

  /** The user of the current or last login; null before the first. */
  String user() {
    return ticket.user();
  }

  /** The measured state of things, for messages. */
  String describe() {
    return state().wireName() + ", nothing heard for " + Seconds.of(silence.ms());
  }

  CompletableFuture<Void> login(String asUser, String withToken) {
    if (!state().leadsTo(State.CONNECTING)) {
      throw RejoinException.of(Code.ALREADY_LOGGED_IN, "the client is " + state().wireName());
    }
    ticket.begin(asUser, withToken);
    tokenEnd.forget();
    login = new CompletableFuture<>();
    CompletableFuture<Void> asked = login;
    machine.enter(State.CONNECTING, Reason.LOGIN, null);
    return asked;
  }

  CompletableFuture<Void> logout() {
    if (state() == State.DISCONNECTED) {
      throw RejoinException.of(
          Code.NOT_CONNECTED, "the client is disconnected: nobody is logged in");
    }
    ClientFrame.Logout frame = new ClientFrame.Logout(host.nextId(), 0);
    if (isLive()) {
      host.seen(ClientEvent.Direction.OUT, Codec.encodeText(frame));
    }
    CompletableFuture<Void> told = line.stopAfter(frame);
    machine.enter(
        State.DISCONNECTED,
        Reason.LOGOUT,
        RejoinException.of(Code.LOGGED_OUT, "logout was called"));
    return told;
  }

  /** Ends everything without telling the server, as a process does that is killed. */
  void close(RejoinException error) {
    if (state().leadsTo(State.DISCONNECTED)) {
      machine.enter(State.DISCONNECTED, Reason.LOGOUT, error);
    }
  }

  /** Keeps a new token for the logins and resumes to come, and goes on if one was waited for. */
  void useToken(String newToken) {
    ticket.use(newToken);
    tokenEnd.forget();
    line.unpark();
  }

  /** When the token that was given last ends. */
  TokenEnd tokenEnd() {
    return tokenEnd;
  }

  void networkIsBack() {
    silence.measure();
    line.hint();
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
    send(new ClientFrame.Ping());
  }

  @Override
  public void greet() {
    greeting = host.nextId();
    send(ticket.greeting(greeting, host.profileWanted(), host::positions));
  }

  @Override
  public void received(HeardFrame frame, String text) {
    host.seen(ClientEvent.Direction.IN, text);
    if (line.step() != Line.Step.GREETING) {
      silence.heard();
      if (frame instanceof HeardFrame.Known known && known.frame() instanceof ServerFrame.Pong) {
        line.proven();
      }
      host.received(frame);
    } else if (frame instanceof HeardFrame.Refusal refusal) {
      if (refusal.id() == null || refusal.id() == greeting) {
        refused(refusal);
      }
    } else if (Answers.idOf(frame) == greeting
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
      host.linkLost();
    }
    if (step == Line.Step.GREETING && ticket.isTaken() && LOGIN_IS_GONE.contains(error.code())) {
      ticket.anew();
      line.retry(0);
    } else if (error.is(Code.TOKEN_EXPIRED) && step != Line.Step.LIVE) {
      tokenRefused(error);
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
      case CONNECTED -> connected();
      case RECONNECTING -> reconnecting();
      case DISCONNECTED, ABORTED, FAILED -> over(error);
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

  private void connected() {
    watch(Stream.of(step(Optional.of(profile().interruptedAfter()), this::interrupted)));
  }

  private void reconnecting() {
    watch(
        Stream.of(
            step(profile().lostAfter(), this::lost),
            tokenEnd.during(silence),
            step(profile().giveUpAfter(), this::gaveUp)));
  }

  private void watch(Stream<Optional<Silence.Step>> steps) {
    silence.watch(
        steps
            .flatMap(Optional::stream)
            .sorted(Comparator.comparingLong(Silence.Step::afterMs))
            .toList());
  }

  private static Optional<Silence.Step> step(Optional<Duration> after, Runnable reached) {
    return after.map(time -> new Silence.Step(time.toMillis(), reached));
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
    silence.stop();
  }

  // What leads from state to state.

  private void loggedIn(ServerFrame.LoggedIn frame) {
    ticket.taken(frame);
    tokenEnd.isIn(frame.tokenExpiresInMs());
    silence.heard();
    line.live();
    host.live(frame);
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
    if (ticket.isTaken() && LOGIN_IS_GONE.contains(error.code())) {
      // The link stays open for another try.
      ticket.anew();
      greet();
    } else if (error.is(Code.TOKEN_EXPIRED)) {
      tokenRefused(error);
    } else if (error.retry()) {
      line.retry(error.retryAfterMs().orElse(0));
    } else {
      stopFor(error);
    }
  }

  private void tokenRefused(RejoinException error) {
    if (state() == State.CONNECTING) {
      stopFor(error);
    } else {
      line.park();
      if (ticket.hasNewToken()) {
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
      Reason named = WireName.find(Reason.class, error.code());
      boolean known = named != null && ABORT_REASONS.contains(named);
      machine.enter(State.ABORTED, known ? named : Reason.SERVER_REFUSED, error);
    }
  }

  private void interrupted() {
    if (isLive()) {
      host.linkLost();
      line.retry(0);
    }
    machine.enter(State.RECONNECTING, Reason.INTERRUPTED, silent(profile().interruptedAfter()));
  }

  private void lost() {
    host.tell(new ClientEvent.Lost(silence.ms(), profile().reasons().get(Reason.LOST.wireName())));
  }

  private void gaveUp() {
    machine.enter(State.FAILED, Reason.GAVE_UP, silent(profile().giveUpAfter().orElseThrow()));
  }

  private RejoinException silent(Duration limit) {
    return RejoinException.of(
        Code.TIMEOUT,
        "nothing heard for "
            + Seconds.of(silence.ms())
            + "; limit "
            + Seconds.of(limit.toMillis()));
  }

  @Override
  public void told(Machine.Transition transition) {
    Name state = profile().states().get(transition.to().wireName());
    Name reason = profile().reasons().get(transition.reason().wireName());
    host.tell(
        new ClientEvent.StateChanged(
            transition.from(),
            transition.to(),
            transition.reason(),
            transition.error(),
            state,
            reason));
  }
}
