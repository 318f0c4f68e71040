package io.rejoin.simulator;

import java.util.HashMap;
import java.util.Map;

/** Who is in which room, as each application was told. */
final class Rosters {

  /** What an application knows of a member. */
  record Known(long epoch, boolean lost) {}

  /** An application's stay. */
  private record Stay(Process who, String room) {}

  private final Map<Stay, Map<String, Known>> all = new HashMap<>();

  /** What a stay knows, to be changed; the last stay in the room counts. */
  Map<String, Known> of(Seat seat) {
    return all.computeIfAbsent(new Stay(seat.who(), seat.room()), stay -> new HashMap<>());
  }

  /** What a process knows of a room now. */
  Map<String, Known> of(Process who, String room) {
    return all.getOrDefault(new Stay(who, room), Map.of());
  }

  void end(Seat seat) {
    all.remove(new Stay(seat.who(), seat.room()));
  }
}
