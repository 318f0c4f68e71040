package io.rejoin.auth;

import java.util.Set;

/**
 * What a token permits in the rooms whose names match a pattern.
 *
 * @param pattern {@code *} stands for any run of characters
 * @param can what is permitted there
 */
public record RoomPermission(String pattern, Set<Action> can) {

  /** What can be done in a room; the claim's words are these names in lower case. */
  public enum Action {
    JOIN,
    PUBLISH
  }

  public RoomPermission {
    can = Set.copyOf(can);
  }

  /** Whether this permits the action in that room. */
  boolean permits(Action action, String room) {
    return can.contains(action) && new RoomPattern(pattern).matches(room);
  }
}
