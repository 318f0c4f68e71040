package io.rejoin.room;

import io.rejoin.cluster.CborSerializable;
import java.time.Duration;

/** A named group of members. (Behaviour follows.) */
public final class Room {

  /** What a room hears. Fences that are not the member's own are refused or ignored. */
  public sealed interface Command extends CborSerializable {}

  /**
   * A message to all members.
   *
   * @param request the id of the publish frame; 0 for no acknowledgement
   * @param number counts the messages of the member's client instance
   */
  public record Publish(
      String user, Fence fence, long request, long number, String payload, boolean binary)
      implements Command {}

  /** A member announces a stream. */
  public record StreamPublish(
      String user, Fence fence, long request, String stream, String kind, String info)
      implements Command {}

  /** A member withdraws a stream. */
  public record StreamUnpublish(String user, Fence fence, long request, String stream)
      implements Command {}

  /** A member asks who else is there. */
  public record Members(String user, Fence fence, long request) implements Command {}

  /** A member leaves for good; the others are told {@code reason} at once. */
  public record Leave(String user, Fence fence, String reason) implements Command {}

  /** No byte was heard of the member for {@code age}: its departure begins. */
  public record Silent(String user, Fence fence, Duration age) implements Command {}

  /** A silent member is heard again on the same link: its departure is undone. */
  public record Heard(String user, Fence fence) implements Command {}

  private Room() {}
}
