package io.rejoin.session;

import java.util.HashMap;
import java.util.Map;

/**
 * Resumes that wait for the account's word. It may take so long that their links give up: what a
 * client has not waited for must not happen, as it may have left rooms since. Belongs to one
 * session.
 */
final class Resumes {

  /** By client instance, the newest of each; null while there are none, as nearly always. */
  private Map<String, Session.Resume> waiting;

  /** It waits from now on, in place of an earlier one of the same client. */
  void add(Session.Resume resume) {
    if (waiting == null) {
      waiting = new HashMap<>();
    }
    waiting.put(resume.instance(), resume);
  }

  /** The account's word has come: whether the client waits for it still. */
  boolean isAwaited(Session.Resume resume) {
    if (resume.request() == 0) {
      return true; // By a gateway, of a link that is attached.
    }
    boolean is = waiting != null && waiting.remove(resume.instance(), resume);
    forgetIfEmpty();
    return is;
  }

  /** A link has gone before its answer came. */
  void gone(LinkAddress link) {
    if (waiting != null) {
      waiting.values().removeIf(resume -> resume.link().equals(link));
      forgetIfEmpty();
    }
  }

  private void forgetIfEmpty() {
    if (waiting != null && waiting.isEmpty()) {
      waiting = null;
    }
  }
}
