package io.rejoin.room;

import io.rejoin.wire.ServerFrame;

/**
 * A change of presence as observers are told it.
 *
 * @param fact what it is about: a fact holds or it does not, and announcements of one fact
 *     alternate
 * @param holds whether the fact holds from now on
 * @param observers who is told
 */
record Announcement(
    long presence, Fact fact, boolean holds, ServerFrame frame, Observers observers) {

  /** Something that observers know about a user. */
  record Fact(Kind kind, String user, String stream) {}

  /** What a fact is about. */
  enum Kind {
    /** The user is a member. */
    MEMBER,
    /** The member is heard. */
    HEARD,
    /** The member has a stream. */
    STREAM
  }

  /** Whether somebody on this platform is told. */
  boolean isFor(String platform) {
    return observers.include(platform);
  }
}
