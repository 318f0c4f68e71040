package io.rejoin.session;

import io.rejoin.cluster.Transitions;
import io.rejoin.room.Fence;
import io.rejoin.session.Session.Command;
import io.rejoin.session.Session.Deliver;
import io.rejoin.session.Session.Heard;
import io.rejoin.session.Session.InboxOpened;
import io.rejoin.session.Session.Join;
import io.rejoin.session.Session.Leave;
import io.rejoin.session.Session.LettersKept;
import io.rejoin.session.Session.LettersRemoved;
import io.rejoin.session.Session.LinkClosed;
import io.rejoin.session.Session.Login;
import io.rejoin.session.Session.LoginStored;
import io.rejoin.session.Session.Logout;
import io.rejoin.session.Session.LogoutStored;
import io.rejoin.session.Session.RebornStored;
import io.rejoin.session.Session.Received;
import io.rejoin.session.Session.Resume;
import io.rejoin.session.Session.Send;
import io.rejoin.session.Session.Silent;
import io.rejoin.session.Session.StatusRequest;
import io.rejoin.session.Session.Stop;
import io.rejoin.session.Session.WindowEnded;
import io.rejoin.wire.Code;
import java.time.Duration;
import java.util.function.Function;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PreRestart;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.BehaviorBuilder;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/** The states of a {@link Session}, one method each, and what leads from one to another. */
final class SessionLife {
  private static final Transitions TRANSITIONS = new Transitions("session");

  private final ActorContext<Command> context;
  private final TimerScheduler<Command> timers;
  private final UserKey key;
  private final SessionParts parts;
  private final RoomTalk rooms;
  private final AccountTalk account;
  private final Requests requests;
  private final InboxTalk inbox;
  private final Mailbox mailbox;
  private final Statuses statuses;
  private final AttributeTalk attributes;
  private String stateName = "new";

  SessionLife(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      UserKey key,
      SessionParts parts,
      Statuses statuses,
      OwnAttributes own) {
    this.context = context;
    this.timers = timers;
    this.key = key;
    this.parts = parts;
    this.rooms = new RoomTalk(key, parts.rooms());
    this.account = new AccountTalk(context, key, parts.accounts());
    PeerRoad peers = new PeerRoad(key, parts.sessions(), parts.clock());
    this.requests = new Requests(rooms, account, peers, parts.profiles());
    this.attributes = new AttributeTalk(key, parts, rooms, own);
    this.inbox = new InboxTalk(context, key, parts.inboxes());
    this.mailbox = new Mailbox(key, parts.settings(), inbox);
    this.statuses = statuses;
  }

  /** Knows of no login: it waits for one, or for a link to come back, and then ends. */
  Behavior<Command> recovering(String why) {
    enter("recovering", why);
    timers.startSingleTimer(WindowEnded.INSTANCE, parts.settings().recoverFor());
    return withoutLogin().build();
  }

  /** A first login waits for the store. */
  private Behavior<Command> connecting(String why) {
    enter("connecting", why);
    return withoutLogin().build();
  }

  /** The link is heard. */
  private Behavior<Command> connected(Standing standing, String why) {
    enter("connected", why);
    mailbox.attached(standing.link());
    statuses.connected(standing);
    return connected(standing);
  }

  private Behavior<Command> connected(Standing standing) {
    return withLogin(standing, this::connected)
        .onMessage(Silent.class, s -> onSilent(standing, standing, s.fence(), s.age()))
        .onMessage(
            LinkClosed.class, c -> onSilent(standing, standing.withoutLink(), c.fence(), c.age()))
        .onMessage(Heard.class, heard -> Behaviors.same())
        .onMessage(WindowEnded.class, late -> Behaviors.same())
        .build();
  }

  /** The link is silent or gone, for {@code age} by now, and the window is open. */
  private Behavior<Command> reconnecting(Standing standing, Duration age, String why) {
    enter("reconnecting", why);
    mailbox.detached();
    statuses.silent(standing.profile(), age);
    Duration left = parts.window(standing.profile()).minus(age);
    timers.startSingleTimer(WindowEnded.INSTANCE, left.isNegative() ? Duration.ZERO : left);
    return reconnecting(standing);
  }

  private Behavior<Command> reconnecting(Standing standing) {
    return withLogin(standing, this::reconnecting)
        .onMessage(Heard.class, heard -> onHeard(standing, heard))
        .onMessage(LinkClosed.class, closed -> onLinkClosedLater(standing, closed))
        .onMessage(Silent.class, silent -> Behaviors.same())
        .onMessage(WindowEnded.class, ended -> onWindowEnded(standing))
        .build();
  }

  /** No login stands any more: others hear of it. */
  private Behavior<Command> ended(String why) {
    statuses.ended();
    attributes.ended();
    return statuses.isWatched() ? watched(why) : gone(why);
  }

  /** Knows of no login, but of users who are to be told when there is one. */
  private Behavior<Command> watched(String why) {
    enter("watched", why);
    timers.startSingleTimer(WindowEnded.INSTANCE, parts.settings().recoverFor());
    return withoutLogin().build();
  }

  /** Has asked for its end; who comes now comes to its next life. */
  private Behavior<Command> gone(String why) {
    enter("gone", why);
    parts.passivation().passivate(context.getSelf());
    return Behaviors.receive(Command.class)
        .onMessage(Stop.class, stop -> Behaviors.stopped())
        .onMessage(Login.class, this::leaveToNextLife)
        .onMessage(Resume.class, this::leaveToNextLife)
        .onMessage(Deliver.class, this::leaveToNextLife)
        .onMessage(Session.Watch.class, this::leaveToNextLife)
        .onMessage(Session.StatusAsked.class, this::leaveToNextLife)
        .onMessage(Session.TellAttributes.class, this::leaveToNextLife)
        .onMessage(LoginStored.class, stored -> leaveToNextLife(stored.login()))
        .onMessage(RebornStored.class, stored -> leaveToNextLife(stored.resume()))
        .onAnyMessage(other -> Behaviors.same())
        .build();
  }

  /** Every change of state goes through here. */
  private void enter(String state, String why) {
    TRANSITIONS.happened(key.entityId(), stateName, state, why);
    stateName = state;
    timers.cancel(WindowEnded.INSTANCE);
    statuses.cancelTimer();
  }

  /** What is answered whether or not a login stands here. */
  private BehaviorBuilder<Command> withMailbox() {
    return statuses
        .addTo(Behaviors.receive(Command.class))
        .onMessage(Deliver.class, deliver -> same(() -> mailbox.deliver(deliver)))
        .onMessage(InboxOpened.class, read -> same(() -> mailbox.opened(read)))
        .onMessage(LettersKept.class, kept -> same(() -> mailbox.kept(kept)))
        .onMessage(LettersRemoved.class, removed -> same(() -> inbox.removed(removed)));
  }

  /** What is answered while no login stands here. */
  private BehaviorBuilder<Command> withoutLogin() {
    return attributes
        .withoutLogin(withMailbox())
        .onMessage(Login.class, this::onFirstLogin)
        .onMessage(Resume.class, this::onUnknownResume)
        .onMessage(LoginStored.class, stored -> onLoginStored(null, stored))
        .onMessage(RebornStored.class, this::onRebornStored)
        .onMessage(LogoutStored.class, late -> Behaviors.same())
        .onMessage(Send.class, send -> fenced(send.link(), send.request(), send.fence()))
        .onMessage(Received.class, received -> Behaviors.same())
        .onMessage(StatusRequest.class, ask -> fenced(ask.link(), ask.request(), ask.fence()))
        .onMessage(Join.class, join -> fenced(join.link(), join.request(), join.fence()))
        .onMessage(Leave.class, leave -> fenced(leave.link(), leave.request(), leave.fence()))
        .onMessage(Logout.class, out -> fenced(out.link(), out.request(), out.fence()))
        .onMessage(Silent.class, silent -> Behaviors.same())
        .onMessage(Heard.class, heard -> Behaviors.same())
        .onMessage(LinkClosed.class, closed -> Behaviors.same())
        .onMessage(WindowEnded.class, ended -> ended("no link came back"))
        .onMessage(Stop.class, stop -> Behaviors.stopped());
  }

  /**
   * What is answered while a login stands.
   *
   * @param stay the state's behaviour, with a login that changed
   */
  private BehaviorBuilder<Command> withLogin(
      Standing standing, Function<Standing, Behavior<Command>> stay) {
    return attributes
        .withLogin(withMailbox(), standing)
        .onMessage(Login.class, this::onLogin)
        .onMessage(LoginStored.class, stored -> onLoginStored(standing, stored))
        .onMessage(Resume.class, resume -> onResume(standing, resume))
        .onMessage(RebornStored.class, stored -> onRebornStoredLater(standing, stored))
        .onMessage(Send.class, send -> stay.apply(requests.send(standing, send)))
        .onMessage(Received.class, received -> onReceived(standing, received))
        .onMessage(StatusRequest.class, ask -> same(() -> statuses.request(standing, ask)))
        .onMessage(Join.class, join -> stay.apply(requests.join(standing, join)))
        .onMessage(Leave.class, leave -> stay.apply(requests.leave(standing, leave)))
        .onMessage(Logout.class, logout -> stay.apply(requests.logout(standing, logout)))
        .onMessage(LogoutStored.class, stored -> onLogoutStored(standing, stored))
        .onMessage(Stop.class, stop -> Behaviors.stopped())
        .onSignal(PreRestart.class, failed -> onFailed(standing));
  }

  private Behavior<Command> onFirstLogin(Login login) {
    onLogin(login);
    return connecting("a login waits for the store");
  }

  private Behavior<Command> onLogin(Login login) {
    account.login(login, (stored, failure) -> new LoginStored(login, stored, failure));
    return Behaviors.same();
  }

  private Behavior<Command> onLoginStored(Standing old, LoginStored stored) {
    Login login = stored.login();
    if (stored.account() == null) {
      refuseStore(login.link(), login.request(), stored.failure());
      return old == null ? recovering("the login was not stored") : Behaviors.same();
    }
    if (LinkTalk.refuseUnlessHeld(login, stored.account(), old)) {
      return old == null ? recovering("its login is over") : Behaviors.same();
    }
    long epoch = stored.account().epoch();
    LinkTalk.replace(old, login.link(), login.instance());
    if (old != null) {
      rooms.silent(old, old.rooms(), Duration.ZERO);
    }
    Standing standing = Standing.of(login, epoch, old);
    LinkTalk.attach(standing, login.request(), false);
    return connected(standing, "login " + epoch);
  }

  /** A resume that comes to a session without a login: the account knows whether it still holds. */
  private Behavior<Command> onUnknownResume(Resume resume) {
    account.reborn((stored, failure) -> new RebornStored(resume, stored, failure));
    // A living link of this login is attached again without waiting for the store.
    return resume.request() == 0 ? onReattach(resume) : Behaviors.same();
  }

  private Behavior<Command> onReattach(Resume resume) {
    Standing standing = Standing.of(resume, resume.last());
    rooms.heard(standing);
    LinkTalk.attach(standing, 0, true);
    return connected(standing, "its link was attached again");
  }

  private Behavior<Command> onRebornStored(RebornStored stored) {
    Resume resume = stored.resume();
    if (stored.account() == null) {
      refuseStore(resume.link(), resume.request(), stored.failure());
      return Behaviors.same();
    }
    return LinkTalk.refuseUnlessHeld(resume, stored.account())
        ? Behaviors.same()
        : resumed(null, resume);
  }

  /**
   * The account's word on a resume that, while a login stands, may have come too late to matter.
   */
  private Behavior<Command> onRebornStoredLater(Standing standing, RebornStored stored) {
    long newest = stored.account() == null ? 0 : stored.account().epoch();
    if (newest > standing.fence().epoch()) {
      rooms.silent(standing, standing.rooms(), Duration.ZERO);
      LinkTalk.close(standing, Code.SUPERSEDED, "superseded by login " + newest);
      return gone("the account has a newer login");
    }
    return onResume(standing, stored.resume());
  }

  private Behavior<Command> onResume(Standing old, Resume resume) {
    long epoch = resume.last().epoch();
    long newest = old.fence().epoch();
    if (epoch < newest) {
      LinkTalk.refuseSuperseded(resume.link(), resume.request(), epoch, newest);
    } else if (epoch > newest) {
      LinkTalk.refuseUnknown(resume.link(), resume.request(), epoch, newest);
    } else if (resume.request() != 0) {
      return resumed(old, resume);
    } else if (resume.last().isBefore(old.fence())) {
      String measured = "link " + resume.last().link() + " was replaced by a newer one";
      LinkTalk.refuse(resume.link(), 0, Code.LINK_REPLACED, measured);
    }
    return Behaviors.same();
  }

  private Behavior<Command> resumed(Standing old, Resume resume) {
    Standing standing = Standing.of(resume, old);
    LinkTalk.replace(old, resume.link(), old == null ? null : old.instance());
    LinkTalk.attach(standing, resume.request(), true);
    if (old != null) {
      // Rooms that the client does not name it has not heard of: it joins, leaves, or departs.
      rooms.silent(old, old.roomsBut(resume.rooms().keySet()), Duration.ZERO);
    }
    resume.rooms().forEach((room, position) -> rooms.join(standing, room, 0, position));
    return connected(standing, "resumed by link " + standing.fence().link());
  }

  private Behavior<Command> onLogoutStored(Standing standing, LogoutStored stored) {
    Logout logout = stored.logout();
    if (stored.failure() != null) {
      refuseStore(logout.link(), logout.request(), stored.failure());
      return Behaviors.same();
    }
    LinkTalk.done(logout.link(), logout.request());
    if (!logout.fence().equals(standing.fence())) {
      return Behaviors.same(); // A newer login has come meanwhile.
    }
    standing.rooms().forEach(room -> rooms.leave(standing, room)); // Joined meanwhile.
    LinkTalk.close(standing, Code.LOGGED_OUT, "logged out");
    mailbox.loggedOut();
    return ended("logged out");
  }

  private Behavior<Command> onSilent(Standing standing, Standing next, Fence said, Duration age) {
    if (!said.equals(standing.fence())) {
      return Behaviors.same();
    }
    rooms.silent(standing, standing.rooms(), age);
    return reconnecting(next, age, "last byte heard " + age.toMillis() + " ms ago");
  }

  private Behavior<Command> onLinkClosedLater(Standing standing, LinkClosed closed) {
    if (!closed.fence().equals(standing.fence())) {
      return Behaviors.same();
    }
    // A room that was joined in the silence took the join for a sign of life.
    rooms.silent(standing, standing.rooms(), closed.age());
    return reconnecting(standing.withoutLink());
  }

  private Behavior<Command> onHeard(Standing standing, Heard heard) {
    if (!heard.fence().equals(standing.fence()) || standing.link() == null) {
      return Behaviors.same();
    }
    rooms.heard(standing);
    return connected(standing, "its link is heard again");
  }

  private Behavior<Command> onWindowEnded(Standing standing) {
    Duration window = parts.window(standing.profile());
    rooms.silent(standing, standing.rooms(), window); // Lest one goes on that was joined meanwhile.
    LinkTalk.closeSilent(standing, window);
    return ended("its window has ended");
  }

  /** Its rooms count the user as silent until its link is attached to the reborn session. */
  private Behavior<Command> onFailed(Standing standing) {
    rooms.silent(standing, standing.rooms(), Duration.ZERO);
    LinkTalk.lost(standing);
    statuses.failed();
    return Behaviors.same();
  }

  private Behavior<Command> onReceived(Standing standing, Received received) {
    if (received.fence().equals(standing.fence())) {
      mailbox.received(received.from(), received.epoch(), received.number());
    }
    return Behaviors.same();
  }

  private static Behavior<Command> same(Runnable action) {
    action.run();
    return Behaviors.same();
  }

  private Behavior<Command> leaveToNextLife(Command command) {
    parts.sessions().tell(key.entityId(), command);
    return Behaviors.same();
  }

  private static Behavior<Command> fenced(LinkAddress link, long request, Fence said) {
    LinkTalk.refuseFenced(link, request, said);
    return Behaviors.same();
  }

  private void refuseStore(LinkAddress link, long request, String failure) {
    LinkTalk.refuseStore(link, request, failure, parts.settings().storeRetryAfter());
  }
}
