package io.rejoin.simulator;

import io.rejoin.testkit.Tap;
import io.rejoin.wire.BadFrameException;
import io.rejoin.wire.ClientFrame;
import io.rejoin.wire.Codec;
import io.rejoin.wire.HeardFrame;
import io.rejoin.wire.RoomPosition;
import io.rejoin.wire.ServerFrame;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * I3, on the frames that cross the wire: on one link a room's positions strictly increase, and
 * every hole is told by a verdict that names it.
 */
final class LinkCheck implements Check, Tap {
  private static final String HOLES = "on one link every hole is told by a verdict that names it";

  private static final RoomPosition NOTHING = new RoomPosition(0, 0, 0);

  /** A link, as its user's machine counts it, and a room. */
  private record Key(String user, long link, String room) {}

  /** A join that was asked for on a link. */
  private record Asked(String user, long link, long id) {}

  private record Hole(long epoch, long from, long to) {}

  /** Where the server is with a link in a room. */
  private static final class Place {
    private RoomPosition last;

    /** The room's newest message when the link came back; null once the verdict was told. */
    private RoomPosition head;

    private final List<Hole> holes = new ArrayList<>();
  }

  private final Map<Key, Place> places = new HashMap<>();

  /** From where those who come back want to hear. */
  private final Map<Asked, RoomPosition> joins = new HashMap<>();

  private final Map<Key, RoomPosition> resumes = new HashMap<>();
  private final Findings findings;
  private final World world;

  LinkCheck(Findings findings, World world) {
    this.findings = findings;
    this.world = world;
  }

  @Override
  public void see(long at, Fact fact) {
    // What applications are told is not looked at here.
  }

  @Override
  public void frame(String user, long link, Way way, String frame) {
    try {
      if (way == Way.UP && (is(frame, "login") || is(frame, "join"))) {
        asked(user, link, Codec.decode(frame.getBytes(StandardCharsets.UTF_8)));
      } else if (way == Way.DOWN
          && (is(frame, "message") || is(frame, "joined") || is(frame, "verdict"))) {
        told(user, link, ((HeardFrame.Known) Codec.decodeText(frame)).frame());
      }
    } catch (BadFrameException e) {
      findings.add("I3", "frames can be read", world.now(), frame + ": " + e.getMessage());
    }
  }

  private static boolean is(String frame, String type) {
    return frame.startsWith("{\"type\":\"" + type + "\"");
  }

  private void asked(String user, long link, ClientFrame frame) {
    if (frame instanceof ClientFrame.Join join && join.position() != null) {
      joins.put(new Asked(user, link, join.id()), join.position());
    } else if (frame instanceof ClientFrame.Login login && login.resume() != null) {
      login.resume().rooms().forEach((room, at) -> resumes.put(new Key(user, link, room), at));
    }
  }

  private void told(String user, long link, ServerFrame frame) {
    if (frame instanceof ServerFrame.Joined joined) {
      Key key = new Key(user, link, joined.room());
      Place before = places.get(key);
      RoomPosition from =
          joined.id() == null
              ? resumes.remove(key)
              : joins.remove(new Asked(user, link, joined.id()));
      if (joined.id() == null && from == null && before != null) {
        from = before.last; // The node has joined again by itself, where its room was lost.
      }
      Place place = new Place();
      RoomPosition head = new RoomPosition(joined.epoch(), joined.offset(), joined.presence());
      place.last = from == null ? head : from;
      if (place.last.epoch() != joined.epoch()) {
        place.last = NOTHING; // The room was rebuilt, and brings all that it has.
      }
      place.head = from == null ? null : head;
      places.put(key, place);
    } else if (frame instanceof ServerFrame.Message message) {
      Key key = new Key(user, link, message.room());
      message(key, places.get(key), message);
    } else if (frame instanceof ServerFrame.Verdict verdict) {
      Key key = new Key(user, link, verdict.room());
      verdict(key, places.get(key), verdict);
    }
  }

  private void message(Key key, Place place, ServerFrame.Message message) {
    if (place == null) {
      add("nothing is told before the join", key + ": " + message);
      return;
    }
    long epoch = place.last.epoch();
    long offset = place.last.offset();
    if (message.epoch() < epoch || message.epoch() == epoch && message.offset() <= offset) {
      add("on one link positions strictly increase", key + ": " + message + " after " + place.last);
    } else if (message.epoch() == epoch && message.offset() > offset + 1) {
      hole(key, place, new Hole(epoch, offset + 1, message.offset() - 1));
    }
    place.last = new RoomPosition(message.epoch(), message.offset(), 0);
  }

  private void hole(Key key, Place place, Hole hole) {
    if (place.head == null) {
      add(HOLES, key + ": " + hole + ", and no verdict follows");
    } else {
      place.holes.add(hole);
    }
  }

  private void verdict(Key key, Place place, ServerFrame.Verdict verdict) {
    if (place == null || place.head == null) {
      add("a verdict ends a replay", key + ": " + verdict);
      return;
    }
    boolean isBehind =
        place.last.epoch() == place.head.epoch() && place.last.offset() < place.head.offset();
    if (isBehind) {
      hole(key, place, new Hole(place.last.epoch(), place.last.offset() + 1, place.head.offset()));
      place.last = place.head;
    }
    for (Hole hole : place.holes) {
      boolean isNamed =
          verdict.missingFrom() != null
              && verdict.epoch() == hole.epoch
              && verdict.missingFrom() <= hole.from
              && verdict.missingTo() >= hole.to;
      if (!isNamed) {
        add(HOLES, key + ": " + hole + ", and " + verdict);
      }
    }
    place.head = null;
    place.holes.clear();
  }

  private void add(String rule, String fact) {
    findings.add("I3", rule, world.now(), fact);
  }
}
