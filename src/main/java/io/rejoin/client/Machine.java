package io.rejoin.client;

import io.rejoin.profile.ClientHalf;
import io.rejoin.profile.ClientHalf.Name;
import java.util.ArrayDeque;
import java.util.Deque;

/** Holds a client's one current state. Every transition passes {@link #enter}. */
final class Machine {

  /** Does what states do. */
  interface Entries {
    /** Stops the timers of whatever state is left. */
    void leave();

    /** The state is entered now, because of an error (null if nothing failed). */
    void entered(State state, RejoinException error);

    /** The new state holds: told in the order of transitions, even if one causes the next. */
    void told(Transition transition);
  }

  record Transition(State from, State to, Reason reason, RejoinException error) {

    /**
     * As it is told under a profile. A vendor's application is told of no change where its vendor
     * has one name for both states.
     */
    ClientEvent in(ClientHalf profile) {
      Name before = profile.states().get(from.wireName());
      Name state = profile.states().get(to.wireName());
      Name named = profile.reasons().get(reason.wireName());
      boolean isOne = state != null && before != null && state.name().equals(before.name());
      return new ClientEvent.StateChanged(
          from, to, reason, error, isOne ? null : state, isOne ? null : named);
    }
  }

  private final Entries entries;
  private final Deque<Transition> untold = new ArrayDeque<>(2);
  private volatile State state = State.DISCONNECTED;

  Machine(Entries entries) {
    this.entries = entries;
  }

  /** The current state; may be asked by all threads. */
  State state() {
    return state;
  }

  /** Goes to another state. */
  void enter(State to, Reason reason, RejoinException error) {
    State from = state;
    if (!from.leadsTo(to)) {
      throw new IllegalStateException(
          "no way from " + from.wireName() + " to " + to.wireName() + " (" + reason + ")");
    }
    entries.leave();
    state = to;
    untold.add(new Transition(from, to, reason, error));
    entries.entered(to, error);
    if (untold.size() == 1) {
      while (!untold.isEmpty()) {
        entries.told(untold.peek());
        untold.remove();
      }
    }
  }
}
