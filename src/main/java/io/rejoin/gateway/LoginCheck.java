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
import io.rejoin.wire.RoomPosition;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A login that this node has nothing against; the session decides.
 *
 * @param forbidden the rooms to resume that the token does not permit
 */
record LoginCheck(LinkUser user, Grant grant, Set<String> forbidden) {

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
    Set<String> forbidden =
        login.resume() == null ? Set.of() : forbidden(login.resume(), profile, grant);
    UserKey key = new UserKey(login.app(), login.user());
    if (login.resume() == null) {
      Rate rate = profile.server().limits().rate(RateKind.LOGINS);
      link.loop().logins().count(link.loop().now(), key, rate);
    }
    String platform = login.platform().toLowerCase(Locale.ROOT); // as profiles name platforms
    LinkUser user = new LinkUser(key, login.instance(), platform, profile);
    return new LoginCheck(user, grant, forbidden);
  }

  /**
   * Whose login a farewell ends. A token that has ended permits it: to go is no more than not to
   * come back.
   */
  static UserKey farewell(ClientFrame.Login login, Link link) throws RefusedException {
    UserKey key = new UserKey(login.app(), login.user());
    try {
      grant(link, key, login.token());
    } catch (RefusedException e) {
      if (e.code() != Code.TOKEN_EXPIRED) {
        throw e;
      }
    }
    return key;
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

  private static Set<String> forbidden(ClientFrame.Resume resume, Profile profile, Grant grant)
      throws RefusedException {
    int limit = profile.server().limits().roomsPerSession();
    if (resume.rooms().size() > limit) {
      throw new RefusedException(
          Code.TOO_MANY_ROOMS, resume.rooms().size() + " rooms to resume; limit " + limit);
    }
    Set<String> forbidden = new HashSet<>();
    for (String room : resume.rooms().keySet()) {
      if (!grant.mayJoin(room)) {
        forbidden.add(room);
      }
    }
    return forbidden;
  }

  /** What the session is told. */
  Session.Command command(ClientFrame.Login login, LinkAddress address) {
    String profile = user.profile().name();
    ClientFrame.Resume resume = login.resume();
    return resume == null
        ? new Session.Login(
            address,
            login.id(),
            user.instance(),
            login.attempt(),
            user.platform(),
            profile,
            login.attributes())
        : new Session.Resume(
            address,
            login.id(),
            user.instance(),
            new Fence(resume.epoch(), resume.link()),
            user.platform(),
            profile,
            permitted(resume.rooms()),
            login.attributes(),
            forbidden);
  }

  private Map<String, RoomPosition> permitted(Map<String, RoomPosition> rooms) {
    if (forbidden.isEmpty()) {
      return rooms;
    }
    Map<String, RoomPosition> rest = new LinkedHashMap<>(rooms);
    rest.keySet().removeAll(forbidden);
    return rest;
  }
}
