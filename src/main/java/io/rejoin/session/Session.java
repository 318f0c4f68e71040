package io.rejoin.session;

import io.rejoin.cluster.CborSerializable;
import io.rejoin.cluster.Transitions;
import io.rejoin.room.Fence;
import io.rejoin.store.Accounts.Account;
import io.rejoin.wire.Code;
import io.rejoin.wire.RoomPosition;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PreRestart;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.BehaviorBuilder;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/**
 * A user's login, which outlives its links. It decides which login and which link of a user is the
 * newest, and tells the user's rooms when the link falls silent, is heard again, or is replaced.
 *
 * <pre>
 *   recovering --Login--> connecting --stored--> connected
 *   recovering --Resume, and the account's epoch is the same--> connected
 *   connected --Silent or LinkClosed--> reconnecting --Resume, Login or Heard--> connected
 *   reconnecting --the window ends--> gone
 *   connected or reconnecting --Logout--> gone
 * </pre>
 *
 * A failure brings it back to recovering: its rooms count the user as silent until the link, which
 * its gateway attaches again, is heard.
 */
public final class Session {

  /** What a session hears. */
  public sealed interface Command extends CborSerializable {}

  /**
   * A new login on a link. Answered by {@code Attached} or {@code Refused}. The newest login wins.
   *
   * @param request the id of the login frame
   */
  public record Login(
      LinkAddress link,
      long request,
      String instance,
      long attempt,
      String platform,
      String profile)
      implements Command {}

  /**
   * A link that resumes a login, under the last fence that its client had. Answered by {@code
   * Attached} or {@code Refused}. Rooms are entered again without being asked one by one.
   *
   * @param request the id of the login frame; 0 if the gateway itself attaches a living link to a
   *     reborn session, under the same fence
   */
  public record Resume(
      LinkAddress link,
      long request,
      String instance,
      Fence last,
      String platform,
      String profile,
      Map<String, RoomPosition> rooms)
      implements Command {}

  /** The user goes for good: leaves all rooms at once; answered by {@code Done}, then closed. */
  public record Logout(LinkAddress link, Fence fence, long request) implements Command {}

  /**
   * The link wants its user in a room; the room itself answers through its relay.
   *
   * @param position what the client has of the room; null if nothing
   */
  public record Join(
      LinkAddress link, Fence fence, long request, String room, RoomPosition position)
      implements Command {}

  /** The link wants its user out of a room; answered by {@code Done}. */
  public record Leave(LinkAddress link, Fence fence, long request, String room)
      implements Command {}

  /** No byte was heard of the link for {@code age}; the socket is still open. */
  public record Silent(Fence fence, Duration age) implements Command {}

  /** A silent link is heard again. */
  public record Heard(Fence fence) implements Command {}

  /** The link's socket is gone; the last byte was heard {@code age} ago. */
  public record LinkClosed(Fence fence, Duration age) implements Command {}

  /** The session has asked for its end, and gets it. */
  public enum Stop implements Command {
    INSTANCE
  }

  /** The store has answered a login; {@code account} is null if it could not. */
  private record LoginStored(Login login, Account account, String failure) implements Command {}

  /** The store has answered a resume that found no login here. */
  private record RebornStored(Resume resume, Account account, String failure) implements Command {}

  /** The store has answered a logout. */
  record LogoutStored(Logout logout, String failure) implements Command {}

  private enum WindowEnded implements Command {
    INSTANCE
  }

  private static final Transitions TRANSITIONS = new Transitions("session");

  private final ActorContext<Command> context;
  private final TimerScheduler<Command> timers;
  private final UserKey key;
  private final SessionParts parts;
  private final RoomTalk rooms;
  private final AccountTalk account;
  private final Requests requests;
  private String stateName = "new";

  /** A user's session, which knows nothing yet. It outlives its own failures. */
  public static Behavior<Command> create(UserKey key, SessionParts parts) {
    Behavior<Command> session =
        Behaviors.setup(
            context ->
                Behaviors.withTimers(
                    timers ->
                        new Session(context, timers, key, parts).recovering("it was addressed")));
    return Behaviors.supervise(session).onFailure(SupervisorStrategy.restart());
  }

  private Session(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      UserKey key,
      SessionParts parts) {
    this.context = context;
    this.timers = timers;
    this.key = key;
    this.parts = parts;
    this.rooms = new RoomTalk(key, parts.rooms());
    this.account = new AccountTalk(context, key, parts.accounts());
    this.requests = new Requests(rooms, account, parts.profiles());
  }

  /** Knows of no login: it waits for one, or for a link to come back, and then ends. */
  private Behavior<Command> recovering(String why) {
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

  /** Has asked for its end; who comes now comes to its next life. */
  private Behavior<Command> gone(String why) {
    enter("gone", why);
    parts.passivation().passivate(context.getSelf());
    return Behaviors.receive(Command.class)
        .onMessage(Stop.class, stop -> Behaviors.stopped())
        .onMessage(Login.class, this::leaveToNextLife)
        .onMessage(Resume.class, this::leaveToNextLife)
        .onMessage(LoginStored.class, stored -> leaveToNextLife(stored.login()))
        .onMessage(RebornStored.class, stored -> leaveToNextLife(stored.resume()))
        .onAnyMessage(other -> Behaviors.same())
        .build();
  }

  /** Every change of state goes through here. */
  private void enter(String state, String why) {
    TRANSITIONS.happened(key.entityId(), stateName, state, why);
    stateName = state;
    timers.cancelAll();
  }

  /** What is answered while no login stands here. */
  private BehaviorBuilder<Command> withoutLogin() {
    return Behaviors.receive(Command.class)
        .onMessage(Login.class, this::onFirstLogin)
        .onMessage(Resume.class, this::onUnknownResume)
        .onMessage(LoginStored.class, stored -> onLoginStored(null, stored))
        .onMessage(RebornStored.class, this::onRebornStored)
        .onMessage(LogoutStored.class, late -> Behaviors.same())
        .onMessage(Join.class, join -> fenced(join.link(), join.request(), join.fence()))
        .onMessage(Leave.class, leave -> fenced(leave.link(), leave.request(), leave.fence()))
        .onMessage(Logout.class, out -> fenced(out.link(), out.request(), out.fence()))
        .onMessage(Silent.class, silent -> Behaviors.same())
        .onMessage(Heard.class, heard -> Behaviors.same())
        .onMessage(LinkClosed.class, closed -> Behaviors.same())
        .onMessage(WindowEnded.class, ended -> gone("no link came back"))
        .onMessage(Stop.class, stop -> Behaviors.stopped());
  }

  /**
   * What is answered while a login stands.
   *
   * @param stay the state's behaviour, with a login that changed
   */
  private BehaviorBuilder<Command> withLogin(
      Standing standing, Function<Standing, Behavior<Command>> stay) {
    return Behaviors.receive(Command.class)
        .onMessage(Login.class, this::onLogin)
        .onMessage(LoginStored.class, stored -> onLoginStored(standing, stored))
        .onMessage(Resume.class, resume -> onResume(standing, resume))
        .onMessage(RebornStored.class, stored -> onResume(standing, stored.resume()))
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
    LinkTalk.close(standing, Code.LOGGED_OUT, "logged out");
    return gone("logged out");
  }

  private Behavior<Command> onSilent(Standing standing, Standing next, Fence said, Duration age) {
    if (!said.equals(standing.fence())) {
      return Behaviors.same();
    }
    rooms.silent(standing, standing.rooms(), age);
    return reconnecting(next, age, "last byte heard " + age.toMillis() + " ms ago");
  }

  private Behavior<Command> onLinkClosedLater(Standing standing, LinkClosed closed) {
    return closed.fence().equals(standing.fence())
        ? reconnecting(standing.withoutLink())
        : Behaviors.same();
  }

  private Behavior<Command> onHeard(Standing standing, Heard heard) {
    if (!heard.fence().equals(standing.fence()) || standing.link() == null) {
      return Behaviors.same();
    }
    rooms.heard(standing);
    return connected(standing, "its link is heard again");
  }

  private Behavior<Command> onWindowEnded(Standing standing) {
    LinkTalk.closeSilent(standing, parts.window(standing.profile()));
    return gone("its window has ended");
  }

  /** Its rooms count the user as silent until its link is attached to the reborn session. */
  private Behavior<Command> onFailed(Standing standing) {
    rooms.silent(standing, standing.rooms(), Duration.ZERO);
    LinkTalk.lost(standing);
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
