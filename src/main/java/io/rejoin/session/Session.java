package io.rejoin.session;

import io.rejoin.cluster.CborSerializable;
import io.rejoin.room.AttributeEdit;
import io.rejoin.room.Fence;
import io.rejoin.store.Accounts.Account;
import io.rejoin.store.Inboxes;
import io.rejoin.store.Sanction;
import io.rejoin.store.Sanctions;
import io.rejoin.wire.RoomPosition;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * A user's login, which outlives its links. It decides which login and which link of a user is the
 * newest, and tells the user's rooms when the link falls silent, is heard again, or is replaced.
 *
 * <pre>
 *   recovering --Login--> connecting --stored--> connected
 *   recovering --Resume, and the account's epoch is the same--> connected
 *   connected --Silent or LinkClosed--> reconnecting --Resume, Login or Heard--> connected
 *   reconnecting --the window ends--> gone
 *   connected or reconnecting --Logout, Kick or Ban--> gone
 *   recovering, connected, reconnecting --the same, but others watch the user's status--> watched
 *   watched --Login or Resume--> as recovering; watched --nobody watches any more--> gone
 * </pre>
 *
 * A failure brings it back to recovering: its rooms count the user as silent until the link, which
 * its gateway attaches again, is heard.
 */
public final class Session {

  /** What a session hears. */
  public sealed interface Command extends CborSerializable {}

  /** What is left to the session's next life if it comes while this one ends. */
  private interface ForAnyLife {}

  /** Whether it is for the next life if this one ends. */
  static boolean isForAnyLife(Command command) {
    return command instanceof ForAnyLife;
  }

  /**
   * A new login on a link. Answered by {@code Attached} or {@code Refused}. The newest login wins.
   *
   * @param request the id of the login frame
   * @param attributes all of the user's own, set with the login; null for none
   */
  public record Login(
      LinkAddress link,
      long request,
      String instance,
      long attempt,
      String platform,
      String profile,
      Map<String, String> attributes)
      implements Command, ForAnyLife {}

  /**
   * A link that resumes a login, under the last fence that its client had. Answered by {@code
   * Attached} or {@code Refused}. Rooms are entered again without being asked one by one.
   *
   * @param request the id of the login frame
   * @param attributes all of the user's own that its client knows to be set, for a session that has
   *     lost them; null for none
   * @param forbidden rooms that the client is in and its token no longer permits: it is told so,
   *     and the user leaves them
   */
  public record Resume(
      LinkAddress link,
      long request,
      String instance,
      Fence last,
      String platform,
      String profile,
      Map<String, RoomPosition> rooms,
      Map<String, String> attributes,
      Set<String> forbidden)
      implements Command, ForAnyLife {

    /** The same, but for these rooms. */
    Resume without(Set<String> others) {
      Map<String, RoomPosition> rest = new HashMap<>(rooms);
      rest.keySet().removeAll(others);
      return new Resume(
          link, request, instance, last, platform, profile, rest, attributes, forbidden);
    }
  }

  /**
   * From a gateway, and never by a frame: a link that speaks for this login, as its gateway knows,
   * is attached to a session that was lost and is reborn, under the same fence. Answered as a
   * resume, with request 0.
   */
  public record Reattach(
      LinkAddress link,
      String instance,
      Fence fence,
      String platform,
      String profile,
      Map<String, RoomPosition> rooms)
      implements Command, ForAnyLife {}

  /**
   * The user goes for good: leaves all rooms at once; answered by {@code Done}, then closed.
   *
   * @param after how long the user may take to come back by another link instead; zero for not at
   *     all. Answered at once; beyond the window the window counts
   */
  public record Logout(LinkAddress link, Fence fence, long request, Duration after)
      implements Command {}

  /** The time has come to carry out a logout that was to wait. */
  record LogoutDue(Logout logout) implements Command {}

  /**
   * From a link that was never attached: the client has logged out, and says so by this. Its login
   * ends, if it is still the newest, whatever link it has; one whose answer the client never got,
   * and that may still be on its way, will not be carried out. Answered by {@code Done}, or {@code
   * Refused} with {@code store-unavailable}.
   *
   * @param epoch the login; 0 if the client does not know it
   */
  public record Farewell(LinkAddress link, long request, String instance, long attempt, long epoch)
      implements Command, ForAnyLife {

    /** The same, of the login of that epoch. */
    Farewell of(long known) {
      return new Farewell(link, request, instance, attempt, known);
    }
  }

  /** The store has answered a farewell; {@code account} is null if it could not. */
  record FarewellStored(Farewell farewell, Account account, String failure) implements Command {}

  /** The link's token permits these rooms no longer: its user leaves them, and the link is told. */
  public record Forbid(Fence fence, Set<String> rooms) implements Command {}

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

  /**
   * The link's user sends a message to another user; answered by {@code Sent} or {@code Refused}
   * once it is known what became of it.
   *
   * @param number counts the messages of this login to that user
   * @param settled all up to this number need no more: acknowledged, or given up by the sender
   * @param offline whether to keep it for a user who has logged out
   */
  public record Send(
      LinkAddress link,
      Fence fence,
      long request,
      String to,
      long number,
      long settled,
      String payload,
      boolean binary,
      boolean offline)
      implements Command {}

  /** From a sender's session: a message for this user; see {@link Send}. */
  record Deliver(Asker asker, Inboxes.Letter letter, long settled, boolean offline)
      implements Command, ForAnyLife {}

  /** The link has all messages of a sender's login up to a number. */
  public record Received(Fence fence, String from, long epoch, long number) implements Command {}

  /**
   * The link's user wants to know, or no longer wants to know, the online status of users. Answered
   * by {@code Statuses}, {@code Done} or {@code Refused}.
   */
  public record StatusRequest(
      LinkAddress link, Fence fence, long request, Want want, List<String> users)
      implements Command {

    /** What is asked. */
    public enum Want {
      /** To be told once. */
      QUERY,
      /** To be told now and whenever it changes, until the login ends. */
      SUBSCRIBE,
      /** Not to be told any more. */
      UNSUBSCRIBE
    }
  }

  /**
   * From a watcher's session: it wants to be told this user's status; to be renewed.
   *
   * @param known what it was told last, and is not told again; null if nothing
   */
  record Watch(String watcher, Status known) implements Command, ForAnyLife {}

  /** From a watcher's session: it wants to be told no more. */
  record Unwatch(String watcher) implements Command {}

  /** From another user's session: it wants to know this user's status once. */
  record StatusAsked(String asker) implements Command, ForAnyLife {}

  /** From the session of a user whom this one watches. */
  record StatusTold(String user, Status status) implements Command {}

  /** From the session of a user whose status this one has asked for. */
  record StatusAnswered(String user, Status status) implements Command {}

  /** A question after the status of users is answered with what is known by now. */
  record AnswerDue(long number) implements Command {}

  /** Those whom this user watches are to be asked to go on telling. */
  enum RenewalDue implements Command {
    INSTANCE
  }

  /** The silence has lasted so long that others are told. */
  enum UnreachableDue implements Command {
    INSTANCE
  }

  /**
   * The link's user changes its attributes, which live as long as its login, or those of a room.
   * Answered by {@code Done} or {@code Refused}; by the room if it is one.
   *
   * @param room null for the user's own
   * @param announce whether the members of the room are told
   */
  public record ChangeAttributes(
      LinkAddress link,
      Fence fence,
      long request,
      String room,
      AttributeEdit edit,
      boolean announce)
      implements Command {}

  /**
   * The link's user reads attributes. Answered by {@code Attributes} or {@code Refused}; by the
   * room if it is one.
   *
   * @param user null for the link's user
   * @param room null for a user's
   * @param keys null for all
   */
  public record ReadAttributes(
      LinkAddress link, Fence fence, long request, String user, String room, List<String> keys)
      implements Command {}

  /** From another user's session: its link wants this user's attributes. */
  record TellAttributes(LinkAddress link, long request, List<String> keys)
      implements Command, ForAnyLife {}

  /**
   * The application ends the user's login, or its stay in one room. The client gets {@code kicked},
   * which is terminal, also if it is away and comes back by resuming that login; others are told at
   * once. The user may log in, or join, anew.
   *
   * @param room null to end the login
   * @param reason what the client is told, at most {@value Sanctions#MAX_REASON} characters
   * @param asker is answered {@code Done}, or {@code Refused} with {@code store-unavailable},
   *     {@code user-not-found}, {@code not-joined}
   */
  public record Kick(String room, String reason, Asker asker) implements Command, ForAnyLife {
    public Kick {
      Sanctions.checkReason(reason);
    }
  }

  /**
   * A kick after which, until the time is up, no login and no resume of the user is taken, or no
   * join of the room; they are refused with {@code banned}, the reason and the time that is left.
   * Survives restarts. It takes the place of an earlier ban of the same room, or of everything.
   *
   * @param room null for everything
   * @param reason what the client is told, at most {@value Sanctions#MAX_REASON} characters
   * @param asker is answered {@code Done}, or {@code Refused} with {@code store-unavailable} or
   *     {@code too-many-bans} (above {@value Sanctions#MAX_BANS})
   */
  public record Ban(String room, Duration time, String reason, Asker asker)
      implements Command, ForAnyLife {
    public Ban {
      Sanctions.checkReason(reason);
      if (time.toMillis() < 1 || time.toDays() > MAX_BAN_DAYS) {
        throw new IllegalArgumentException(
            "the ban lasts " + time + "; at least 1 ms, at most " + MAX_BAN_DAYS + " days");
      }
    }
  }

  /** Longest ban, in days. */
  public static final int MAX_BAN_DAYS = 36_500;

  /**
   * A ban is over, if there was one.
   *
   * @param room null for the ban of everything
   */
  public record Unban(String room, Asker asker) implements Command, ForAnyLife {}

  /**
   * A service sends the user a message, as a user of that name would; see {@link Send}.
   *
   * @param service who it is from; no user should have that name
   * @param number above that of the service's last message to this user. The same number is the
   *     same message, which is answered again and delivered once; a lower one is refused with
   *     {@code fenced}
   * @param offline whether to keep it for a user who has logged out
   * @param asker is answered {@code Sent}, or {@code Refused}
   */
  public record SendAsService(
      String service, long number, String payload, boolean binary, boolean offline, Asker asker)
      implements Command, ForAnyLife {}

  /** A service wants to know how the session stands. Reading does not keep it alive. */
  public record Read(ActorRef<SessionView> replyTo) implements Command, ForAnyLife {}

  /** No byte was heard of the link for {@code age}; the socket is still open. */
  public record Silent(Fence fence, Duration age) implements Command {}

  /** Now and then, from a link that is heard: answered by {@code SessionLost} if it is unknown. */
  public record Present(LinkAddress link, Fence fence) implements Command {}

  /** A silent link is heard again. */
  public record Heard(Fence fence) implements Command {}

  /** The link has gone before its login or resume was answered. */
  public record LinkGone(LinkAddress link) implements Command {}

  /** The link's socket is gone; the last byte was heard {@code age} ago. */
  public record LinkClosed(Fence fence, Duration age) implements Command {}

  /** The node of these links is gone, and all of them. */
  record LinkNodeLost(ActorRef<LinkCommand> gateway) implements Command {}

  /** The session has asked for its end, and gets it. */
  public enum Stop implements Command {
    INSTANCE
  }

  /**
   * The store has answered a login; {@code account} is null if it could not.
   *
   * @param tookOver whether the account's incarnation is one that this session has taken by it
   */
  record LoginStored(Login login, boolean tookOver, Account account, String failure)
      implements Command {}

  /** The store has answered a resume that found no login here. */
  record RebornStored(Resume resume, Account account, String failure) implements Command {}

  /** The store has said how the account of a link stands that was attached again. */
  record ReattachStored(Reattach link, Account account) implements Command {}

  /** The store has answered a sanction; {@code account} is null if it could not. */
  record SanctionStored(Sanction sanction, Asker asker, Account account, String failure)
      implements Command {}

  /** The store has answered a logout. */
  record LogoutStored(Logout logout, String failure) implements Command {}

  /** The inbox was read; {@code opened} is null if it could not be. */
  record InboxOpened(Inboxes.Opened opened, String failure) implements Command {}

  /** The inbox has answered for letters; {@code answers} is null if it could not. */
  record LettersKept(List<Inboxes.Put> answers, String failure) implements Command {}

  /** The inbox has removed letters, unless there is a failure. */
  record LettersRemoved(List<Long> places, String failure) implements Command {}

  enum WindowEnded implements Command {
    INSTANCE
  }

  /** A user's session, which knows nothing yet. It outlives its own failures. */
  public static Behavior<Command> create(UserKey key, SessionParts parts) {
    return Behaviors.setup(context -> new SessionMemory(key, parts).session());
  }

  private Session() {}
}
