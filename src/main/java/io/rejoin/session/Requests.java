package io.rejoin.session;

import io.rejoin.profile.Profile;
import io.rejoin.wire.Code;
import java.util.function.Function;

/**
 * What a logged-in user asks for. Each method answers the link, tells the rooms, and returns what
 * stands afterwards: the same object if nothing changed. Belongs to one session.
 */
final class Requests {
  private final RoomTalk rooms;
  private final AccountTalk account;
  private final PeerRoad peers;
  private final Discipline discipline;
  private final Function<String, Profile> profiles;

  Requests(
      RoomTalk rooms,
      AccountTalk account,
      PeerRoad peers,
      Discipline discipline,
      Function<String, Profile> profiles) {
    this.rooms = rooms;
    this.account = account;
    this.peers = peers;
    this.discipline = discipline;
    this.profiles = profiles;
  }

  Standing join(Standing standing, Session.Join join) {
    if (!join.fence().equals(standing.fence())) {
      LinkTalk.refuseFenced(join.link(), join.request(), join.fence());
      return standing;
    }
    if (standing.link() == null) {
      return standing; // The link is gone: nobody waits for an answer, and nobody would be heard.
    }
    if (discipline.refuses(join)) {
      return standing;
    }
    int limit = profiles.apply(standing.profile()).server().limits().roomsPerSession();
    if (!standing.hasEntered(join.room()) && standing.entered() >= limit) {
      String measured = "the session is in " + standing.entered() + " rooms; limit " + limit;
      LinkTalk.refuse(join.link(), join.request(), Code.TOO_MANY_ROOMS, measured);
      return standing;
    }
    rooms.join(standing, join.room(), join.request(), join.position());
    return standing.hasEntered(join.room()) ? standing : standing.entering(join.room());
  }

  /** The token permits rooms no longer. */
  Standing forbid(Standing standing, Session.Forbid forbid) {
    if (!forbid.fence().equals(standing.fence())) {
      return standing;
    }
    Standing left = standing;
    for (String room : Standing.inOrder(forbid.rooms())) {
      if (left.isIn(room)) {
        rooms.expel(left, room, Expulsion.forbidden(room));
        left = left.leaving(room);
      }
    }
    return left;
  }

  Standing leave(Standing standing, Session.Leave leave) {
    if (!leave.fence().equals(standing.fence())) {
      LinkTalk.refuseFenced(leave.link(), leave.request(), leave.fence());
      return standing;
    }
    rooms.leave(standing, leave.room());
    LinkTalk.done(leave.link(), leave.request());
    return standing.isIn(leave.room()) ? standing.leaving(leave.room()) : standing;
  }

  /** Hands a message to the session of its receiver, which answers it. */
  Standing send(Standing standing, Session.Send send) {
    if (!send.fence().equals(standing.fence())) {
      LinkTalk.refuseFenced(send.link(), send.request(), send.fence());
      return standing;
    }
    peers.send(standing, send);
    return standing;
  }

  /** Leaves all rooms; the session ends when the account is closed. */
  Standing logout(Standing standing, Session.Logout logout) {
    if (!logout.fence().equals(standing.fence())) {
      LinkTalk.refuseFenced(logout.link(), logout.request(), logout.fence());
      return standing;
    }
    Standing left = leaveAll(standing);
    account.logout(
        standing.fence().epoch(), (stored, failure) -> new Session.LogoutStored(logout, failure));
    return left;
  }

  /** Leaves all rooms. */
  Standing leaveAll(Standing standing) {
    Standing.inOrder(standing.rooms()).forEach(room -> rooms.leave(standing, room));
    return standing.rooms().isEmpty() ? standing : standing.withoutRooms();
  }
}
