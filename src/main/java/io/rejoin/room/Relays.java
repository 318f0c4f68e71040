package io.rejoin.room;

import io.rejoin.cluster.CborSerializable;
import io.rejoin.wire.RoomPosition;

/** The relays of one node, one for each room that has members there. (Behaviour follows.) */
public final class Relays {

  /** What the relays of a node hear. */
  public sealed interface Command extends CborSerializable {}

  /**
   * A link's user enters a room: the room's relay on this node asks the room. The answer ({@code
   * joined} or {@code error}) goes to the link.
   *
   * @param request the id of the join frame; 0 if a resume brought it
   * @param position what the client has of the room; null if nothing
   */
  public record Join(
      RoomKey room,
      String user,
      Fence fence,
      String instance,
      String platform,
      String profile,
      long socket,
      long request,
      RoomPosition position)
      implements Command {}

  private Relays() {}
}
