package io.rejoin.simulator;

import io.rejoin.client.ClientEvent;
import io.rejoin.client.Reason;
import io.rejoin.client.State;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** I6: the newest login of a user wins, and who has lost is told so once and stays silent. */
final class LoginCheck implements Check {
  private final Map<Process, Long> loggedIn = new HashMap<>();
  private final Set<Process> trying = new HashSet<>();
  private final Map<Process, Long> tried = new HashMap<>();
  private long dividedAt = -1;
  private final Map<String, Integer> asked = new HashMap<>();
  private final Set<Process> ended = new HashSet<>();
  private final Findings findings;
  private final World world;
  private final Timing timing;

  LoginCheck(Findings findings, World world, Timing timing) {
    this.findings = findings;
    this.world = world;
    this.timing = timing;
  }

  @Override
  public void see(long at, Fact fact) {
    if (fact instanceof Fact.Acted acted && isLogin(acted.act())) {
      asked.merge(((Act.Request) acted.act()).device(), 1, Integer::sum);
    } else if (fact instanceof Fact.Acted acted && acted.act() instanceof Act.Division) {
      dividedAt = at;
    } else if (fact instanceof Fact.Told told && !(told.event() instanceof ClientEvent.Frame)) {
      boolean silent = !ended.contains(told.to());
      if (told.event() instanceof ClientEvent.StateChanged changed) {
        silent |= changed.reason() == Reason.LOGOUT || isAsked(told.to(), changed);
        changed(at, told.to(), changed);
      }
      if (!silent) {
        findings.add("I6", "who has lost stays silent", at, told.toString());
      }
    }
  }

  private static boolean isLogin(Act act) {
    return act instanceof Act.Login || act instanceof Act.LoginFor;
  }

  /** Whether it begins a login that the application has asked for; then it has lost no more. */
  private boolean isAsked(Process process, ClientEvent.StateChanged changed) {
    boolean is = changed.to() == State.CONNECTING && asked.getOrDefault(process.device(), 0) > 0;
    if (is) {
      asked.merge(process.device(), -1, Integer::sum);
      ended.remove(process);
    }
    return is;
  }

  private void changed(long at, Process process, ClientEvent.StateChanged changed) {
    if (changed.to() == State.CONNECTING) {
      // Given up or killed, it may still come true: then nobody heard the answer.
      trying.add(process);
      tried.put(process, at);
    } else if (changed.reason() == Reason.LOGIN_SUCCESS) {
      trying.remove(process);
      loggedIn.put(process, at);
    } else if (changed.to() == State.ABORTED) {
      ended.add(process);
      if (changed.reason() == Reason.SUPERSEDED && !hasRival(process)) {
        findings.add("I6", "nobody loses without a newer login", at, process.toString());
      }
    }
  }

  /**
   * Another client of the user has logged in since the loser asked for its login, or may have. The
   * answers to two logins may overtake each other, being on different links; one may wait in the
   * socket of a client that is suspended; and what a node was told before it stood still, or was
   * cut off, it may do much later.
   */
  private boolean hasRival(Process loser) {
    long since = tried.getOrDefault(loser, 0L) - timing.slack();
    return loggedIn.entrySet().stream()
            .anyMatch(other -> isRival(loser, other.getKey()) && other.getValue() >= since)
        || trying.stream().anyMatch(other -> isRival(loser, other))
        || tried.entrySet().stream()
            .anyMatch(other -> isRival(loser, other.getKey()) && other.getValue() <= dividedAt);
  }

  private static boolean isRival(Process loser, Process other) {
    return !other.equals(loser) && other.user().equals(loser.user());
  }

  @Override
  public void end(long at) {
    for (String user : world.users()) {
      List<Process> winners =
          world.devicesOf(user).stream()
              .filter(device -> device.isSound() && device.client().state().isOpen())
              .map(Device::process)
              .toList();
      if (winners.size() != 1) {
        findings.add("I6", "one login of a user wins", at, user + " is logged in at " + winners);
      }
    }
  }
}
