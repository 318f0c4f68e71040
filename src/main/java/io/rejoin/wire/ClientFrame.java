package io.rejoin.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Map;

/**
 * What a client says, one JSON object in one WebSocket text frame; {@code type} names the record.
 * {@code id} is chosen by the client, above 0, and stands in the one reply to the request; without
 * it (0) there is no reply but an error. Unknown fields are ignored.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @Type(value = ClientFrame.Login.class, name = "login"),
  @Type(value = ClientFrame.Logout.class, name = "logout"),
  @Type(value = ClientFrame.Ping.class, name = "ping"),
  @Type(value = ClientFrame.Join.class, name = "join"),
  @Type(value = ClientFrame.Leave.class, name = "leave"),
  @Type(value = ClientFrame.Publish.class, name = "publish"),
  @Type(value = ClientFrame.Members.class, name = "members"),
  @Type(value = ClientFrame.StreamPublish.class, name = "stream-publish"),
  @Type(value = ClientFrame.StreamUnpublish.class, name = "stream-unpublish"),
  @Type(value = ClientFrame.Renew.class, name = "renew"),
  @Type(value = ClientFrame.Send.class, name = "send"),
  @Type(value = ClientFrame.Received.class, name = "received"),
  @Type(value = ClientFrame.StatusQuery.class, name = "status-query"),
  @Type(value = ClientFrame.StatusSubscribe.class, name = "status-subscribe"),
  @Type(value = ClientFrame.StatusUnsubscribe.class, name = "status-unsubscribe"),
  @Type(value = ClientFrame.AttributesChange.class, name = "attributes-change"),
  @Type(value = ClientFrame.AttributesRead.class, name = "attributes-read"),
  @Type(value = ClientFrame.Kick.class, name = "kick")
})
public sealed interface ClientFrame {

  /** The request's number, to be repeated in the reply; 0 where no reply is wanted. */
  long id();

  /** What the frame calls itself on the wire. */
  static String typeOf(ClientFrame frame) {
    for (Type type : ClientFrame.class.getAnnotation(JsonSubTypes.class).value()) {
      if (type.value() == frame.getClass()) {
        return type.name();
      }
    }
    throw new IllegalArgumentException(frame.getClass() + " has no name");
  }

  /**
   * The first frame of a link. Repeating an attempt (same instance, same attempt) gives the same
   * login again.
   *
   * @param instance a random id that the client object made for itself, never stored by it
   * @param attempt counts the calls of {@code login} of that instance; a retry keeps the number
   * @param platform the kind of client, such as {@code web} or {@code android}; compared without
   *     case
   * @param profile the profile to live by; null for the app's default
   * @param token a signed token; null where the server takes logins without one
   * @param resume what to resume; null for a new login
   * @param attributes all that the server had taken of the user's own attributes, for a server that
   *     has lost them; null if there are none, or if they are said behind the login
   * @param logout whether the login ends by this frame, whichever link it was on: a farewell, which
   *     is answered by {@code ok} and enters nothing
   */
  record Login(
      @JsonInclude(JsonInclude.Include.NON_DEFAULT) long id,
      String app,
      String user,
      String instance,
      long attempt,
      String platform,
      String profile,
      String token,
      Resume resume,
      Map<String, String> attributes,
      @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean logout)
      implements ClientFrame {}

  /**
   * The login to resume.
   *
   * @param epoch the login, as told by {@code logged-in}
   * @param link the last link of that login that this client had
   * @param rooms the rooms to be in again, each with the position reached there
   */
  record Resume(long epoch, long link, Map<String, RoomPosition> rooms) {}

  /**
   * Ends the login: the user leaves all rooms.
   *
   * @param afterMs after so many milliseconds, unless the user has come back by another link until
   *     then, at the end of the window at the latest; 0 for at once
   */
  record Logout(
      @JsonInclude(JsonInclude.Include.NON_DEFAULT) long id,
      @JsonInclude(JsonInclude.Include.NON_DEFAULT) long afterMs)
      implements ClientFrame {}

  /** Says that the client is there; answered by {@code pong} without waking an actor. */
  record Ping() implements ClientFrame {
    @Override
    public long id() {
      return 0;
    }
  }

  /**
   * Enters a room, or comes back to it.
   *
   * @param position what the client has of this room; null if nothing
   */
  record Join(
      @JsonInclude(JsonInclude.Include.NON_DEFAULT) long id, String room, RoomPosition position)
      implements ClientFrame {}

  /** Leaves a room for good: the others are told at once. */
  record Leave(@JsonInclude(JsonInclude.Include.NON_DEFAULT) long id, String room)
      implements ClientFrame {}

  /**
   * A message to all members of a room, its sender included.
   *
   * @param number counts this client instance's messages in this room from 1, without holes; a
   *     repeated number is acknowledged again and delivered once
   * @param payload text, or base64 if {@code binary}
   */
  record Publish(
      @JsonInclude(JsonInclude.Include.NON_DEFAULT) long id,
      String room,
      long number,
      String payload,
      @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean binary)
      implements ClientFrame {}

  /** Asks for the members of a room. */
  record Members(@JsonInclude(JsonInclude.Include.NON_DEFAULT) long id, String room)
      implements ClientFrame {}

  /**
   * Announces a stream in a room; no media flows through the server.
   *
   * @param stream the stream's id, unique for its member in the room
   * @param kind such as {@code audio}, {@code video}, {@code screen}
   * @param info what the application wants to say with it; null for nothing
   */
  record StreamPublish(
      @JsonInclude(JsonInclude.Include.NON_DEFAULT) long id,
      String room,
      String stream,
      String kind,
      String info)
      implements ClientFrame {}

  /** Withdraws a stream. */
  record StreamUnpublish(
      @JsonInclude(JsonInclude.Include.NON_DEFAULT) long id, String room, String stream)
      implements ClientFrame {}

  /** Gives a new token for the login that goes on. */
  record Renew(@JsonInclude(JsonInclude.Include.NON_DEFAULT) long id, String token)
      implements ClientFrame {}

  /**
   * A message to one user, answered by {@code sent} once its receiver's client or the store has it.
   * The messages of one login to one user are counted; a gap is refused, and after any failure the
   * sender sends all again that is not acknowledged, in order, under the same numbers.
   *
   * @param number counts this login's messages to that user from 1, without holes
   * @param settled all up to this number need no more: acknowledged, or given up by the sender; 0
   *     for none
   * @param payload text, or base64 if {@code binary}
   * @param offline whether to keep it for a user who has logged out
   */
  record Send(
      @JsonInclude(JsonInclude.Include.NON_DEFAULT) long id,
      String to,
      long number,
      long settled,
      String payload,
      @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean binary,
      @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean offline)
      implements ClientFrame {}

  /**
   * The application has all messages of a sender's login up to a number; without a reply.
   *
   * @param epoch the sender's login
   */
  record Received(String from, long epoch, long number) implements ClientFrame {
    @Override
    public long id() {
      return 0;
    }
  }

  /** Asks for the online status of users, at most {@value #MAX_QUERIED}. */
  record StatusQuery(@JsonInclude(JsonInclude.Include.NON_DEFAULT) long id, List<String> users)
      implements ClientFrame {
    /** How many users one query may name. */
    public static final int MAX_QUERIED = 256;
  }

  /**
   * Wants to be told the online status of users, now and whenever it changes, at most {@value
   * #MAX_SUBSCRIBED} in one frame.
   */
  record StatusSubscribe(@JsonInclude(JsonInclude.Include.NON_DEFAULT) long id, List<String> users)
      implements ClientFrame {
    /** How many users one frame may name. */
    public static final int MAX_SUBSCRIBED = 512;
  }

  /** Undoes {@link StatusSubscribe}. */
  record StatusUnsubscribe(
      @JsonInclude(JsonInclude.Include.NON_DEFAULT) long id, List<String> users)
      implements ClientFrame {}

  /**
   * Changes attributes of a room, which need not be joined, or one's own. All of it happens at
   * once, in the order {@code clear}, {@code set}, {@code remove}, or nothing.
   *
   * @param room null for one's own
   * @param clear whether all that are there are removed first
   * @param set key to value; other keys stay
   * @param remove keys, there or not
   * @param announce whether the members of the room are told
   */
  record AttributesChange(
      @JsonInclude(JsonInclude.Include.NON_DEFAULT) long id,
      String room,
      @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean clear,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> set,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> remove,
      @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean announce)
      implements ClientFrame {}

  /**
   * Reads the attributes of a room, which need not be joined, or else of a user.
   *
   * @param user ignored with a room; null for oneself
   * @param room null for a user's
   * @param keys null for all
   */
  record AttributesRead(
      @JsonInclude(JsonInclude.Include.NON_DEFAULT) long id,
      String user,
      String room,
      List<String> keys)
      implements ClientFrame {}

  /**
   * Ends another user's login, or its stay in one room; the token must permit it.
   *
   * @param room null to end the login
   * @param reason what that user's client is told, at most {@value #MAX_REASON} characters
   * @param forMs until then no login, or no join of that room, is taken; 0 for no such ban
   */
  record Kick(
      @JsonInclude(JsonInclude.Include.NON_DEFAULT) long id,
      String user,
      String room,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) String reason,
      @JsonInclude(JsonInclude.Include.NON_DEFAULT) long forMs)
      implements ClientFrame {
    /** Longest reason, in characters. */
    public static final int MAX_REASON = 256;

    /** Longest ban, in milliseconds: a year. */
    public static final long MAX_FOR_MS = 366L * 24 * 3600 * 1000;
  }
}
