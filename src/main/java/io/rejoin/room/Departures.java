package io.rejoin.room;

import io.rejoin.profile.DepartureStep;
import io.rejoin.profile.Profile;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.function.Function;

/**
 * When the next step of which silent member is due. Not thread-safe: it belongs to one room. Times
 * are milliseconds of the room's clock.
 */
final class Departures {

  /**
   * A step that is due at some time, if the member is still silent since {@code since}.
   *
   * @param step its number in the departure schedule of the member's profile
   */
  record Due(long at, String user, Fence fence, long since, int step) {}

  private final Function<String, Profile> profiles;
  private final long notBefore;
  private final PriorityQueue<Due> queue = new PriorityQueue<>(Comparator.comparingLong(Due::at));

  /**
   * @param notBefore no step is due earlier, in milliseconds
   */
  Departures(Function<String, Profile> profiles, long notBefore) {
    this.profiles = profiles;
    this.notBefore = notBefore;
  }

  /** Takes a silent member's next step into account. */
  void schedule(Member member) {
    Silence silence = member.silence();
    int step = silence.stepsTold();
    long at = silence.since() + steps(member).get(step).after().toMillis();
    queue.add(
        new Due(Math.max(at, notBefore), member.user(), member.fence(), silence.since(), step));
  }

  /** When the next step is due, which may since have become void. */
  OptionalLong next(RoomState state) {
    while (!queue.isEmpty() && isVoid(queue.peek(), state)) {
      queue.remove();
    }
    return queue.isEmpty() ? OptionalLong.empty() : OptionalLong.of(queue.peek().at());
  }

  /** Takes the next step that is due by now and not void; null if there is none. */
  Due poll(RoomState state, long now) {
    OptionalLong next = next(state);
    return next.isPresent() && next.getAsLong() <= now ? queue.remove() : null;
  }

  /** What a step tells. */
  DepartureStep step(Member member, int step) {
    return steps(member).get(step);
  }

  private List<DepartureStep> steps(Member member) {
    return profiles.apply(member.profile()).server().departures();
  }

  private static boolean isVoid(Due due, RoomState state) {
    Member member = state.member(due.user());
    return member == null
        || member.silence() == null
        || !member.fence().equals(due.fence())
        || member.silence().since() != due.since()
        || member.silence().stepsTold() != due.step();
  }
}
