package io.rejoin.simulator;

import io.rejoin.client.ClientEvent;
import io.rejoin.client.Reason;
import io.rejoin.client.State;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The end of a token is told when it has come, once, and changes no state; an ended token lets
 * nobody in; who is given a new one goes on. Not asked of a login that a process which stood still
 * was asked for: it begins when the process goes on, and only then it shows whether it does, and so
 * with which token. A token that the server has not acknowledged may be the one in use, or not: so
 * long the later end counts.
 */
final class TokenCheck implements Check {

  /** What is known of the tokens of one login. */
  private static final class Tokens {
    private final List<Long> unsure = new ArrayList<>();
    private long firstEnds;
    private long ends;
    private long givenAt;
    private int given;
    private int told;
    private long toldAt = -1;

    Tokens(long at, long ends) {
      this.firstEnds = ends;
      this.ends = ends;
      this.givenAt = at;
      this.given = 1;
    }

    void give(long at, long newEnds) {
      firstEnds = Math.min(firstEnds, newEnds);
      unsure.add(newEnds);
      givenAt = at;
      given++;
    }

    /** That one is in use now, and of those that were given before it none is any more. */
    void renewed(long newEnds) {
      ends = newEnds;
      unsure.subList(0, unsure.indexOf(newEnds) + 1).clear();
    }

    /** Whether the end of one was told that may be the one in use. */
    boolean areTold() {
      return toldAt >= unsure.stream().mapToLong(Long::longValue).reduce(ends, Math::min);
    }

    /** The end of the one that was given last. */
    long newest() {
      return unsure.isEmpty() ? ends : unsure.get(unsure.size() - 1);
    }

    /** When the one in use has ended, whichever it is. */
    long lastEnds() {
      return unsure.stream().mapToLong(Long::longValue).reduce(ends, Math::max);
    }
  }

  /** Those of logins that have not begun. */
  private final Map<Process, Tokens> given = new HashMap<>();

  private final Map<Process, Tokens> logins = new HashMap<>();
  private final Findings findings;
  private final World world;
  private final Timing timing;

  TokenCheck(Findings findings, World world, Timing timing) {
    this.findings = findings;
    this.world = world;
    this.timing = timing;
  }

  @Override
  public void see(long at, Fact fact) {
    if (fact instanceof Fact.Given gift) {
      given(at, gift);
    } else if (fact instanceof Fact.Renewed renewed && logins.containsKey(renewed.to())) {
      logins.get(renewed.to()).renewed(renewed.endsAt());
    } else if (fact instanceof Fact.Told told && beginsLogin(told.event())) {
      begins(told.to());
    } else if (fact instanceof Fact.Told told && logins.containsKey(told.to())) {
      Tokens tokens = logins.get(told.to());
      if (told.event() instanceof ClientEvent.TokenExpired) {
        expired(at, told, tokens);
      } else if (told.event() instanceof ClientEvent.StateChanged changed) {
        changed(at, told, changed, tokens);
      }
    }
  }

  private void given(long at, Fact.Given gift) {
    if (!gift.forLogin()) {
      Tokens tokens = logins.get(gift.to());
      if (tokens != null) {
        tokens.give(at, gift.endsAt());
      }
    } else if (gift.endsAt() == Fact.Given.UNKNOWN) {
      given.remove(gift.to());
    } else {
      given.put(gift.to(), new Tokens(at, gift.endsAt()));
    }
  }

  private static boolean beginsLogin(ClientEvent event) {
    return event instanceof ClientEvent.StateChanged changed
        && changed.to() == State.CONNECTING
        && changed.reason() == Reason.LOGIN;
  }

  /** From now on the tokens are those that were given for this login, if they are known. */
  private void begins(Process process) {
    Tokens tokens = given.remove(process);
    if (tokens == null) {
      logins.remove(process);
    } else {
      logins.put(process, tokens);
    }
  }

  private void expired(long at, Fact.Told told, Tokens tokens) {
    tokens.toldAt = at;
    if (at < tokens.firstEnds) {
      add("the end of a token is not told before it has come", at, told.toString());
    }
    if (++tokens.told > tokens.given) {
      add("the end of a token is told once", at, told.toString());
    }
  }

  private void changed(long at, Fact.Told told, ClientEvent.StateChanged changed, Tokens tokens) {
    boolean comesIn =
        changed.reason() == Reason.LOGIN_SUCCESS || changed.reason() == Reason.RESUMED;
    if (changed.to() == State.ABORTED && changed.reason() == Reason.TOKEN_EXPIRED) {
      add("the end of a token changes no state", at, told.toString());
    } else if (comesIn
        && at > tokens.lastEnds() + timing.slack()
        && device(told.to()).isSoundFor(timing.settling())) {
      add(
          "an ended token lets nobody in",
          at,
          told + ", ended at " + Fact.seconds(tokens.lastEnds()));
    }
  }

  @Override
  public void tick(long at) {
    logins.forEach(
        (process, tokens) -> {
          Device device = device(process);
          if (device.process().equals(process) && device.isSoundFor(timing.settling())) {
            look(at, process, device, tokens);
          }
        });
  }

  private void look(long at, Process process, Device device, Tokens tokens) {
    long ends = tokens.lastEnds();
    State state = device.client().state();
    boolean isIn = state == State.CONNECTED || state == State.RECONNECTING;
    if (isIn && at > ends + timing.settling() && !tokens.areTold()) {
      add("who has an ended token is told", at, process + ", ended " + Fact.seconds(ends));
    }
    boolean isStuck =
        state == State.RECONNECTING
            && tokens.newest() > at
            && at - tokens.givenAt > timing.settling()
            && device.isSoundFor(timing.window())
            && world.isWellFor(timing.window());
    if (isStuck) {
      add("who has a new token goes on", at, process + ", given " + Fact.seconds(tokens.givenAt));
    }
  }

  private Device device(Process process) {
    return world.device(process.device());
  }

  private void add(String rule, long at, String fact) {
    findings.add("tokens", rule, at, fact);
  }
}
