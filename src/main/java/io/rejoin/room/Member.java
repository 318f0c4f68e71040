package io.rejoin.room;

import io.rejoin.cluster.CborSerializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * A user's presence in a room, held under a fence.
 *
 * @param instance the client object that holds it; publications are numbered by it
 * @param relay the relay of the node where the member's link is
 * @param socket that node's number of the connection
 * @param join which of that relay's joins has brought it: with the fence, it names one membership
 * @param silence null while the member is heard
 */
public record Member(
    String user,
    Fence fence,
    String instance,
    String platform,
    String profile,
    ActorRef<Relay.Command> relay,
    long socket,
    long join,
    List<Stream> streams,
    Silence silence)
    implements CborSerializable {

  /** The same member, with this silence. */
  public Member withSilence(Silence other) {
    return new Member(
        user, fence, instance, platform, profile, relay, socket, join, streams, other);
  }

  /** The same member, with this stream in place of any of the same id. */
  public Member withStream(Stream stream) {
    List<Stream> all = new ArrayList<>(withoutStream(stream.id()).streams);
    all.add(stream);
    return withStreams(all);
  }

  /** The same member without this stream. */
  public Member withoutStream(String id) {
    return withStreams(streams.stream().filter(stream -> !stream.id().equals(id)).toList());
  }

  /** The stream of that id, or null. */
  public Stream stream(String id) {
    return streams.stream().filter(stream -> stream.id().equals(id)).findFirst().orElse(null);
  }

  /** How many steps of the departure schedule others have been told. */
  public int stepsTold() {
    return silence == null ? 0 : silence.stepsTold();
  }

  private Member withStreams(List<Stream> other) {
    return new Member(
        user, fence, instance, platform, profile, relay, socket, join, List.copyOf(other), silence);
  }

  /** The same for a service that reads it. */
  RoomView.MemberView view(long now) {
    long silentMillis = silence == null ? 0 : now - silence.since();
    return new RoomView.MemberView(user, fence, platform, profile, silentMillis, streams);
  }
}
