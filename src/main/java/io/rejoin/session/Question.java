package io.rejoin.session;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** A question after the status of users that waits for their sessions. Belongs to one session. */
final class Question {
  final LinkAddress link;
  final long request;
  final Session.StatusRequest.Want want;
  private final Map<String, Status> answers = new LinkedHashMap<>();
  private final Set<String> missing = new HashSet<>();

  Question(Session.StatusRequest asked) {
    this.link = asked.link();
    this.request = asked.request();
    this.want = asked.want();
  }

  /** Also asks after a user, who counts as offline until the answer comes. */
  void after(String user) {
    answers.put(user, Status.OFFLINE);
    missing.add(user);
  }

  void answered(String user, Status status) {
    Status shown = want == Session.StatusRequest.Want.QUERY ? status.toQuery() : status;
    answers.computeIfPresent(user, (asked, old) -> shown);
    missing.remove(user);
  }

  boolean isComplete() {
    return missing.isEmpty();
  }

  Map<String, Status> answers() {
    return answers;
  }
}
