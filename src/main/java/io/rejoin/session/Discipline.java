package io.rejoin.session;

import io.rejoin.session.Session.Ban;
import io.rejoin.session.Session.Kick;
import io.rejoin.session.Session.SanctionStored;
import io.rejoin.session.Session.Unban;
import io.rejoin.store.Accounts.Account;
import io.rejoin.store.Sanction;
import io.rejoin.store.Sanctions;
import io.rejoin.wire.Code;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * What the application decides against the user. Kicks and bans of the login, and bans from rooms,
 * stand in the account; that the user was put out of a room is remembered for as long as the
 * session lives and the login lasts, to be told to a client that was away: as a ban while one
 * holds, with the time that is left then, and as a kick once it is over. Belongs to one session.
 */
final class Discipline {
  private final UserKey key;
  private final SessionParts parts;
  private final RoomTalk rooms;
  private final AccountTalk account;
  private Sanctions sanctions = Sanctions.NONE;

  /** Rooms that this login was put out of, and why, and has not entered since; few have any. */
  private Map<String, String> putOut = Map.of();

  Discipline(UserKey key, SessionParts parts, RoomTalk rooms, AccountTalk account) {
    this.key = key;
    this.parts = parts;
    this.rooms = rooms;
    this.account = account;
  }

  void kick(Kick kick) {
    decide(new Sanction.Kick(kick.reason()), kick.asker());
  }

  void ban(Ban ban) {
    long until = parts.clocks().wall().millis() + ban.time().toMillis();
    decide(new Sanction.Ban(new Sanctions.Ban(ban.room(), until, ban.reason())), ban.asker());
  }

  void unban(Unban unban) {
    decide(new Sanction.Lift(unban.room()), unban.asker());
  }

  private void decide(Sanction sanction, Asker asker) {
    account.sanction(
        sanction, (stored, failure) -> new SanctionStored(sanction, asker, stored, failure));
  }

  /** The store has answered: so is who asked. */
  void stored(SanctionStored stored) {
    Asker asker = stored.asker();
    if (stored.account() == null) {
      long retryAfter = parts.settings().storeRetryAfter().toMillis();
      asker.refuse(Code.STORE_UNAVAILABLE, stored.failure(), retryAfter);
      return;
    }
    read(stored.account());
    if (stored.sanction() instanceof Sanction.Kick && stored.account().epoch() == 0) {
      asker.refuse(Code.USER_NOT_FOUND, "nobody has ever logged in as " + key.user(), 0);
    } else if (stored.sanction() instanceof Sanction.Ban ban
        && !sanctions.bans().contains(ban.ban())) {
      String measured = sanctions.bans().size() + " bans hold; limit " + Sanctions.MAX_BANS;
      asker.refuse(Code.TOO_MANY_BANS, measured, 0);
    } else {
      asker.done();
    }
  }

  /** What the account says is what holds. */
  void read(Account account) {
    sanctions = account.sanctions();
  }

  /** A login has come to stand: it was put out of no room. */
  void loggedIn() {
    putOut = Map.of();
  }

  /** Why that login must end; null if it need not. */
  Expulsion ended(long epoch) {
    long now = parts.clocks().wall().millis();
    Sanctions.Ban ban = sanctions.ban(null, now);
    if (ban != null) {
      return Expulsion.ban(ban, now);
    }
    return sanctions.endsLogin(epoch) ? Expulsion.kick(sanctions.kick().reason()) : null;
  }

  /** Refuses a link whose login was ended, or whose user is banned; false if neither. */
  boolean refuses(LinkAddress link, long request, Account stored, long epoch) {
    read(stored);
    Expulsion why = stored.open() ? null : ended(epoch);
    if (why != null) {
      new Asker.OfLink(link, request).refuse(why.code(), why.message(), why.retryAfterMillis());
    }
    return why != null;
  }

  /** Refuses a join of a room that the user is banned from; false if it is not. */
  boolean refuses(Session.Join join) {
    Expulsion why = ban(join.room());
    if (why == null) {
      forget(join.room());
      return false;
    }
    new Asker.OfLink(join.link(), join.request())
        .refuse(why.code(), why.message(), why.retryAfterMillis());
    return true;
  }

  /** Those of the rooms that the user is out of, though its client may not know. */
  Map<String, Expulsion> expelledFrom(Collection<String> names) {
    Map<String, Expulsion> found = new HashMap<>();
    for (String room : names) {
      Expulsion ban = ban(room);
      if (ban != null || putOut.containsKey(room)) {
        found.put(room, ban == null ? Expulsion.kick(putOut.get(room)) : ban);
      }
    }
    return found;
  }

  /** Kicks the user from one room. */
  Standing kickFromRoom(Standing standing, Kick kick) {
    if (!standing.isIn(kick.room())) {
      kick.asker().refuse(Code.NOT_JOINED, key.user() + " is not in room " + kick.room(), 0);
      return standing;
    }
    kick.asker().done();
    return expel(standing, kick.room(), Expulsion.kick(kick.reason()), kick.reason());
  }

  /** Puts the user out of the rooms that it is in and banned from, whenever that was decided. */
  Standing expelBanned(Standing standing) {
    Standing left = standing;
    for (String room : Standing.inOrder(standing.rooms())) {
      Sanctions.Ban ban = sanctions.ban(room, parts.clocks().wall().millis());
      if (ban != null) {
        left = expel(left, room, Expulsion.ban(ban, parts.clocks().wall().millis()), ban.reason());
      }
    }
    return left;
  }

  /** Nobody is logged in. */
  void refuseKick(Kick kick) {
    kick.asker().refuse(Code.USER_NOT_FOUND, key.user() + " is not logged in", 0);
  }

  private Standing expel(Standing standing, String room, Expulsion why, String reason) {
    if (putOut.isEmpty()) {
      putOut = new HashMap<>(2);
    }
    putOut.put(room, reason);
    rooms.expel(standing, room, why);
    return standing.leaving(room);
  }

  private void forget(String room) {
    if (putOut.containsKey(room)) {
      putOut.remove(room);
      putOut = putOut.isEmpty() ? Map.of() : putOut;
    }
  }

  private Expulsion ban(String room) {
    long now = parts.clocks().wall().millis();
    Sanctions.Ban ban = sanctions.ban(room, now);
    return ban == null ? null : Expulsion.ban(ban, now);
  }
}
