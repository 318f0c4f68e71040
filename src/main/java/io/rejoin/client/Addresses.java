package io.rejoin.client;

import io.rejoin.wire.ServerFrame;
import java.util.OptionalLong;

/** What a server's frame is about. */
final class Addresses {
  private Addresses() {}

  /** The room whose seat is to hear it; null if it is about none. */
  static String roomOf(ServerFrame frame) {
    if (frame instanceof ServerFrame.Message message) {
      return message.room();
    } else if (frame instanceof ServerFrame.Joined joined) {
      return joined.room();
    } else if (frame instanceof ServerFrame.Verdict verdict) {
      return verdict.room();
    } else if (frame instanceof ServerFrame.MemberList list) {
      return list.room();
    } else if (frame instanceof ServerFrame.Snapshot snapshot) {
      return snapshot.room();
    } else if (frame instanceof ServerFrame.Count count) {
      return count.room();
    } else if (frame instanceof ServerFrame.AttributesChanged changed) {
      return changed.room();
    } else if (frame instanceof ServerFrame.Expelled expelled) {
      return expelled.room();
    }
    return roomOfPresence(frame);
  }

  private static String roomOfPresence(ServerFrame frame) {
    if (frame instanceof ServerFrame.MemberJoined joined) {
      return joined.room();
    } else if (frame instanceof ServerFrame.MemberLost lost) {
      return lost.room();
    } else if (frame instanceof ServerFrame.MemberBack back) {
      return back.room();
    } else if (frame instanceof ServerFrame.MemberLeft left) {
      return left.room();
    } else if (frame instanceof ServerFrame.StreamAdded added) {
      return added.room();
    }
    return frame instanceof ServerFrame.StreamRemoved removed ? removed.room() : null;
  }

  /** The version of presence that a single event brings; empty if it is none. */
  static OptionalLong presenceOf(ServerFrame frame) {
    if (frame instanceof ServerFrame.MemberJoined joined) {
      return OptionalLong.of(joined.presence());
    } else if (frame instanceof ServerFrame.MemberLost lost) {
      return OptionalLong.of(lost.presence());
    } else if (frame instanceof ServerFrame.MemberBack back) {
      return OptionalLong.of(back.presence());
    } else if (frame instanceof ServerFrame.MemberLeft left) {
      return OptionalLong.of(left.presence());
    } else if (frame instanceof ServerFrame.StreamAdded added) {
      return OptionalLong.of(added.presence());
    } else if (frame instanceof ServerFrame.StreamRemoved removed) {
      return OptionalLong.of(removed.presence());
    }
    return OptionalLong.empty();
  }
}
