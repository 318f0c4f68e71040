package io.rejoin.session;

import io.rejoin.cluster.Answers;
import io.rejoin.room.Fence;
import io.rejoin.session.Session.Command;
import io.rejoin.session.Session.Deliver;
import io.rejoin.session.Session.FarewellStored;
import io.rejoin.session.Session.Forbid;
import io.rejoin.session.Session.Heard;
import io.rejoin.session.Session.InboxOpened;
import io.rejoin.session.Session.Join;
import io.rejoin.session.Session.Leave;
import io.rejoin.session.Session.LettersKept;
import io.rejoin.session.Session.LettersRemoved;
import io.rejoin.session.Session.LinkClosed;
import io.rejoin.session.Session.LinkGone;
import io.rejoin.session.Session.LinkNodeLost;
import io.rejoin.session.Session.Login;
import io.rejoin.session.Session.LoginStored;
import io.rejoin.session.Session.Logout;
import io.rejoin.session.Session.LogoutStored;
import io.rejoin.session.Session.Present;
import io.rejoin.session.Session.RebornStored;
import io.rejoin.session.Session.Received;
import io.rejoin.session.Session.Resume;
import io.rejoin.session.Session.SanctionStored;
import io.rejoin.session.Session.Send;
import io.rejoin.session.Session.Silent;
import io.rejoin.session.Session.StatusRequest;
import io.rejoin.session.Session.Stop;
import io.rejoin.session.Session.WindowEnded;
import java.util.function.BiFunction;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PreRestart;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** What sessions answer in each state; {@link SessionLife} holds the states. */
final class SessionAnswers {

  /** Recovering, connecting and watched. */
  static final Answers<SessionLife, Standing, Command> WITHOUT_LOGIN = withoutLogin();

  static final Answers<SessionLife, Standing, Command> CONNECTED =
      withLogin(SessionLife::connected)
          .on(Silent.class, Drops::silent)
          .on(LinkClosed.class, Drops::closed)
          .on(LinkNodeLost.class, Drops::nodeLost)
          .ignore(Heard.class)
          .ignore(WindowEnded.class)
          .build();

  static final Answers<SessionLife, Standing, Command> RECONNECTING =
      withLogin(SessionLife::reconnecting)
          .on(Heard.class, Drops::heard)
          .on(LinkClosed.class, Drops::closedLater)
          .on(LinkNodeLost.class, Drops::nodeLostLater)
          .ignore(Silent.class)
          .on(WindowEnded.class, (life, standing, ended) -> Drops.windowEnded(life, standing))
          .build();

  static final Answers<SessionLife, Standing, Command> GONE =
      Answers.<SessionLife, Standing, Command>of()
          .on(Stop.class, (life, none, stop) -> Behaviors.stopped())
          .on(LoginStored.class, (life, none, s) -> life.leaveToNextLife(s.login()))
          .on(RebornStored.class, (life, none, s) -> life.leaveToNextLife(s.resume()))
          .on(FarewellStored.class, (life, none, s) -> life.leaveToNextLife(s.farewell()))
          .staying(SanctionStored.class, (life, none, s) -> life.discipline().stored(s))
          .others(
              (life, none, other) ->
                  Session.isForAnyLife(other) ? life.leaveToNextLife(other) : Behaviors.same());

  private SessionAnswers() {}

  /** What is answered whether or not a login stands. */
  private static Answers.Builder<SessionLife, Standing, Command> withMailbox() {
    return Statuses.addTo(Answers.of())
        .staying(Deliver.class, (life, login, deliver) -> life.mailbox().deliver(deliver))
        .staying(InboxOpened.class, (life, login, read) -> life.mailbox().opened(read))
        .staying(LettersKept.class, (life, login, kept) -> life.mailbox().kept(kept))
        .staying(LinkGone.class, (life, login, gone) -> life.resumes().gone(gone.link()))
        .staying(LettersRemoved.class, (life, login, removed) -> life.inbox().removed(removed))
        .on(Stop.class, (life, login, stop) -> Behaviors.stopped());
  }

  private static Answers<SessionLife, Standing, Command> withoutLogin() {
    return Farewells.withoutLogin(
            Reattachments.withoutLogin(
                ServiceTalk.withoutLogin(AttributeTalk.withoutLogin(withMailbox()))))
        .on(Login.class, (life, none, login) -> life.onFirstLogin(login))
        .on(Resume.class, (life, none, resume) -> life.onUnknownResume(resume))
        .on(LoginStored.class, SessionLife::onLoginStored)
        .on(RebornStored.class, (life, none, stored) -> life.onRebornStored(stored))
        .ignore(Forbid.class)
        .ignore(LogoutStored.class)
        .staying(SanctionStored.class, (life, none, stored) -> life.discipline().stored(stored))
        .staying(Send.class, (life, none, s) -> fenced(s.link(), s.request(), s.fence()))
        .ignore(Received.class)
        .staying(StatusRequest.class, (life, none, r) -> fenced(r.link(), r.request(), r.fence()))
        .staying(Join.class, (life, none, j) -> fenced(j.link(), j.request(), j.fence()))
        .staying(Leave.class, (life, none, l) -> fenced(l.link(), l.request(), l.fence()))
        .staying(Logout.class, (life, none, l) -> fenced(l.link(), l.request(), l.fence()))
        .staying(Present.class, (life, none, p) -> LinkTalk.unknown(p))
        .ignore(Silent.class)
        .ignore(Heard.class)
        .ignore(LinkClosed.class)
        .ignore(LinkNodeLost.class)
        .on(WindowEnded.class, (life, none, ended) -> life.ended("no link came back"))
        .build();
  }

  /**
   * What is answered while a login stands.
   *
   * @param stay the same state, with a login that changed
   */
  private static Answers.Builder<SessionLife, Standing, Command> withLogin(
      BiFunction<SessionLife, Standing, Behavior<Command>> stay) {
    return Farewells.withLogin(
            Reattachments.withLogin(
                ServiceTalk.withLogin(AttributeTalk.withLogin(withMailbox()), stay), stay),
            stay)
        .on(Login.class, (life, standing, login) -> life.onLogin(login))
        .on(LoginStored.class, SessionLife::onLoginStored)
        .on(Resume.class, SessionLife::onResume)
        .on(RebornStored.class, (life, login, s) -> life.onRebornStoredLater(login, s, stay))
        .on(Forbid.class, (l, login, forbid) -> stay.apply(l, l.requests().forbid(login, forbid)))
        .on(Send.class, (l, login, send) -> stay.apply(l, l.requests().send(login, send)))
        .staying(Received.class, (l, login, received) -> l.mailbox().received(login, received))
        .staying(StatusRequest.class, (life, login, ask) -> life.statuses().request(login, ask))
        .on(Join.class, (l, login, join) -> stay.apply(l, l.requests().join(login, join)))
        .on(Leave.class, (l, login, leave) -> stay.apply(l, l.requests().leave(login, leave)))
        .staying(Present.class, (life, login, p) -> LinkTalk.unknownUnless(login, p))
        .on(LogoutStored.class, SessionLife::onLogoutStored)
        .on(SanctionStored.class, (life, login, s) -> life.onSanctionStored(login, s, stay))
        .onSignal(PreRestart.class, (life, standing, failed) -> life.onFailed(standing));
  }

  private static void fenced(LinkAddress link, long request, Fence said) {
    LinkTalk.refuseFenced(link, request, said);
  }
}
