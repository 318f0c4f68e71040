package io.rejoin.session;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Logins and resumes that wait for the account's word. It may take so long that their links give
 * up: what a client has not waited for must not happen, as it may have left rooms or logged out
 * since. Belongs to one session.
 */
final class Resumes {

  /** By client instance, the newest of each; null while there are none, as nearly always. */
  private Map<String, Session.Resume> waiting;

  /** The links of logins that wait; null while there are none. */
  private Set<LinkAddress> logins;

  /** It waits from now on. */
  void add(Session.Login login) {
    if (logins == null) {
      logins = new HashSet<>(2);
    }
    logins.add(login.link());
  }

  /** The account's word has come: whether the client waits for it still. */
  boolean isAwaited(Session.Login login) {
    boolean is = logins != null && logins.remove(login.link());
    forgetIfEmpty();
    return is;
  }

  /** It waits from now on, in place of an earlier one of the same client. */
  void add(Session.Resume resume) {
    if (waiting == null) {
      waiting = new HashMap<>();
    }
    waiting.put(resume.instance(), resume);
  }

  /** The account's word has come: whether the client waits for it still. */
  boolean isAwaited(Session.Resume resume) {
    boolean is = waiting != null && waiting.remove(resume.instance(), resume);
    forgetIfEmpty();
    return is;
  }

  /** A link has gone before its answer came. */
  void gone(LinkAddress link) {
    if (waiting != null) {
      waiting.values().removeIf(resume -> resume.link().equals(link));
    }
    if (logins != null) {
      logins.remove(link);
    }
    forgetIfEmpty();
  }

  /** The client of that instance has logged out. */
  void forget(String instance) {
    if (waiting != null) {
      waiting.remove(instance);
    }
    forgetIfEmpty();
  }

  private void forgetIfEmpty() {
    if (waiting != null && waiting.isEmpty()) {
      waiting = null;
    }
    if (logins != null && logins.isEmpty()) {
      logins = null;
    }
  }
}
