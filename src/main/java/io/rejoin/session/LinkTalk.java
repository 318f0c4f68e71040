package io.rejoin.session;

import io.rejoin.room.Fence;
import io.rejoin.store.Accounts;
import io.rejoin.wire.Code;
import java.time.Duration;
import java.util.Map;

/** What sessions say to links. */
final class LinkTalk {

  private LinkTalk() {}

  /** The link is the one of this login from now on. */
  static void attach(UserKey user, Standing standing, long request, boolean resumed) {
    LinkAddress link = standing.link();
    link.tell(new LinkCommand.Attached(link.socket(), request, standing.fence(), resumed, user));
  }

  /** Ends the link of the login so far, unless it is the one that goes on. */
  static void replace(Standing old, LinkAddress link, String instance) {
    if (old == null || old.link() == null || old.link().equals(link)) {
      return;
    }
    if (old.instance().equals(instance)) {
      close(old, Code.LINK_REPLACED, "link " + old.fence().link() + " was replaced by a newer one");
    } else {
      close(old, Code.SUPERSEDED, "the user has logged in from another client instance");
    }
  }

  static void closeSilent(Standing standing, Duration window) {
    close(standing, Code.SILENT, "no byte for " + seconds(window) + "; limit " + seconds(window));
  }

  /** The link's user is out of a room, and did not ask for it. */
  static void expelled(LinkAddress link, String room, Expulsion why) {
    link.tell(new LinkCommand.Expelled(link.socket(), room, why.code(), why.message()));
  }

  /** The session has failed: the gateway brings the link to the reborn one. */
  static void lost(Standing standing) {
    if (standing.link() != null) {
      long socket = standing.link().socket();
      standing.link().tell(new LinkCommand.SessionLost(socket, standing.fence()));
    }
  }

  /** A link says that it is there, and no login stands: its session was lost with its node. */
  static void unknown(Session.Present present) {
    LinkAddress link = present.link();
    link.tell(new LinkCommand.SessionLost(link.socket(), present.fence()));
  }

  /** The same if another login or link stands: attached again, it is told so. */
  static void unknownUnless(Standing standing, Session.Present present) {
    if (!present.fence().equals(standing.fence())) {
      unknown(present);
    }
  }

  static void done(LinkAddress link, long request) {
    link.tell(new LinkCommand.Done(link.socket(), request));
  }

  /** The status of users; {@code request} is 0 if nobody asked. */
  static void statuses(LinkAddress link, long request, Map<String, Status> statuses) {
    link.tell(new LinkCommand.Statuses(link.socket(), request, Map.copyOf(statuses)));
  }

  static void status(LinkAddress link, String user, Status status) {
    link.tell(new LinkCommand.StatusChanged(link.socket(), user, status));
  }

  /** Closes the link, if it has not gone already. */
  static void close(Standing standing, Code code, String message) {
    if (standing.link() == null) {
      return;
    }
    standing.link().tell(new LinkCommand.Close(standing.link().socket(), code, message));
  }

  static void refuse(LinkAddress link, long request, Code code, String message) {
    link.tell(new LinkCommand.Refused(link.socket(), request, code, message, 0));
  }

  /** The link speaks under a fence that is not the newest. */
  static void refuseFenced(LinkAddress link, long request, Fence said) {
    String measured = "said under login " + said.epoch() + " link " + said.link();
    refuse(link, request, Code.FENCED, measured + ", which is not the newest");
  }

  static void refuseSuperseded(LinkAddress link, long request, long epoch, long newest) {
    String measured = "login " + epoch + " was superseded by login " + newest;
    refuse(link, request, Code.SUPERSEDED, measured);
  }

  static void refuseUnknown(LinkAddress link, long request, long epoch, long newest) {
    String measured = "login " + epoch + " is unknown; the newest is " + newest;
    refuse(link, request, Code.EPOCH_UNKNOWN, measured);
  }

  static void refuseClosed(LinkAddress link, long request, long epoch) {
    refuse(link, request, Code.SESSION_CLOSED, "login " + epoch + " has logged out");
  }

  static void refuseStore(LinkAddress link, long request, String failure, Duration retryAfter) {
    link.tell(
        new LinkCommand.Refused(
            link.socket(), request, Code.STORE_UNAVAILABLE, failure, retryAfter.toMillis()));
  }

  /** Refuses a link of another login than the one that stands; false if it is of this one. */
  static boolean refuseUnlessNewest(LinkAddress link, long request, long epoch, Standing standing) {
    long newest = standing.fence().epoch();
    if (epoch < newest) {
      refuseSuperseded(link, request, epoch, newest);
    } else if (epoch > newest) {
      refuseUnknown(link, request, epoch, newest);
    }
    return epoch != newest;
  }

  /** Refuses a resume that the account does not bear out; false if it does. */
  static boolean refuseUnlessHeld(Session.Resume resume, Accounts.Account account) {
    long epoch = resume.last().epoch();
    if (account.epoch() > epoch) {
      refuseSuperseded(resume.link(), resume.request(), epoch, account.epoch());
    } else if (account.epoch() < epoch) {
      refuseUnknown(resume.link(), resume.request(), epoch, account.epoch());
    } else if (!account.open()) {
      refuseClosed(resume.link(), resume.request(), epoch);
    } else {
      return false;
    }
    return true;
  }

  /**
   * Refuses a login that is over by the time it is stored; false if it is not.
   *
   * @param standing the login so far; null if there is none
   */
  static boolean refuseUnlessHeld(
      Session.Login login, Accounts.Account account, Standing standing) {
    long epoch = account.epoch();
    if (!account.open()) {
      refuseClosed(login.link(), login.request(), epoch);
    } else if (standing != null && epoch < standing.fence().epoch()) {
      refuseSuperseded(login.link(), login.request(), epoch, standing.fence().epoch());
    } else {
      return false;
    }
    return true;
  }

  private static String seconds(Duration duration) {
    return duration.toMillis() / 1000.0 + " s";
  }
}
