package io.rejoin.session;

import io.rejoin.cluster.Directory;
import io.rejoin.store.Inboxes.Letter;
import java.time.InstantSource;

/**
 * The way of a peer message from its sender's session to its receiver's. Belongs to one session.
 */
final class PeerRoad {
  private final UserKey key;
  private final Directory<Session.Command> sessions;
  private final InstantSource clock;

  PeerRoad(UserKey key, Directory<Session.Command> sessions, InstantSource clock) {
    this.key = key;
    this.sessions = sessions;
    this.clock = clock;
  }

  /** Sends it on under the sender's login, with the time at which it was taken. */
  void send(Standing standing, Session.Send send) {
    Letter letter =
        new Letter(
            key.user(),
            standing.fence().epoch(),
            send.number(),
            clock.millis(),
            send.payload(),
            send.binary());
    Receipt receipt = new Receipt(send.link(), send.request());
    UserKey to = new UserKey(key.app(), send.to());
    sessions.tell(
        to.entityId(), new Session.Deliver(receipt, letter, send.settled(), send.offline()));
  }
}
