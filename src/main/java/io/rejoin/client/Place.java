package io.rejoin.client;

import io.rejoin.wire.RoomPosition;

/**
 * How far a room's messages and presence have been heard. Message positions are (epoch, offset) and
 * ordered by epoch, then offset. Behind a hole that no verdict has named yet, messages are heard,
 * but the position stays: should the link drop before the verdict, the next verdict names the hole.
 * The position may be asked for by all threads.
 */
final class Place {
  enum Judgement {
    NEXT,
    DUPLICATE,
    /** Something is missing before it. */
    HOLE
  }

  /** A head that was told and not reached, since when. */
  private record Behind(long epoch, long offset, long since) {}

  private long epoch;
  private long offset;
  private long sureEpoch;
  private long sureOffset;
  private long presence;
  private long promisedPresence;
  private Behind behind;

  /** What the server is told about it on coming back. */
  synchronized RoomPosition position() {
    return new RoomPosition(sureEpoch, sureOffset, presence);
  }

  /** Begins at a room's head. */
  synchronized void start(long headEpoch, long headOffset, long headPresence) {
    epoch = headEpoch;
    offset = headOffset;
    sureEpoch = headEpoch;
    sureOffset = headOffset;
    presence = headPresence;
    promisedPresence = headPresence;
    behind = null;
  }

  /** How a message stands to what was heard. */
  synchronized Judgement judge(long ofEpoch, long ofOffset) {
    if (!isBefore(ofEpoch, ofOffset)) {
      return Judgement.DUPLICATE;
    }
    return ofEpoch == epoch && ofOffset == offset + 1 ? Judgement.NEXT : Judgement.HOLE;
  }

  /** A message was heard. */
  synchronized void hear(long ofEpoch, long ofOffset) {
    if (ofEpoch == sureEpoch && ofOffset == sureOffset + 1) {
      sureOffset = ofOffset;
    }
    epoch = ofEpoch;
    offset = ofOffset;
  }

  /** All up to there was heard, or is known to be missing. */
  synchronized void reach(long toEpoch, long toOffset) {
    if (isBefore(toEpoch, toOffset)) {
      epoch = toEpoch;
      offset = toOffset;
    }
    sureEpoch = epoch;
    sureOffset = offset;
  }

  /** The server will bring the presence up to this version by single events, in no order. */
  synchronized void promisePresence(long version) {
    promisedPresence = version;
  }

  /** All presence up to this version was heard at once. */
  synchronized void reachPresence(long version) {
    presence = version;
    promisedPresence = version;
  }

  /**
   * An event of that version was heard. Returns true if it is live: then all that was promised has
   * come before it.
   */
  synchronized boolean hearPresence(long version) {
    boolean isLive = version > promisedPresence;
    if (isLive) {
      reachPresence(version);
    }
    return isLive;
  }

  /** A live message was heard: so all presence that was promised before it has come. */
  synchronized void hearLive() {
    presence = promisedPresence;
  }

  /** A pong says where the room's head is now. */
  synchronized void headIs(long headEpoch, long headOffset, long now) {
    forgetIfReached();
    if (behind == null && isBefore(headEpoch, headOffset)) {
      behind = new Behind(headEpoch, headOffset, now);
    }
  }

  /** Whether for that long or longer this place has been behind a head that it was told. */
  synchronized boolean isLeftBehind(long now, long graceMs) {
    forgetIfReached();
    return behind != null && now - behind.since() >= graceMs;
  }

  private void forgetIfReached() {
    if (behind != null && !isBefore(behind.epoch(), behind.offset())) {
      behind = null;
    }
  }

  private boolean isBefore(long otherEpoch, long otherOffset) {
    return epoch < otherEpoch || (epoch == otherEpoch && offset < otherOffset);
  }
}
