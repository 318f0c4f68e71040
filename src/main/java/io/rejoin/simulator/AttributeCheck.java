package io.rejoin.simulator;

import io.rejoin.client.RoomEvent;
import io.rejoin.wire.Attribute;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Attributes of rooms: what is told was written; what is read is the last that was written, as long
 * as somebody is in the room; what was announced and acknowledged is told to all who are there, in
 * one order.
 */
final class AttributeCheck implements Check {
  private static final long NOT_YET = Long.MAX_VALUE;

  private record Key(String room, String key) {}

  /** A value that somebody wants to set, each once. */
  private static final class Write {
    private final Key key;
    private final String value;
    private final long askedAt;
    private long doneAt = NOT_YET;

    Write(Key key, String value, long askedAt) {
      this.key = key;
      this.value = value;
      this.askedAt = askedAt;
    }
  }

  /** What an application was told of a key. */
  private record Heard(Process who, Key key) {}

  private final Map<String, Write> writes = new LinkedHashMap<>();
  private final Map<Heard, Set<String>> heard = new HashMap<>();
  private final Map<Heard, Long> newest = new HashMap<>();
  private final Map<String, Long> heldUntil = new HashMap<>();
  private final Map<String, Long> heldSince = new HashMap<>();
  private final Findings findings;
  private final World world;
  private final Standings standings;
  private final Timing timing;
  private final Harms harms;

  AttributeCheck(Findings findings, World world, Standings standings, Timing timing) {
    this.findings = findings;
    this.world = world;
    this.standings = standings;
    this.timing = timing;
    this.harms = new Harms(timing);
  }

  @Override
  public void see(long at, Fact fact) {
    if (fact instanceof Fact.Acted acted) {
      harms.see(at, acted.act());
    }
    if (fact instanceof Fact.Acted acted && acted.act() instanceof Act.SetAttribute set) {
      Key key = new Key(set.room(), set.key());
      writes.put(set.value(), new Write(key, set.value(), at));
    } else if (fact instanceof Fact.Acted acted && acted.act() instanceof Act.NodeHarm) {
      // A room may be lost with its node, where no other node has a member of it.
      Planner.ROOMS.forEach(room -> heldSince.put(room, at + timing.settling()));
    } else if (fact instanceof Fact.HasSet set) {
      writes.get(set.value()).doneAt = at;
    } else if (fact instanceof Fact.HasRead read) {
      wasWritten(at, read.room(), read.attributes(), read.toString());
      wasLast(at, read);
    } else if (fact instanceof Fact.ToldInRoom told
        && told.event() instanceof RoomEvent.Attributes all) {
      wasWritten(at, told.seat().room(), all.attributes(), told.toString());
      all.attributes().forEach((key, attribute) -> hears(at, told, key, attribute));
    }
  }

  private void wasWritten(long at, String room, Map<String, Attribute> all, String fact) {
    all.forEach(
        (key, attribute) -> {
          Write write = writes.get(attribute.value());
          if (write == null || !write.key.equals(new Key(room, key))) {
            add("what is told was written", at, fact);
          }
        });
  }

  private void hears(long at, Fact.ToldInRoom told, String key, Attribute attribute) {
    Heard who = new Heard(told.seat().who(), new Key(told.seat().room(), key));
    heard.computeIfAbsent(who, none -> new HashSet<>()).add(attribute.value());
    Long before = newest.put(who, attribute.at());
    if (before != null && before > attribute.at() && !harms.mayLose(before - world.begin())) {
      add("changes are told in one order", at, told.toString());
    }
  }

  /** Of each key: no change that was acknowledged before came after what was read. */
  private void wasLast(long at, Fact.HasRead read) {
    if (read.askedAt() - heldUntil.getOrDefault(read.room(), -NOT_YET / 2) > kept()) {
      return; // It may be forgotten.
    }
    for (Write write : writes.values()) {
      boolean isKnown =
          write.key.room().equals(read.room())
              && write.doneAt < read.askedAt()
              && heldSince.getOrDefault(read.room(), NOT_YET) <= write.askedAt;
      if (isKnown) {
        Attribute found = read.attributes().get(write.key.key());
        Write last = found == null ? null : writes.get(found.value());
        if (last == null || last.doneAt < write.askedAt) {
          add("what is read is the last that was written", at, read + ", not " + write.value);
        }
      }
    }
  }

  @Override
  public void tick(long at) {
    Planner.ROOMS.forEach(room -> hold(at, room));
    for (Write write : writes.values()) {
      boolean isDue = write.doneAt != NOT_YET && at - write.doneAt > timing.settling();
      // Those of a while ago have been looked at.
      if (isDue && at - write.doneAt < 2 * timing.settling()) {
        reaches(at, write);
      }
    }
  }

  /** A room that nobody is in for some time may be forgotten. */
  private void hold(long at, String room) {
    if (standings.anybodyIn(room)) {
      boolean wasForgotten = at - heldUntil.getOrDefault(room, -NOT_YET / 2) > kept();
      if (wasForgotten) {
        heldSince.put(room, at);
      }
      heldUntil.put(room, at);
    }
  }

  private long kept() {
    return timing.attributes() - timing.settling();
  }

  private void reaches(long at, Write write) {
    long since = at - write.askedAt + timing.settling();
    for (Device device : world.devices()) {
      Process process = device.process();
      if (standings.ofDevice(process.device(), write.key.room()).isFirmFor(since, at)
          && !heard.getOrDefault(new Heard(process, write.key), Set.of()).contains(write.value)) {
        add("what was announced is told to all", at, process + ": not " + write.value);
      }
    }
  }

  private void add(String rule, long at, String fact) {
    findings.add("attributes", rule, at, fact);
  }
}
