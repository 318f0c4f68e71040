package io.rejoin.session;

import io.rejoin.room.Fence;
import io.rejoin.session.Session.Command;
import io.rejoin.session.Session.Heard;
import io.rejoin.session.Session.LinkClosed;
import io.rejoin.session.Session.LinkNodeLost;
import io.rejoin.session.Session.Silent;
import java.time.Duration;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** What follows when the link of a login falls silent, goes, or is heard again. */
final class Drops {
  private Drops() {}

  static Behavior<Command> silent(SessionLife life, Standing standing, Silent silent) {
    return silent(life, standing, standing, silent.fence(), silent.age());
  }

  static Behavior<Command> closed(SessionLife life, Standing standing, LinkClosed closed) {
    return silent(life, standing, standing.withoutLink(), closed.fence(), closed.age());
  }

  private static Behavior<Command> silent(
      SessionLife life, Standing standing, Standing next, Fence said, Duration age) {
    if (!said.equals(standing.fence())) {
      return Behaviors.same();
    }
    life.rooms().silent(standing, standing.rooms(), age);
    return life.reconnecting(next, age, "last byte heard " + age.toMillis() + " ms ago");
  }

  /** While it was silent already. */
  static Behavior<Command> closedLater(SessionLife life, Standing standing, LinkClosed closed) {
    if (!closed.fence().equals(standing.fence())) {
      return Behaviors.same();
    }
    // A room that was joined in the silence took the join for a sign of life.
    life.rooms().silent(standing, standing.rooms(), closed.age());
    return life.reconnecting(standing.withoutLink());
  }

  /** The node of a link is gone, and with it the link, if that is where it was. */
  static Behavior<Command> nodeLost(SessionLife life, Standing standing, LinkNodeLost lost) {
    return isThere(standing, lost)
        ? closed(life, standing, new LinkClosed(standing.fence(), Duration.ZERO))
        : Behaviors.same();
  }

  /** While it was silent already. */
  static Behavior<Command> nodeLostLater(SessionLife life, Standing standing, LinkNodeLost lost) {
    return isThere(standing, lost) ? life.reconnecting(standing.withoutLink()) : Behaviors.same();
  }

  private static boolean isThere(Standing standing, LinkNodeLost lost) {
    return standing.link() != null && standing.link().gateway().equals(lost.gateway());
  }

  static Behavior<Command> heard(SessionLife life, Standing standing, Heard heard) {
    if (!heard.fence().equals(standing.fence()) || standing.link() == null) {
      return Behaviors.same();
    }
    life.rooms().heard(standing);
    return life.connected(standing, "its link is heard again");
  }

  static Behavior<Command> windowEnded(SessionLife life, Standing standing) {
    Duration window = life.window(standing);
    // Lest one goes on that was joined meanwhile.
    life.rooms().silent(standing, standing.rooms(), window);
    LinkTalk.closeSilent(standing, window);
    return life.ended("its window has ended");
  }
}
