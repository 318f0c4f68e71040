package io.rejoin.session;

import io.rejoin.cluster.Transitions;
import io.rejoin.profile.Profile;
import io.rejoin.session.Session.Command;
import io.rejoin.session.Session.Login;
import io.rejoin.session.Session.LoginStored;
import io.rejoin.session.Session.Logout;
import io.rejoin.session.Session.LogoutDue;
import io.rejoin.session.Session.LogoutStored;
import io.rejoin.session.Session.RebornStored;
import io.rejoin.session.Session.Resume;
import io.rejoin.session.Session.SanctionStored;
import io.rejoin.session.Session.WindowEnded;
import io.rejoin.store.Accounts.Account;
import io.rejoin.wire.Code;
import io.rejoin.wire.RoomPosition;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
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
  private final Discipline discipline;
  private final PeerRoad peers;
  private final Requests requests;
  private final InboxTalk inbox;
  private final Mailbox mailbox;
  private final Statuses statuses;
  private final AttributeTalk attributes;
  private final Resumes resumes = new Resumes();
  private final LinkNode linkNode;
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
    this.linkNode = new LinkNode(context);
    this.account = new AccountTalk(context, key, parts);
    this.peers = new PeerRoad(key, parts.sessions(), parts.clocks().wall());
    this.discipline = new Discipline(key, parts, rooms, account);
    this.requests = new Requests(rooms, account, peers, discipline, parts.profiles());
    this.attributes = new AttributeTalk(key, parts, rooms, own);
    this.inbox = new InboxTalk(context, key, parts.inboxes());
    this.mailbox = new Mailbox(key, parts.settings(), inbox);
    this.statuses = statuses;
  }

  /** Knows of no login: it waits for one, or for a link to come back, and then ends. */
  Behavior<Command> recovering(String why) {
    enter("recovering", why);
    timers.startSingleTimer(WindowEnded.INSTANCE, parts.settings().recoverFor());
    return SessionAnswers.WITHOUT_LOGIN.by(this, null);
  }

  /** A first login waits for the store. */
  private Behavior<Command> connecting(String why) {
    enter("connecting", why);
    return SessionAnswers.WITHOUT_LOGIN.by(this, null);
  }

  /** The link is heard. */
  Behavior<Command> connected(Standing standing, String why) {
    enter("connected", why);
    linkNode.follow(standing.link());
    mailbox.attached(standing.link());
    statuses.connected(standing);
    return connected(standing);
  }

  /** As before, with a login that changed. */
  Behavior<Command> connected(Standing standing) {
    return SessionAnswers.CONNECTED.by(this, standing);
  }

  /** The link is silent or gone, for {@code age} by now, and the window is open. */
  Behavior<Command> reconnecting(Standing standing, Duration age, String why) {
    enter("reconnecting", why);
    mailbox.detached();
    statuses.silent(standing.profile(), age);
    Duration left = parts.window(standing.profile()).minus(age);
    timers.startSingleTimer(WindowEnded.INSTANCE, left.isNegative() ? Duration.ZERO : left);
    return reconnecting(standing);
  }

  /** As before, with a login that changed. */
  Behavior<Command> reconnecting(Standing standing) {
    return SessionAnswers.RECONNECTING.by(this, standing);
  }

  /** No login stands any more: others hear of it. */
  Behavior<Command> ended(String why) {
    statuses.ended();
    attributes.ended();
    return statuses.isWatched() ? watched(why) : gone(why);
  }

  /** Knows of no login, but of users who are to be told when there is one. */
  private Behavior<Command> watched(String why) {
    enter("watched", why);
    timers.startSingleTimer(WindowEnded.INSTANCE, parts.settings().recoverFor());
    return SessionAnswers.WITHOUT_LOGIN.by(this, null);
  }

  /** Has asked for its end; who comes now comes to its next life. */
  private Behavior<Command> gone(String why) {
    enter("gone", why);
    parts.passivation().passivate(context.getSelf());
    return SessionAnswers.GONE.by(this, null);
  }

  /** Every change of state goes through here. */
  private void enter(String state, String why) {
    TRANSITIONS.happened(key.entityId(), stateName, state, why);
    stateName = state;
    timers.cancel(WindowEnded.INSTANCE);
    statuses.cancelTimer();
  }

  RoomTalk rooms() {
    return rooms;
  }

  Discipline discipline() {
    return discipline;
  }

  PeerRoad peers() {
    return peers;
  }

  UserKey key() {
    return key;
  }

  /** How long this session waits for a link. */
  Duration window(Standing standing) {
    return parts.window(standing.profile());
  }

  Profile profile(String name) {
    return parts.profiles().apply(name);
  }

  /** This session, for a service that reads it; {@code login} is null if none stands. */
  SessionView view(SessionView.LoginView login) {
    return new SessionView(key.app(), key.user(), stateName, statuses.own(), login, mailbox.size());
  }

  AccountTalk account() {
    return account;
  }

  Resumes resumes() {
    return resumes;
  }

  Requests requests() {
    return requests;
  }

  InboxTalk inbox() {
    return inbox;
  }

  Mailbox mailbox() {
    return mailbox;
  }

  Statuses statuses() {
    return statuses;
  }

  AttributeTalk attributes() {
    return attributes;
  }

  Behavior<Command> onFirstLogin(Login login) {
    onLogin(login);
    return connecting("a login waits for the store");
  }

  Behavior<Command> onLogin(Login login) {
    resumes.add(login);
    if (mailbox.isUnread()) {
      account.loginAndTakeOver(login);
    } else {
      account.login(login);
    }
    return Behaviors.same();
  }

  Behavior<Command> onLoginStored(Standing old, LoginStored stored) {
    Login login = stored.login();
    if (stored.account() == null) {
      refuseStore(login.link(), login.request(), stored.failure());
      return old == null ? recovering("the login was not stored") : Behaviors.same();
    }
    long epoch = stored.account().epoch();
    if (discipline.refuses(login.link(), login.request(), stored.account(), epoch)
        || LinkTalk.refuseUnlessHeld(login, stored.account(), old)) {
      return old == null ? recovering("its login is over") : Behaviors.same();
    }
    if (stored.tookOver()) {
      mailbox.tookOver(stored.account());
    }
    if (!resumes.isAwaited(login) && old == null) {
      return recovering(
          "the link of its login has gone"); // Its client comes again, if it still is.
    }
    discipline.loggedIn();
    LinkTalk.replace(old, login.link(), login.instance());
    if (old != null) {
      rooms.silent(old, old.rooms(), Duration.ZERO);
    }
    Standing standing = Standing.of(login, epoch, old);
    LinkTalk.attach(key, standing, login.request(), false);
    attributes.restore(standing, login.attributes());
    return connected(standing, "login " + epoch);
  }

  /** A resume that comes to a session without a login: the account knows whether it still holds. */
  Behavior<Command> onUnknownResume(Resume resume) {
    resumes.add(resume);
    account.reborn((stored, failure) -> new RebornStored(resume, stored, failure));
    return Behaviors.same();
  }

  Behavior<Command> onRebornStored(RebornStored stored) {
    Resume resume = stored.resume();
    if (!resumes.isAwaited(resume)) {
      return Behaviors.same();
    }
    if (stored.account() == null) {
      refuseStore(resume.link(), resume.request(), stored.failure());
      return Behaviors.same();
    }
    long epoch = resume.last().epoch();
    return discipline.refuses(resume.link(), resume.request(), stored.account(), epoch)
            || LinkTalk.refuseUnlessHeld(resume, stored.account())
        ? Behaviors.same()
        : resumed(null, resume);
  }

  /**
   * The account's word on a resume that, while a login stands, may have come too late to matter.
   *
   * @param stay the same state, with a login that changed
   */
  Behavior<Command> onRebornStoredLater(
      Standing standing,
      RebornStored stored,
      BiFunction<SessionLife, Standing, Behavior<Command>> stay) {
    Resume resume = stored.resume();
    return told(
        standing,
        stored.account(),
        left ->
            resumes.isAwaited(resume) && !isRefused(left, resume)
                ? resumed(left, resume)
                : stay.apply(this, left));
  }

  /** What the account says ends the login, or {@code next} follows. */
  Behavior<Command> told(
      Standing standing, Account account, Function<Standing, Behavior<Command>> next) {
    long newest = account == null ? 0 : account.epoch();
    if (newest > standing.fence().epoch()) {
      return superseded(standing, newest);
    }
    if (account != null) {
      discipline.read(account);
    }
    Expulsion why = discipline.ended(standing.fence().epoch());
    return why == null ? next.apply(discipline.expelBanned(standing)) : expelled(standing, why);
  }

  /** The account has a newer login, of which this session did not know. */
  Behavior<Command> superseded(Standing standing, long newest) {
    rooms.silent(standing, standing.rooms(), Duration.ZERO);
    LinkTalk.close(standing, Code.SUPERSEDED, "superseded by login " + newest);
    return gone("the account has a newer login");
  }

  Behavior<Command> onResume(Standing old, Resume resume) {
    return isRefused(old, resume) ? Behaviors.same() : resumed(old, resume);
  }

  private static boolean isRefused(Standing old, Resume resume) {
    long epoch = resume.last().epoch();
    return LinkTalk.refuseUnlessNewest(resume.link(), resume.request(), epoch, old);
  }

  private Behavior<Command> resumed(Standing old, Resume asked) {
    Map<String, Expulsion> expelled = discipline.expelledFrom(asked.rooms().keySet());
    Resume resume = expelled.isEmpty() ? asked : asked.without(expelled.keySet());
    Standing standing = Standing.of(resume, old);
    LinkTalk.replace(old, resume.link(), old == null ? null : old.instance());
    LinkTalk.attach(key, standing, resume.request(), true);
    attributes.restore(standing, resume.attributes());
    expelled.forEach((room, why) -> LinkTalk.expelled(resume.link(), room, why));
    for (String room : Standing.inOrder(resume.forbidden())) {
      LinkTalk.expelled(resume.link(), room, Expulsion.forbidden(room));
      rooms.leave(standing, room);
      standing = standing.leaving(room);
    }
    if (old != null) {
      // Rooms that the client does not name it has not heard of: it joins, leaves, or departs.
      Set<String> others = old.roomsBut(resume.rooms().keySet());
      others.removeAll(resume.forbidden());
      rooms.silent(old, others, Duration.ZERO);
    }
    for (Map.Entry<String, RoomPosition> room : resume.rooms().entrySet()) {
      rooms.join(standing, room.getKey(), 0, room.getValue());
    }
    return connected(standing, "resumed by link " + standing.fence().link());
  }

  Behavior<Command> onLogoutStored(Standing standing, LogoutStored stored) {
    Logout logout = stored.logout();
    if (stored.failure() != null) {
      refuseStore(logout.link(), logout.request(), stored.failure());
      return Behaviors.same();
    }
    LinkTalk.done(logout.link(), logout.request());
    if (!logout.fence().equals(standing.fence())) {
      return Behaviors.same(); // A newer login has come meanwhile.
    }
    return Farewells.loggedOut(this, standing);
  }

  /**
   * The application has decided something: that this login ends, perhaps.
   *
   * @param stay the same state, with a login that changed
   */
  Behavior<Command> onSanctionStored(
      Standing standing,
      SanctionStored stored,
      BiFunction<SessionLife, Standing, Behavior<Command>> stay) {
    discipline.stored(stored);
    Expulsion why = discipline.ended(standing.fence().epoch());
    return why != null
        ? expelled(standing, why)
        : stay.apply(this, discipline.expelBanned(standing));
  }

  /** The application has ended the login. */
  private Behavior<Command> expelled(Standing standing, Expulsion why) {
    Standing.inOrder(standing.rooms()).forEach(room -> rooms.leaveKicked(standing, room));
    LinkTalk.close(standing, why.code(), why.message());
    mailbox.loggedOut();
    return ended(why.message());
  }

  /** Its rooms count the user as silent until its link is attached to the reborn session. */
  Behavior<Command> onFailed(Standing standing) {
    rooms.silent(standing, standing.rooms(), Duration.ZERO);
    LinkTalk.lost(standing);
    statuses.failed();
    return Behaviors.same();
  }

  Behavior<Command> leaveToNextLife(Command command) {
    parts.sessions().tell(key.entityId(), command);
    return Behaviors.same();
  }

  void logoutIn(Duration time, Logout logout) {
    Logout later = new Logout(logout.link(), logout.fence(), 0, Duration.ZERO);
    timers.startSingleTimer(LogoutDue.class, new LogoutDue(later), time);
  }

  void refuseStore(LinkAddress link, long request, String failure) {
    LinkTalk.refuseStore(link, request, failure, parts.settings().storeRetryAfter());
  }
}
