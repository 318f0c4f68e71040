package io.rejoin.session;

import io.rejoin.cluster.Directory;
import io.rejoin.store.Inboxes.Letter;
import io.rejoin.wire.Code;
import io.rejoin.wire.Ids;
import io.rejoin.wire.Payloads;
import java.time.InstantSource;

/**
 * The way of a peer message from its sender's session to its receiver's. Belongs to one session.
 */
final class PeerRoad {
  private final UserKey key;
  private final Directory<Session.Command> sessions;
  private final InstantSource wall;

  PeerRoad(UserKey key, Directory<Session.Command> sessions, InstantSource wall) {
    this.key = key;
    this.sessions = sessions;
    this.wall = wall;
  }

  /** Sends it on under the sender's login, with the time at which it was taken. */
  void send(Standing standing, Session.Send send) {
    Letter letter =
        new Letter(
            key.user(),
            standing.fence().epoch(),
            send.number(),
            wall.millis(),
            send.payload(),
            send.binary());
    Asker asker = new Asker.OfLink(send.link(), send.request());
    UserKey to = new UserKey(key.app(), send.to());
    sessions.tell(
        to.entityId(), new Session.Deliver(asker, letter, send.settled(), send.offline()));
  }

  /**
   * A service's message as it comes to this session's user. It is a login of the service's own, of
   * one message.
   *
   * @param limit of the payload, in bytes
   * @return null if it was refused
   */
  Session.Deliver fromService(Session.SendAsService send, int limit) {
    Code badName = Ids.refusal(send.service());
    int bytes = Payloads.decodedBytes(send.payload(), send.binary());
    if (badName != null) {
      String measured = "the service's name is empty, not printable or above " + Ids.MAX_BYTES;
      send.asker().refuse(badName, measured + " bytes", 0);
    } else if (bytes > limit) {
      String measured = "the payload has " + bytes + " bytes; limit " + limit;
      send.asker().refuse(Code.PAYLOAD_TOO_LARGE, measured, 0);
    } else {
      Letter letter =
          new Letter(
              send.service(), send.number(), 1, wall.millis(), send.payload(), send.binary());
      return new Session.Deliver(send.asker(), letter, 0, send.offline());
    }
    return null;
  }
}
