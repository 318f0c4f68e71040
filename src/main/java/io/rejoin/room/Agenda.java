package io.rejoin.room;

import io.rejoin.profile.Limits;
import io.rejoin.profile.ServerHalf;
import java.time.Duration;
import java.time.InstantSource;
import java.util.OptionalLong;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/** What is to come in a room, and when: each reminds the room by a {@link Room.Due}. */
final class Agenda {
  private final Ledger ledger;
  private final TimerScheduler<Room.Command> timers;
  private final ServerHalf profile;
  private final InstantSource steady;
  private int countTold;
  private OptionalLong armedFor = OptionalLong.empty();

  Agenda(
      Ledger ledger,
      TimerScheduler<Room.Command> timers,
      ServerHalf profile,
      InstantSource steady) {
    this.ledger = ledger;
    this.timers = timers;
    this.profile = profile;
    this.steady = steady;
  }

  /** After any change: arms the one timer for the next step, and tells the count if it is time. */
  void changed() {
    OptionalLong next = ledger.nextDue();
    if (!next.equals(armedFor)) {
      armedFor = next;
      timers.cancel(Room.Due.STEP);
      next.ifPresent(at -> timers.startSingleTimer(Room.Due.STEP, until(at)));
    }
    if (ledger.count() != countTold && !timers.isTimerActive(Room.Due.COUNT)) {
      countTold = ledger.count();
      ledger.tellCount();
      Limits limits = profile.limits();
      boolean isLarge = countTold > limits.namedMembers();
      timers.startSingleTimer(
          Room.Due.COUNT, isLarge ? limits.countEveryLarge() : limits.countEvery());
    }
  }

  /** The timer for the next step has come. */
  void stepCame() {
    armedFor = OptionalLong.empty();
  }

  /** From now on nobody is there: attributes make the room wait longer for somebody. */
  void empty() {
    Duration time = profile.emptyRoomAfter();
    Duration longer = profile.emptyRoomAttributesAfter();
    boolean isLonger = ledger.hasAttributes() && longer.compareTo(time) > 0;
    timers.startSingleTimer(Room.Due.EMPTY, isLonger ? longer : time);
  }

  /** Somebody is there. */
  void occupied() {
    timers.cancel(Room.Due.EMPTY);
  }

  private Duration until(long millis) {
    return Duration.ofMillis(Math.max(0, millis - steady.millis()));
  }
}
