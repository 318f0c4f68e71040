package io.rejoin.room;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.rejoin.cluster.CborSerializable;
import io.rejoin.history.Position;

/**
 * What happens to a room. The room decides on changes and applies them to its state; each relay
 * gets the same changes in the same order and applies them to its replica. {@code presence} is the
 * presence version that a change makes.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
@JsonSubTypes({
  @Type(value = Change.Entered.class, name = "entered"),
  @Type(value = Change.TookOver.class, name = "took-over"),
  @Type(value = Change.FellSilent.class, name = "fell-silent"),
  @Type(value = Change.StepTold.class, name = "step-told"),
  @Type(value = Change.Returned.class, name = "returned"),
  @Type(value = Change.Gone.class, name = "gone"),
  @Type(value = Change.StreamAdded.class, name = "stream-added"),
  @Type(value = Change.StreamRemoved.class, name = "stream-removed"),
  @Type(value = Change.Published.class, name = "published"),
  @Type(value = Change.AttributesChanged.class, name = "attributes-changed"),
  @Type(value = Change.Counted.class, name = "counted")
})
public sealed interface Change extends CborSerializable {

  /** A user who was not a member is one now. */
  record Entered(long presence, Member member) implements Change {}

  /** A member is held under a higher fence; nobody is told. */
  record TookOver(Member member) implements Change {}

  /** A member is silent, since {@code ageMillis} ago; nobody is told yet. */
  record FellSilent(String user, long ageMillis) implements Change {}

  /** The next step of a member's departure schedule is told: its number, from 0. */
  record StepTold(long presence, String user, int step) implements Change {}

  /** A silent member is heard again; the {@code stepsTold} steps are undone. */
  record Returned(long presence, String user, int stepsTold) implements Change {}

  /** A member is gone. */
  record Gone(long presence, String user, Fence fence, String reason) implements Change {}

  /** A member has published a stream. */
  record StreamAdded(long presence, String user, Stream stream) implements Change {}

  /** A member has withdrawn a stream. */
  record StreamRemoved(long presence, String user, String stream) implements Change {}

  /** A member has published a message, and it was given its place. */
  record Published(Position position, Said said) implements Change {}

  /**
   * A user, a member or not, has changed attributes of the room.
   *
   * @param at milliseconds since 1970 at which the room took it
   * @param announce whether the members are told
   */
  record AttributesChanged(AttributeEdit edit, String by, long at, boolean announce)
      implements Change {}

  /** The number of members is told. */
  record Counted(int count) implements Change {}
}
