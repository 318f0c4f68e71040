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
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.Behavior;

/** What services ask of a session. Belongs to one session. */
final class ServiceTalk {
  private final UserKey key;
  private final Supplier<String> state;
  private final Discipline discipline;
  private final PeerRoad peers;
  private final Mailbox mailbox;
  private final Statuses statuses;
  private final AttributeTalk attributes;
  private final int payloadLimit;

  ServiceTalk(
      UserKey key,
      SessionParts parts,
      Supplier<String> state,
      Discipline discipline,
      PeerRoad peers,
      Mailbox mailbox,
      Statuses statuses,
      AttributeTalk attributes) {
    this.key = key;
    this.state = state;
    this.discipline = discipline;
    this.peers = peers;
    this.mailbox = mailbox;
    this.statuses = statuses;
    this.attributes = attributes;
    this.payloadLimit = parts.profiles().apply(Profiles.DEFAULT).server().limits().payloadBytes();
  }

  /**
   * Adds what is answered while a login stands.
   *
   * @param stay the same state, with a login that changed
   */
  static Answers.Builder<SessionLife, Standing, Command> withLogin(
      Answers.Builder<SessionLife, Standing, Command> others,
      BiFunction<SessionLife, Standing, Behavior<Command>> stay) {
    return always(others)
        .on(Kick.class, (life, login, kick) -> stay.apply(life, life.services().kick(login, kick)))
        .staying(Read.class, (life, login, read) -> life.services().tell(read, login));
  }

  /** Adds what is answered while no login stands. */
  static Answers.Builder<SessionLife, Standing, Command> withoutLogin(
      Answers.Builder<SessionLife, Standing, Command> others) {
    return always(others)
        .staying(Kick.class, (life, none, kick) -> life.services().kick(kick))
        .staying(Read.class, (life, none, read) -> life.services().tell(read, null));
  }

  private static Answers.Builder<SessionLife, Standing, Command> always(
      Answers.Builder<SessionLife, Standing, Command> others) {
    return others
        .staying(SendAsService.class, (life, login, send) -> life.services().send(send))
        .staying(Ban.class, (life, login, ban) -> life.discipline().ban(ban))
        .staying(Unban.class, (life, login, unban) -> life.discipline().unban(unban));
  }

  private Standing kick(Standing standing, Kick kick) {
    if (kick.room() != null) {
      return discipline.kickFromRoom(standing, kick);
    }
    discipline.kick(kick);
    return standing;
  }

  /** No login stands; but one may be open that this session, reborn, does not know. */
  private void kick(Kick kick) {
    if (kick.room() == null) {
      discipline.kick(kick);
    } else {
      discipline.refuseKick(kick);
    }
  }

  private void send(SendAsService send) {
    Deliver deliver = peers.fromService(send, payloadLimit);
    if (deliver != null) {
      mailbox.deliver(deliver);
    }
  }

  private void tell(Read read, Standing standing) {
    SessionView.LoginView login = standing == null ? null : standing.view(attributes.of(standing));
    read.replyTo()
        .tell(
            new SessionView(
                key.app(), key.user(), state.get(), statuses.own(), login, mailbox.size()));
  }
}
