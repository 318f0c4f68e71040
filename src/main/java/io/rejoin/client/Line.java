package io.rejoin.client;

import io.rejoin.client.Alarms.Alarm;
import io.rejoin.profile.ClientHalf;
import io.rejoin.wire.ClientFrame;
import io.rejoin.wire.HeardFrame;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.Function;

/**
 * The way to the server: dials, and dials again after each failure, until it is stopped. It is
 * always in one {@link Step}, each a method below.
 */
final class Line {
  enum Step {
    IDLE,
    /** For the next attempt. */
    WAITING,
    /** No socket yet. */
    DIALING,
    /** Login is sent, and not answered. */
    GREETING,
    LIVE,
    /** Waits for a new token. */
    PARKED
  }

  /** Whose line it is. */
  interface Owner {
    /** The client half of the profile, whenever it is asked for. */
    ClientHalf profile();

    /** A socket is open, and login is to be sent. */
    void greet();

    void received(HeardFrame frame, String text);

    void unreadable(String start);

    /** A socket has closed by itself, in that step. */
    void broken(int code, String reason, Step step);

    /** A ping is to be sent. */
    void beat();

    /** An attempt has failed, and the next one waits. */
    void attemptEnded();

    /** For how long nothing was heard. */
    long silentMs();
  }

  private final Owner owner;
  private final Function<Link.Ear, Link> dial;
  private final Alarms alarms;
  private final Backoff backoff;
  private Step step = Step.IDLE;
  private Link link;
  private Link retired;
  private Alarm alarm;

  Line(Owner owner, Function<Link.Ear, Link> dial, Alarms alarms, DoubleSupplier random) {
    this.owner = owner;
    this.dial = dial;
    this.alarms = alarms;
    backoff = new Backoff(random);
  }

  Step step() {
    return step;
  }

  /** Begins: the first attempt is made at once. */
  void start() {
    backoff.reset();
    dialing();
  }

  /** Gives the current link up, if there is one, and goes on with the next attempt. */
  void retry(long atLeastMs) {
    waiting(
        Math.max(atLeastMs, backoff.nextDelayMs(owner.profile().reconnect(), owner.silentMs())));
  }

  /** The network is back: starts over at once; where a link is live, asks it for a sign of life. */
  void hint() {
    backoff.reset();
    switch (step) {
      case LIVE -> beat();
      case WAITING, DIALING, GREETING -> dialing();
      case IDLE, PARKED -> {}
    }
  }

  /** The login was taken: from now on frames go both ways. */
  void live() {
    enter(Step.LIVE);
    alarm = alarms.in(owner.profile().heartbeat().toMillis(), this::beat);
  }

  /** The link has answered as only a working one does: the next failure is a first one again. */
  void proven() {
    backoff.reset();
  }

  /** Makes no attempts until {@link #unpark}. */
  void park() {
    drop();
    enter(Step.PARKED);
    owner.attemptEnded();
  }

  /** Goes on after {@link #park}. */
  void unpark() {
    if (step == Step.PARKED) {
      start();
    }
  }

  /** Sends on the current link; returns false if there is none that is open. */
  boolean send(String frame) {
    return link != null && link.send(frame);
  }

  /** Ends all this at once. */
  void stop() {
    drop();
    enter(Step.IDLE);
  }

  /** Whether a link is open, be it that its login was not answered yet. */
  boolean isOpen() {
    return step == Step.LIVE || step == Step.GREETING;
  }

  /**
   * Ends all this; over an open link only after a last frame was answered.
   *
   * @param late hears what comes over the link until then
   * @return done with the answer; with null if no link is open, it has ended without an answer, or
   *     the time is up
   */
  CompletableFuture<HeardFrame> stopAfter(ClientFrame frame, Consumer<HeardFrame> late) {
    Link last = isOpen() ? link : null;
    link = last == null ? link : null;
    stop();
    retired = last;
    CompletableFuture<HeardFrame> ended = new CompletableFuture<>();
    if (last == null) {
      ended.complete(null);
    } else {
      long limitMs = owner.profile().requestTimeout().toMillis();
      last.retire(frame, alarms, limitMs, late, ended::complete);
    }
    return ended;
  }

  /** Waits for the answer to a last frame no longer. */
  void giveUp() {
    if (retired != null) {
      retired.giveUp();
    }
  }

  private void waiting(long delayMs) {
    drop();
    enter(Step.WAITING);
    alarm = alarms.in(delayMs, this::dialing);
    owner.attemptEnded();
  }

  private void dialing() {
    drop();
    enter(Step.DIALING);
    // The limit covers the greeting too: a server that accepts and then says nothing is no server.
    long limitMs = owner.profile().reconnect().attemptTimeout().toMillis();
    alarm = alarms.in(limitMs, () -> retry(0));
    link = dial.apply(new LinkEar());
  }

  private void greeting() {
    step = Step.GREETING;
    owner.greet();
  }

  private void beat() {
    live();
    owner.beat();
  }

  private void drop() {
    if (link != null) {
      link.abandon();
      link = null;
    }
  }

  private void enter(Step next) {
    Alarms.cancel(alarm);
    alarm = null;
    step = next;
  }

  private final class LinkEar implements Link.Ear {
    @Override
    public void opened() {
      greeting();
    }

    @Override
    public void received(HeardFrame frame, String text) {
      owner.received(frame, text);
    }

    @Override
    public void unreadable(String start) {
      owner.unreadable(start);
    }

    @Override
    public void closed(int code, String reason) {
      link = null;
      owner.broken(code, reason, step);
    }
  }
}
