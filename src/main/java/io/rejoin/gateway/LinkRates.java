package io.rejoin.gateway;

import io.rejoin.profile.Limits;
import io.rejoin.profile.RateKind;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * What a link has asked for lately, by kind. A link has none until it asks for something that has a
 * rate, and drops it when all of that is past. Confined to the link's event loop.
 */
final class LinkRates {
  private final Limits limits;
  private final long pauseMillis;
  private final Map<RateKind, Window> windows = new EnumMap<>(RateKind.class);

  /** Rooms that were lately asked for; no more than joins pass in the rate of the same room. */
  private Map<String, Window> rooms = Map.of();

  LinkRates(Limits limits, long pauseMillis) {
    this.limits = limits;
    this.pauseMillis = pauseMillis;
  }

  /**
   * Counts a request.
   *
   * @throws RefusedException with {@code too-often}; then nothing was counted
   */
  void count(long now, RateKind kind) throws RefusedException {
    Window window = window(kind);
    check(now, kind, window);
    pass(now, kind, window);
  }

  /** The same of a message to a room. */
  void countRoomMessage(long now) throws RefusedException {
    Window all = window(RateKind.MESSAGES);
    Window toRooms = window(RateKind.ROOM_MESSAGES);
    check(now, RateKind.MESSAGES, all);
    check(now, RateKind.ROOM_MESSAGES, toRooms);
    pass(now, RateKind.MESSAGES, all);
    pass(now, RateKind.ROOM_MESSAGES, toRooms);
  }

  /** The same of a join. */
  void countJoin(long now, String room) throws RefusedException {
    if (rooms.isEmpty()) {
      rooms = new HashMap<>(2);
    }
    rooms.values().removeIf(window -> window.isQuiet(now));
    Window all = window(RateKind.JOINS);
    Window same = rooms.getOrDefault(room, new Window());
    check(now, RateKind.JOINS, all);
    check(now, RateKind.SAME_ROOM_JOINS, same);
    pass(now, RateKind.JOINS, all);
    pass(now, RateKind.SAME_ROOM_JOINS, same);
    rooms.put(room, same);
  }

  /** Whether all is past, so that this may be dropped. */
  boolean isQuiet(long now) {
    return windows.values().stream().allMatch(window -> window.isQuiet(now))
        && rooms.values().stream().allMatch(window -> window.isQuiet(now));
  }

  private Window window(RateKind kind) {
    return windows.computeIfAbsent(kind, first -> new Window());
  }

  private void check(long now, RateKind kind, Window window) throws RefusedException {
    window.check(now, kind, limits.rate(kind), pauseMillis);
  }

  private void pass(long now, RateKind kind, Window window) {
    window.pass(now, limits.rate(kind));
  }
}
