package io.rejoin.client;

import io.rejoin.wire.Attribute;
import java.util.List;
import java.util.Map;

/**
 * What a {@link Room} tells its listeners. {@link #event} is the event's name in the JavaScript
 * client. Events of members are about other users than the client's own, but for the streams that
 * it publishes and withdraws.
 */
public sealed interface RoomEvent {

  /** The event's name in the JavaScript client. */
  String event();

  /**
   * A message: in order, without duplicates; every hole is named by a {@link Verdict}.
   *
   * @param at when the room took it, in ms since 1970
   * @param replayed whether it came late, by the replay after a return
   */
  record Message(String from, Payload payload, long at, long offset, long epoch, boolean replayed)
      implements RoomEvent {
    @Override
    public String event() {
      return "message";
    }
  }

  /**
   * What a return delivered: {@code missingFrom} to {@code missingTo} of {@code epoch} will not
   * come.
   *
   * @param result {@code complete} or {@code truncated}
   * @param cause {@code window}, {@code count} or {@code epoch}; null if nothing is missing
   * @param missingFrom null if nothing is missing
   * @param delivered how many messages the replay brought
   */
  record Verdict(
      String result, String cause, long epoch, Long missingFrom, Long missingTo, int delivered)
      implements RoomEvent {
    @Override
    public String event() {
      return "verdict";
    }
  }

  record MemberJoined(Member member) implements RoomEvent {
    @Override
    public String event() {
      return "member-joined";
    }
  }

  record MemberLost(Member member) implements RoomEvent {
    @Override
    public String event() {
      return "member-lost";
    }
  }

  record MemberBack(Member member) implements RoomEvent {
    @Override
    public String event() {
      return "member-back";
    }
  }

  /**
   * A user is no longer a member.
   *
   * @param reason {@code quit}, {@code timeout} or {@code kicked}
   */
  record MemberLeft(Member member, String reason) implements RoomEvent {
    @Override
    public String event() {
      return "member-left";
    }
  }

  record StreamAdded(Member member, Stream stream) implements RoomEvent {
    @Override
    public String event() {
      return "stream-added";
    }
  }

  /** A member has announced a stream again, with another kind or info. */
  record StreamChanged(Member member, Stream stream) implements RoomEvent {
    @Override
    public String event() {
      return "stream-changed";
    }
  }

  /**
   * A member no longer has a stream.
   *
   * @param reason {@code unpublished} or {@code timeout}
   */
  record StreamRemoved(Member member, Stream stream, String reason) implements RoomEvent {
    @Override
    public String event() {
      return "stream-removed";
    }
  }

  /** How many members there are, when that has changed. */
  record Count(int count) implements RoomEvent {
    @Override
    public String event() {
      return "count";
    }
  }

  /**
   * All members were told at once; their single events were not. So it is after a room was rebuilt
   * (a verdict with cause {@code epoch}): members that are not back yet are not in it, and have not
   * left.
   */
  record Members(List<Member> members, int count) implements RoomEvent {
    @Override
    public String event() {
      return "members";
    }
  }

  /** The room's attributes were changed and announced; these are all. Told again after a return. */
  record Attributes(Map<String, Attribute> attributes) implements RoomEvent {
    @Override
    public String event() {
      return "attributes";
    }
  }

  /** The room was left or refused, or the login has ended. Its object is of no use any more. */
  record Ended(RejoinException error) implements RoomEvent {
    @Override
    public String event() {
      return "ended";
    }
  }
}
