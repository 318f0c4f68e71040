package io.rejoin.session;

import io.rejoin.cluster.CborSerializable;
import io.rejoin.room.Fence;
import io.rejoin.wire.Attribute;
import io.rejoin.wire.Code;
import java.util.Map;

/** What a session says to a link; heard by the ear of the link's node. */
public sealed interface LinkCommand extends CborSerializable {

  /** The node's number of the connection; if it has gone, nothing happens. */
  long socket();

  /**
   * The login or resume was taken: from now on the link speaks under {@code fence}.
   *
   * @param request the login's id
   * @param resumed true if an earlier login goes on
   * @param user whose session says so: it is told if there is no such link any more
   */
  record Attached(long socket, long request, Fence fence, boolean resumed, UserKey user)
      implements LinkCommand {}

  /**
   * A request was refused. A link whose login was refused stays open for another try.
   *
   * @param request 0 if it had no id
   * @param retryAfterMillis 0 if it says nothing
   */
  record Refused(long socket, long request, Code code, String message, long retryAfterMillis)
      implements LinkCommand {}

  /** A request was done. */
  record Done(long socket, long request) implements LinkCommand {}

  /**
   * A peer message that the link sent was taken.
   *
   * @param request the id of its {@code send}
   * @param result {@code received} or {@code stored}
   */
  record Sent(long socket, long request, String to, long number, String result)
      implements LinkCommand {}

  /**
   * A peer message for the link's user, as in {@code peer-message}.
   *
   * @param stored whether it has waited in the inbox
   */
  record Letter(
      long socket,
      String from,
      long epoch,
      long number,
      long at,
      String payload,
      boolean binary,
      boolean stored)
      implements LinkCommand {}

  /**
   * The online status of users.
   *
   * @param request 0 if nobody asked
   */
  record Statuses(long socket, long request, Map<String, Status> statuses) implements LinkCommand {}

  /** The online status of a user that the link's user has subscribed to has changed. */
  record StatusChanged(long socket, String user, Status status) implements LinkCommand {}

  /** The answer to a request for attributes of a user: those that were asked for and are there. */
  record Attributes(long socket, long request, String user, Map<String, Attribute> attributes)
      implements LinkCommand {}

  /** The link's user is out of a room, and did not ask for it; the link may not know yet. */
  record Expelled(long socket, String room, Code code, String message) implements LinkCommand {}

  /** The link is to be closed. */
  record Close(long socket, Code code, String message) implements LinkCommand {}

  /**
   * The session that held this link under {@code fence} was lost by a failure: the gateway attaches
   * the link to the reborn session, without the client noticing.
   */
  record SessionLost(long socket, Fence fence) implements LinkCommand {}
}
