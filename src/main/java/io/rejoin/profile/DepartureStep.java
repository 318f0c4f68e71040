package io.rejoin.profile;

import java.time.Duration;

/**
 * One step of a silence: after how long which observer class is told what.
 *
 * @param after counted from the last byte heard of the member
 * @param observers the observer class that is told, or {@link #EVERYBODY}
 */
public record DepartureStep(Duration after, String observers, Event event) {

  /** Names all observers, whatever their platform. */
  public static final String EVERYBODY = "all";

  /** What observers are told. */
  public enum Event {
    /** The member's streams are gone; undone by telling them again. */
    STREAMS_REMOVED,
    /** Nothing is heard of the member; undone by {@code member-back}. */
    LOST,
    /** The member is gone. Only the last step, and told to everybody. */
    LEFT
  }
}
