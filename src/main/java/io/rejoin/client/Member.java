package io.rejoin.client;

import io.rejoin.wire.ServerFrame.MemberView;
import io.rejoin.wire.ServerFrame.StreamView;
import java.util.List;

/**
 * A member of a room, as it was when it was told; never changes.
 *
 * @param epoch the login under which the user is a member
 * @param platform the kind of client that it is
 * @param lost whether {@code member-lost} was told and not yet {@code member-back}
 */
public record Member(String user, long epoch, String platform, boolean lost, List<Stream> streams) {

  static Member of(MemberView view) {
    List<StreamView> streams = view.streams() == null ? List.of() : view.streams();
    return new Member(
        view.user(),
        view.epoch(),
        view.platform(),
        view.lost(),
        streams.stream().map(Member::streamOf).toList());
  }

  static Stream streamOf(StreamView view) {
    return new Stream(view.stream(), view.kind(), view.info());
  }

  Member with(long newEpoch, boolean nowLost) {
    return new Member(user, newEpoch, platform, nowLost, streams);
  }

  Member with(List<Stream> newStreams) {
    return new Member(user, epoch, platform, lost, List.copyOf(newStreams));
  }
}
