package io.rejoin.client;

import io.rejoin.wire.HeardFrame;
import io.rejoin.wire.ServerFrame;

/** Which request a frame answers. */
final class Answers {
  private static final long NONE = 0;

  private Answers() {}

  /** The id of the request that was answered; 0 if the frame answers none. */
  static long idOf(HeardFrame frame) {
    if (frame instanceof HeardFrame.Refusal refusal) {
      return orNone(refusal.id());
    }
    return frame instanceof HeardFrame.Known known ? idOf(known.frame()) : NONE;
  }

  private static long idOf(ServerFrame frame) {
    if (frame instanceof ServerFrame.Published published) {
      return published.id();
    } else if (frame instanceof ServerFrame.Ok ok) {
      return ok.id();
    } else if (frame instanceof ServerFrame.Renewed renewed) {
      return renewed.id();
    } else if (frame instanceof ServerFrame.Sent sent) {
      return sent.id();
    } else if (frame instanceof ServerFrame.Joined joined) {
      return orNone(joined.id());
    } else if (frame instanceof ServerFrame.MemberList members) {
      return members.id();
    } else if (frame instanceof ServerFrame.Statuses statuses) {
      return orNone(statuses.id());
    } else if (frame instanceof ServerFrame.Attributes attributes) {
      return attributes.id();
    } else if (frame instanceof ServerFrame.LoggedIn loggedIn) {
      return loggedIn.id();
    }
    return NONE;
  }

  static RejoinException errorOf(HeardFrame.Refusal refusal) {
    return RejoinException.ofRefusal(
        refusal.code(),
        refusal.number(),
        refusal.message(),
        refusal.retry(),
        refusal.retryAfterMs());
  }

  private static long orNone(Long id) {
    return id == null ? NONE : id;
  }
}
