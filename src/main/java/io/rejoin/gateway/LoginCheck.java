package io.rejoin.gateway;

import io.rejoin.auth.Grant;
import io.rejoin.auth.TokenRefusedException;
import io.rejoin.profile.Profile;
import io.rejoin.profile.Rate;
import io.rejoin.profile.RateKind;
import io.rejoin.room.Fence;
import io.rejoin.session.LinkAddress;
import io.rejoin.session.Session;
import io.rejoin.session.UserKey;
import io.rejoin.wire.ClientFrame;
import io.rejoin.wire.Code;

/** A login that this node has nothing against; the session decides. */
record LoginCheck(LinkUser user, Grant grant) {

  static LoginCheck of(ClientFrame.Login login, Link link) throws RefusedException {
    Grant grant = grant(link, new UserKey(login.app(), login.user()), login.token());
    Neighbours neighbours = link.neighbours();
    String name =
        login.profile() == null ? neighbours.defaultProfile().apply(login.app()) : login.profile();
    Profile profile =
        neighbours
            .profiles()
            .apply(name)
            .orElseThrow(
                () -> new RefusedException(Code.PROFILE_UNKNOWN, "there is no profile " + name));
    if (login.resume() != null) {
      checkRooms(login.resume(), profile, grant);
    }
    UserKey key = new UserKey(login.app(), login.user());
    if (login.resume() == null) {
      Rate rate = profile.server().limits().rate(RateKind.LOGINS);
      link.loop().logins().count(link.loop().now(), key, rate);
    }
    return new LoginCheck(new LinkUser(key, login.instance(), login.platform(), profile), grant);
  }

  /** What the token permits this user on this link. */
  static Grant grant(Link link, UserKey user, String token) throws RefusedException {
    try {
      return link.neighbours().tokens().check(user.app(), user.user(), token, link.isLoopback());
    } catch (TokenRefusedException e) {
      Code code =
          switch (e.why()) {
            case APP_UNKNOWN -> Code.APP_UNKNOWN;
            case INVALID -> Code.TOKEN_INVALID;
            case EXPIRED -> Code.TOKEN_EXPIRED;
          };
      throw new RefusedException(code, e.getMessage());
    }
  }

  private static void checkRooms(ClientFrame.Resume resume, Profile profile, Grant grant)
      throws RefusedException {
    int limit = profile.server().limits().roomsPerSession();
    if (resume.rooms().size() > limit) {
      throw new RefusedException(
          Code.TOO_MANY_ROOMS, resume.rooms().size() + " rooms to resume; limit " + limit);
    }
    for (String room : resume.rooms().keySet()) {
      if (!grant.mayJoin(room)) {
        throw new RefusedException(Code.FORBIDDEN, "the token does not permit to join " + room);
      }
    }
  }

  /** What the session is told. */
  Session.Command command(ClientFrame.Login login, LinkAddress address) {
    String profile = user.profile().name();
    ClientFrame.Resume resume = login.resume();
    return resume == null
        ? new Session.Login(
            address, login.id(), user.instance(), login.attempt(), user.platform(), profile)
        : new Session.Resume(
            address,
            login.id(),
            user.instance(),
            new Fence(resume.epoch(), resume.link()),
            user.platform(),
            profile,
            resume.rooms());
  }
}
