package io.rejoin.simulator;

import io.rejoin.client.ClientEvent;
import io.rejoin.client.RoomEvent;
import io.rejoin.client.Sent;
import io.rejoin.wire.Attribute;
import io.rejoin.wire.RoomPosition;
import java.util.Map;

/** What can be seen of the world from outside. */
sealed interface Fact {
  int MILLIS = 1000;

  /** Something was done. */
  record Acted(Act act) implements Fact {}

  /** A client told its application something. */
  record Told(Process to, ClientEvent event) implements Fact {}

  /**
   * A room told its application something.
   *
   * @param position the room's position, as its client has it
   */
  record ToldInRoom(Seat seat, RoomPosition position, RoomEvent event) implements Fact {}

  /** A publication was acknowledged; the place is null where the server no longer knows it. */
  record Published(Process by, String room, String text, Long epoch, Long offset) implements Fact {}

  /** A message to a user was acknowledged. */
  record Delivered(Process by, String to, String text, Sent.Result result) implements Fact {}

  /** A room was left, and the server has answered that. */
  record HasLeft(Process who, String room) implements Fact {}

  /** A client has logged out, and the server has answered that. */
  record HasLoggedOut(Process who) implements Fact {}

  /**
   * A token was given to a client: for a login, or for the one that it has. Without one it uses the
   * last that it was given.
   */
  record Given(Process to, boolean forLogin, long endsAt) implements Fact {
    static final long UNKNOWN = -1;
  }

  /** The server has taken a token that was given for the login that a client has. */
  record Renewed(Process to, long endsAt) implements Fact {}

  /** A ban was acknowledged; the room is null if it is of logins. */
  record Banned(String user, String room, long askedAt, long millis) implements Fact {}

  /** A change of a room's attributes was acknowledged. */
  record HasSet(String room, String key, String value) implements Fact {}

  /** A room's attributes were read. */
  record HasRead(Process who, String room, long askedAt, Map<String, Attribute> attributes)
      implements Fact {}

  /** A stream was announced, or withdrawn, and the server has answered that. */
  record HasStream(Process who, String room, String stream, boolean announced) implements Fact {}

  static String seconds(long millis) {
    return "%d.%03d".formatted(millis / MILLIS, millis % MILLIS);
  }
}
