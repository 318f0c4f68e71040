package io.rejoin.session;

import io.rejoin.cluster.Answers;
import io.rejoin.profile.Profiles;
import io.rejoin.session.Session.Ban;
import io.rejoin.session.Session.Command;
import io.rejoin.session.Session.Deliver;
import io.rejoin.session.Session.Kick;
import io.rejoin.session.Session.Read;
import io.rejoin.session.Session.SendAsService;
import io.rejoin.session.Session.Unban;
import java.util.function.BiFunction;
import org.apache.pekko.actor.typed.Behavior;

/** What services ask of a session, which is seldom: it keeps nothing for it. */
final class ServiceTalk {
  private ServiceTalk() {}

  /**
   * Adds what is answered while a login stands.
   *
   * @param stay the same state, with a login that changed
   */
  static Answers.Builder<SessionLife, Standing, Command> withLogin(
      Answers.Builder<SessionLife, Standing, Command> others,
      BiFunction<SessionLife, Standing, Behavior<Command>> stay) {
    return always(others)
        .on(Kick.class, (life, login, kick) -> stay.apply(life, kick(life, login, kick)))
        .staying(Read.class, (life, login, read) -> tell(life, read, login));
  }

  /** Adds what is answered while no login stands. */
  static Answers.Builder<SessionLife, Standing, Command> withoutLogin(
      Answers.Builder<SessionLife, Standing, Command> others) {
    return always(others)
        .staying(Kick.class, (life, none, kick) -> kick(life, kick))
        .staying(Read.class, (life, none, read) -> tell(life, read, null));
  }

  private static Answers.Builder<SessionLife, Standing, Command> always(
      Answers.Builder<SessionLife, Standing, Command> others) {
    return others
        .staying(SendAsService.class, (life, login, send) -> send(life, send))
        .staying(Ban.class, (life, login, ban) -> life.discipline().ban(ban))
        .staying(Unban.class, (life, login, unban) -> life.discipline().unban(unban));
  }

  private static Standing kick(SessionLife life, Standing standing, Kick kick) {
    if (kick.room() != null) {
      return life.discipline().kickFromRoom(standing, kick);
    }
    life.discipline().kick(kick);
    return standing;
  }

  /** No login stands; but one may be open that this session, reborn, does not know. */
  private static void kick(SessionLife life, Kick kick) {
    if (kick.room() == null) {
      life.discipline().kick(kick);
    } else {
      life.discipline().refuseKick(kick);
    }
  }

  private static void send(SessionLife life, SendAsService send) {
    int limit = life.profile(Profiles.DEFAULT).server().limits().payloadBytes();
    Deliver deliver = life.peers().fromService(send, limit);
    if (deliver != null) {
      life.mailbox().deliver(deliver);
    }
  }

  private static void tell(SessionLife life, Read read, Standing standing) {
    SessionView.LoginView login =
        standing == null ? null : standing.view(life.attributes().of(standing));
    read.replyTo().tell(life.view(login));
  }
}
