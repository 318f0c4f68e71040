package io.rejoin.session;

import io.rejoin.wire.Code;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The users whose online status one login has subscribed to. Belongs to one session, and outlives
 * its failures. Ends with the login.
 *
 * <p>Changes go to the newest link, be it silent or gone; a new one is told all of them, since
 * nobody knows what has arrived on the last one.
 */
final class Watching {
  private final StatusRoad road;
  private final StatusSettings settings;

  /**
   * The last status told by each user's session; null before the first. A map of its own only if
   * there are any, as sessions are many.
   */
  private Map<String, Status> users = Collections.emptyMap();

  private long epoch;
  private LinkAddress link;

  Watching(StatusRoad road, StatusSettings settings) {
    this.road = road;
    this.settings = settings;
  }

  /** This is the link of the login now. */
  void attached(Standing standing) {
    if (standing.fence().epoch() != epoch) {
      end();
      epoch = standing.fence().epoch();
    }
    if (!standing.link().equals(link)) {
      link = standing.link();
      if (!users.isEmpty()) {
        LinkTalk.statuses(link, 0, known());
      }
    }
  }

  /** Adds users; refused as a whole beyond the limit, and then returns null. */
  Question subscribe(Session.StatusRequest request) {
    long more =
        request.users().stream().distinct().filter(user -> !users.containsKey(user)).count();
    if (users.size() + more > settings.subscriptions()) {
      String measured =
          users.size() + " subscriptions and " + more + " more; limit " + settings.subscriptions();
      LinkTalk.refuse(request.link(), request.request(), Code.TOO_MANY_SUBSCRIPTIONS, measured);
      return null;
    }
    Question question = new Question(request);
    if (users.isEmpty()) {
      users = new LinkedHashMap<>();
    }
    for (String user : request.users()) {
      question.after(user);
      if (users.get(user) != null) {
        question.answered(user, users.get(user));
      } else {
        users.put(user, null);
        road.watch(user, null);
      }
    }
    return question;
  }

  void unsubscribe(List<String> names) {
    for (String user : names) {
      if (users.containsKey(user)) {
        users.remove(user);
        road.unwatch(user);
      }
    }
  }

  /**
   * A user's session tells its status.
   *
   * @param asked those whom an open question will tell the link of
   */
  void told(Session.StatusTold told, Set<String> asked) {
    if (!users.containsKey(told.user())) {
      road.unwatch(told.user()); // It has not heard, or comes from before a failure.
      return;
    }
    Status before = shown(users.put(told.user(), told.status()));
    if (told.status() != before && !asked.contains(told.user())) {
      LinkTalk.status(link, told.user(), told.status());
    }
  }

  /** Asks all those sessions to go on telling. */
  void renew() {
    users.forEach(road::watch);
  }

  boolean isEmpty() {
    return users.isEmpty();
  }

  /** The login is over. */
  void end() {
    users.keySet().forEach(road::unwatch);
    users.clear();
  }

  private Map<String, Status> known() {
    Map<String, Status> known = new TreeMap<>();
    users.forEach((user, status) -> known.put(user, shown(status)));
    return known;
  }

  /** What the client is told of a user whose session has not answered in time. */
  private static Status shown(Status status) {
    return status == null ? Status.OFFLINE : status;
  }
}
