package io.rejoin.session;

import io.rejoin.cluster.CborSerializable;
import io.rejoin.room.Fence;
import io.rejoin.wire.RoomPosition;
import java.time.Duration;
import java.util.Map;

/** A user's login, which outlives its links. (Behaviour follows.) */
public final class Session {

  /** What a session hears. */
  public sealed interface Command extends CborSerializable {}

  /**
   * A new login on a link. Answered by {@code Attached} or {@code Refused}. The newest login wins.
   *
   * @param request the id of the login frame
   */
  public record Login(
      LinkAddress link,
      long request,
      String instance,
      long attempt,
      String platform,
      String profile)
      implements Command {}

  /**
   * A link that resumes a login, under the last fence that its client had. Answered by {@code
   * Attached} or {@code Refused}. Rooms are entered again without being asked one by one.
   *
   * @param request the id of the login frame; 0 if the gateway itself attaches a living link to a
   *     reborn session
   */
  public record Resume(
      LinkAddress link,
      long request,
      String instance,
      Fence last,
      String platform,
      String profile,
      Map<String, RoomPosition> rooms)
      implements Command {}

  /** The user goes for good: leaves all rooms at once; answered by {@code Done}, then closed. */
  public record Logout(LinkAddress link, Fence fence, long request) implements Command {}

  /**
   * The link wants its user in a room; the room itself answers through its relay.
   *
   * @param position what the client has of the room; null if nothing
   */
  public record Join(
      LinkAddress link, Fence fence, long request, String room, RoomPosition position)
      implements Command {}

  /** The link wants its user out of a room; answered by {@code Done}. */
  public record Leave(LinkAddress link, Fence fence, long request, String room)
      implements Command {}

  /** No byte was heard of the link for {@code age}; the socket is still open. */
  public record Silent(Fence fence, Duration age) implements Command {}

  /** A silent link is heard again. */
  public record Heard(Fence fence) implements Command {}

  /** The link's socket is gone; the last byte was heard {@code age} ago. */
  public record LinkClosed(Fence fence, Duration age) implements Command {}

  private Session() {}
}
