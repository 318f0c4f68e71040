package io.rejoin.session;

import io.rejoin.cluster.Answers;
import io.rejoin.session.Session.Command;
import io.rejoin.session.Session.Farewell;
import io.rejoin.session.Session.FarewellStored;
import io.rejoin.session.Session.Logout;
import io.rejoin.session.Session.LogoutDue;
import io.rejoin.wire.Code;
import java.time.Duration;
import java.util.function.BiFunction;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * How a login ends by its client's word: at once, after a while, or by a link that was never
 * attached (S0 l.75: the system removes the user, also if the network is gone when it logs out).
 */
final class Farewells {
  private Farewells() {}

  /** Adds what is answered while no login stands. */
  static Answers.Builder<SessionLife, Standing, Command> withoutLogin(
      Answers.Builder<SessionLife, Standing, Command> others) {
    return others
        .staying(Farewell.class, (life, none, farewell) -> write(life, farewell))
        .staying(FarewellStored.class, (life, none, stored) -> answer(life, stored))
        .ignore(LogoutDue.class);
  }

  /**
   * Adds what is answered while a login stands.
   *
   * @param stay the same state, with a login that changed
   */
  static Answers.Builder<SessionLife, Standing, Command> withLogin(
      Answers.Builder<SessionLife, Standing, Command> others,
      BiFunction<SessionLife, Standing, Behavior<Command>> stay) {
    return others
        .on(Logout.class, (l, login, logout) -> stay.apply(l, logout(l, login, logout)))
        .on(LogoutDue.class, (l, login, due) -> stay.apply(l, logout(l, login, due.logout())))
        .on(Farewell.class, (l, login, farewell) -> stay.apply(l, farewell(l, login, farewell)))
        .on(FarewellStored.class, Farewells::stored);
  }

  private static Standing logout(SessionLife life, Standing standing, Logout logout) {
    boolean isNow = logout.after().isZero() || !logout.fence().equals(standing.fence());
    if (isNow) {
      return life.requests().logout(standing, logout);
    }
    Duration window = life.window(standing);
    life.logoutIn(logout.after().compareTo(window) < 0 ? logout.after() : window, logout);
    LinkTalk.done(logout.link(), logout.request());
    return standing;
  }

  private static Standing farewell(SessionLife life, Standing standing, Farewell farewell) {
    long newest = standing.fence().epoch();
    boolean isThis =
        farewell.epoch() == newest
            || (farewell.epoch() == 0 && farewell.instance().equals(standing.instance()));
    if (!isThis && farewell.epoch() <= newest) {
      LinkTalk.done(farewell.link(), farewell.request()); // A newer login has ended it already.
      return standing;
    }
    write(life, isThis ? farewell.of(newest) : farewell);
    return isThis ? life.requests().leaveAll(standing) : standing;
  }

  private static void write(SessionLife life, Farewell farewell) {
    life.resumes().forget(farewell.instance());
    life.account().farewell(farewell);
  }

  private static Behavior<Command> stored(
      SessionLife life, Standing standing, FarewellStored stored) {
    answer(life, stored);
    long newest = stored.account() == null ? 0 : stored.account().epoch();
    if (newest > standing.fence().epoch()) {
      return life.superseded(standing, newest);
    }
    if (newest < standing.fence().epoch() || stored.account().open()) {
      return Behaviors.same();
    }
    return loggedOut(life, standing);
  }

  private static void answer(SessionLife life, FarewellStored stored) {
    Farewell farewell = stored.farewell();
    if (stored.account() == null) {
      life.refuseStore(farewell.link(), farewell.request(), stored.failure());
    } else {
      LinkTalk.done(farewell.link(), farewell.request());
    }
  }

  /** Leaves what was joined meanwhile, and ends. */
  static Behavior<Command> loggedOut(SessionLife life, Standing standing) {
    life.requests().leaveAll(standing);
    LinkTalk.close(standing, Code.LOGGED_OUT, "logged out");
    life.mailbox().loggedOut();
    return life.ended("logged out");
  }
}
