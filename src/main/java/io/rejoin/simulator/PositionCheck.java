package io.rejoin.simulator;

import io.rejoin.client.RoomEvent;
import java.util.HashMap;
import java.util.Map;

/**
 * I3: the positions of a room's messages, as one application hears them, strictly increase; a
 * verdict names each hole, and names nothing that it need not; no text comes twice, but by the two
 * sides of a cluster that is divided.
 */
final class PositionCheck implements Check {

  private static final long LONG_AGO = Long.MAX_VALUE / 2;

  /** Where one application is in a room. */
  private static final class Place {
    private long epoch;
    private long offset;

    /** The messages that were jumped over, and not named yet. */
    private long holeFrom;

    private long holeTo;
    private String holeBefore;
  }

  /** Where a message is in a room. */
  private record Spot(String room, long epoch, long offset) {}

  /** A text that a process has heard in a room. */
  private record Heard(Process who, String room, String text) {}

  private final Map<Seat, Place> places = new HashMap<>();
  private final Map<Spot, RoomEvent.Message> messages = new HashMap<>();

  /** What was heard, each with the epoch of its room. */
  private final Map<Heard, Long> heard = new HashMap<>();

  private long dividedAt = -LONG_AGO;
  private final Findings findings;
  private final Timing timing;
  private final long begin;

  /**
   * @param begin the time of the servers at the simulation's beginning
   */
  PositionCheck(Findings findings, Timing timing, long begin) {
    this.findings = findings;
    this.timing = timing;
    this.begin = begin;
  }

  @Override
  public void see(long at, Fact fact) {
    if (fact instanceof Fact.Acted acted && acted.act() instanceof Act.Division) {
      dividedAt = at;
    } else if (fact instanceof Fact.ToldInRoom told) {
      Place place = places.get(told.seat());
      if (place == null) {
        place = new Place();
        place.epoch = told.position().epoch();
        place.offset = told.position().offset();
        places.put(told.seat(), place);
      }
      if (told.event() instanceof RoomEvent.Message message) {
        message(at, told, place, message);
      } else if (told.event() instanceof RoomEvent.Verdict verdict) {
        verdict(at, told, place, verdict);
      }
    }
  }

  private void message(long at, Fact.ToldInRoom told, Place place, RoomEvent.Message message) {
    boolean increases =
        message.epoch() > place.epoch
            || message.epoch() == place.epoch && message.offset() > place.offset;
    if (!increases) {
      add("positions strictly increase", at, told);
      return;
    }
    Heard key = new Heard(told.seat().who(), told.seat().room(), message.payload().text());
    Long before = heard.putIfAbsent(key, message.epoch());
    boolean isDivided = at - dividedAt < timing.window();
    if (before != null && !(isDivided && before != message.epoch())) {
      add("a message comes once", at, told);
    }
    Spot spot = new Spot(told.seat().room(), message.epoch(), message.offset());
    RoomEvent.Message other = messages.putIfAbsent(spot, message);
    if (other != null && !other.payload().equals(message.payload())) {
      add("one position is one message", at, told);
    }
    if (message.epoch() == place.epoch && message.offset() > place.offset + 1) {
      if (!message.replayed()) {
        add("live messages leave no hole", at, told);
      }
      place.holeFrom = place.holeBefore == null ? place.offset + 1 : place.holeFrom;
      place.holeTo = message.offset() - 1;
      place.holeBefore = told.toString();
    }
    place.epoch = message.epoch();
    place.offset = message.offset();
  }

  private void verdict(long at, Fact.ToldInRoom told, Place place, RoomEvent.Verdict verdict) {
    if (place.holeBefore != null && verdict.epoch() == place.epoch) {
      boolean named =
          verdict.missingFrom() != null
              && verdict.missingFrom() <= place.holeFrom
              && verdict.missingTo() >= place.holeTo;
      if (!named) {
        add("a verdict names each hole", at, told, place.holeBefore);
      }
    }
    place.holeBefore = null;
    if (verdict.missingTo() != null) {
      needless(at, told, verdict);
      if (verdict.epoch() == place.epoch) {
        place.offset = Math.max(place.offset, verdict.missingTo());
      }
    }
  }

  /** What is young enough, and among the newest, need not be missing. */
  private void needless(long at, Fact.ToldInRoom told, RoomEvent.Verdict verdict) {
    Spot last = new Spot(told.seat().room(), verdict.epoch(), verdict.missingTo());
    RoomEvent.Message message = messages.get(last);
    boolean byCount = "count".equals(verdict.cause());
    if (byCount && verdict.delivered() < timing.replayCount()) {
      add("nothing is missing without need", at, told);
    }
    if ("window".equals(verdict.cause()) && message != null) {
      long age = at - (message.at() - begin);
      if (age < timing.replayAge() - timing.slack()) {
        add("nothing is missing without need", at, told);
      }
    }
  }

  @Override
  public void end(long at) {
    places.values().stream()
        .filter(place -> place.holeBefore != null)
        .forEach(place -> findings.add("I3", "a verdict names each hole", at, place.holeBefore));
  }

  private void add(String rule, long at, Fact.ToldInRoom told) {
    add(rule, at, told, "");
  }

  private void add(String rule, long at, Fact.ToldInRoom told, String more) {
    String who = told.seat() + ": " + told.event();
    findings.add("I3", rule, at, more.isEmpty() ? who : who + " after " + more);
  }
}
