package io.rejoin.client;

import io.rejoin.profile.ClientHalf;
import io.rejoin.wire.HeardFrame;
import io.rejoin.wire.RoomPosition;
import io.rejoin.wire.ServerFrame;
import java.util.Map;

/** Whose login a {@link Session} is. */
interface LoginOwner {
  ClientHalf profile();

  /** The name to ask for as profile; null to follow the server. */
  String profileWanted();

  long nextId();

  /** What the rooms to be in again have. */
  Map<String, RoomPosition> positions();

  /** What the server has taken of the user's own attributes. */
  Map<String, String> ownAttributes();

  /** Takes out what was sent and may still be answered, though the login is over. */
  Rest setAside();

  /**
   * @param isWhole whether the login frame has said all that is to be said again
   */
  void live(ServerFrame.LoggedIn loggedIn, boolean isWhole);

  void linkLost();

  void received(HeardFrame frame);

  /** The login is over. */
  void ended(RejoinException error);

  void seen(ClientEvent.Direction direction, String frame);

  void tell(ClientEvent event);
}
