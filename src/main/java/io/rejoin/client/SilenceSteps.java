package io.rejoin.client;

import io.rejoin.profile.ClientHalf;
import io.rejoin.wire.Code;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The steps of a login's silence, as its profile has them, and the questions that are asked where a
 * step was not waited for.
 */
final class SilenceSteps {

  /** Whose silence it is. */
  interface Host {
    ClientHalf profile();

    boolean isLive();

    boolean isParked();

    /** Sends a ping over a live link; dials at once without one. */
    void ask();

    void interrupted(RejoinException error);

    void lost(long silentMs);

    void gaveUp(RejoinException error);
  }

  private final Host host;
  private final Alarms alarms;
  private final Silence silence;
  private final TokenEnd tokenEnd;
  private Alarms.Alarm question;

  SilenceSteps(Host host, Alarms alarms, TokenEnd tokenEnd, Duration lateAfter) {
    this.host = host;
    this.alarms = alarms;
    this.tokenEnd = tokenEnd;
    this.silence = new Silence(alarms, lateAfter.toMillis(), this::ask);
  }

  Silence silence() {
    return silence;
  }

  /** The measured state of things, for messages. */
  String describe() {
    return silence.fact() + " for " + Seconds.of(silence.ms());
  }

  /** From now on a silence interrupts the login. */
  void connected() {
    watch(Stream.of(step(Optional.of(host.profile().interruptedAfter()), this::interrupted)));
  }

  /** The silence goes on that has interrupted it. */
  void reconnecting() {
    watch(
        Stream.of(
            step(host.profile().lostAfter(), () -> host.lost(silence.ms())),
            tokenEnd.during(silence),
            step(host.profile().giveUpAfter(), this::gaveUp)));
  }

  /** No silence matters. */
  void stop() {
    Alarms.cancel(question);
    question = null;
    silence.stop();
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

  /** What is asked over a live link is judged after a heartbeat; an attempt, when it has ended. */
  private void ask() {
    Alarms.cancel(question);
    host.ask();
    if (host.isLive()) {
      question = alarms.in(host.profile().heartbeat().toMillis(), silence::judge);
    } else if (host.isParked()) {
      silence.judge();
    }
  }

  private void interrupted() {
    RejoinException error = silent(host.profile().interruptedAfter());
    silence.interrupted();
    host.interrupted(error);
  }

  private void gaveUp() {
    host.gaveUp(silent(host.profile().giveUpAfter().orElseThrow()));
  }

  private RejoinException silent(Duration limit) {
    return RejoinException.of(Code.TIMEOUT, describe() + "; limit " + Seconds.of(limit.toMillis()));
  }
}
