package io.rejoin.timeline;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What is to be run: who there is, what is done to them, and what its moments are called. Times
 * count from the story's T0 and may be negative.
 *
 * @param says where the story is told, and what of it; may be empty
 * @param profile of the rooms, and of users who name none
 * @param latency one way, between a client and its node
 * @param until when the story ends; empty for when nothing is due any more
 * @param people in the order of their lanes
 * @param acts in order of time
 * @param marks in order of time; empty for marks of the timeline's own
 */
public record Story(
    String title,
    String says,
    String profile,
    long seed,
    int nodes,
    Duration latency,
    Duration jitter,
    Duration until,
    Map<String, Person> people,
    List<Act> acts,
    List<MarkWish> marks) {

  /**
   * A user.
   *
   * @param profile by whose times the client lives
   * @param tokenLife how long its token lives from its login on; zero for no token
   */
  public record Person(String name, String profile, String platform, Duration tokenLife) {}

  /**
   * A moment that is to have a name: the first of its lane that says {@code what}, at or after the
   * mark that its time is told from; without one, at or after the mark before it.
   *
   * @param lane a user, or {@code server}
   * @param since the mark that its time is told from; empty for none
   * @param is how much later it has to be; negative if the story does not say
   * @param says what the document that the story comes from says of it; may be empty
   */
  public record MarkWish(
      String name, String lane, String what, String since, Duration is, String says) {}

  /** The same with another seed. */
  public Story seed(long other) {
    return new Story(
        title, says, profile, other, nodes, latency, jitter, until, people, acts, marks);
  }

  /** Whether a story ends by itself. */
  boolean endsWhenNothingIsDue() {
    return until.isZero();
  }
}
