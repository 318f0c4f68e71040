package io.rejoin.room;

import io.rejoin.cluster.CborSerializable;
import io.rejoin.history.Position;
import io.rejoin.wire.Attribute;
import java.util.List;
import java.util.Map;

/**
 * A room as a service may read it.
 *
 * @param head the position of the newest message
 * @param oldest the position of the oldest message that could still be replayed; null if none could
 * @param presence the version of the newest change of presence
 * @param members all, however many they are
 */
public record RoomView(
    String app,
    String room,
    Position head,
    Position oldest,
    long presence,
    List<MemberView> members,
    Map<String, Attribute> attributes)
    implements CborSerializable {

  /**
   * A member.
   *
   * @param fence the login and link under which it is held
   * @param silentMillis how long nothing was heard of it; 0 while it is heard
   */
  public record MemberView(
      String user,
      Fence fence,
      String platform,
      String profile,
      long silentMillis,
      List<Stream> streams) {}
}
