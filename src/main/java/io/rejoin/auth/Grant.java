package io.rejoin.auth;

import java.time.Instant;

/**
 * What a valid token permits. Immutable.
 *
 * @see Tokens
 */
public interface Grant {

  /** When it ends; {@link Instant#MAX} for never. */
  Instant expires();

  /** Whether the user may enter the room. */
  boolean mayJoin(String room);

  /** Whether the user may publish messages and streams in the room. */
  boolean mayPublish(String room);

  /** Whether the user may send messages to other users. */
  boolean mayPeer();

  /** Whether the user may end other users' logins and stays in rooms, for good or for a time. */
  boolean mayKick();
}
