package io.rejoin.room;

import io.rejoin.cluster.CborSerializable;
import io.rejoin.history.History;
import io.rejoin.history.Position;
import java.util.List;
import java.util.Map;

/**
 * A copy of a room's state that can be sent: times are ages, since clocks differ between nodes.
 *
 * @param droppedAge how long ago the newest message was taken that fell out of the history
 * @param numbers user and client instance to the highest publication number
 */
public record RoomImage(
    Position head,
    List<History.Era> eras,
    List<Aged> entries,
    long droppedAge,
    long presence,
    List<Member> members,
    Map<String, Long> numbers,
    RoomAttributes attributes)
    implements CborSerializable {

  /** A message of the history, and how long ago the sender of the image took it. */
  public record Aged(Position position, long ageMillis, Said said) implements CborSerializable {}
}
