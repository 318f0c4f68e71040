package io.rejoin.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Map;

/**
 * What the server says, one JSON object in one WebSocket text frame; {@code type} names the record.
 * Absent fields are null or, for {@code id}, mean that nobody asked. Nothing in an event is
 * particular to its receiver, so that one encoding serves a whole observer class.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @Type(value = ServerFrame.LoggedIn.class, name = "logged-in"),
  @Type(value = ServerFrame.Ok.class, name = "ok"),
  @Type(value = ServerFrame.Renewed.class, name = "renewed"),
  @Type(value = ServerFrame.Error.class, name = "error"),
  @Type(value = ServerFrame.Pong.class, name = "pong"),
  @Type(value = ServerFrame.Joined.class, name = "joined"),
  @Type(value = ServerFrame.Verdict.class, name = "verdict"),
  @Type(value = ServerFrame.Published.class, name = "published"),
  @Type(value = ServerFrame.Message.class, name = "message"),
  @Type(value = ServerFrame.MemberList.class, name = "members"),
  @Type(value = ServerFrame.MemberJoined.class, name = "member-joined"),
  @Type(value = ServerFrame.MemberLost.class, name = "member-lost"),
  @Type(value = ServerFrame.MemberBack.class, name = "member-back"),
  @Type(value = ServerFrame.MemberLeft.class, name = "member-left"),
  @Type(value = ServerFrame.Expelled.class, name = "expelled"),
  @Type(value = ServerFrame.StreamAdded.class, name = "stream-added"),
  @Type(value = ServerFrame.StreamRemoved.class, name = "stream-removed"),
  @Type(value = ServerFrame.Count.class, name = "count"),
  @Type(value = ServerFrame.Snapshot.class, name = "snapshot"),
  @Type(value = ServerFrame.Sent.class, name = "sent"),
  @Type(value = ServerFrame.PeerMessage.class, name = "peer-message"),
  @Type(value = ServerFrame.Statuses.class, name = "statuses"),
  @Type(value = ServerFrame.Status.class, name = "status"),
  @Type(value = ServerFrame.Attributes.class, name = "attributes"),
  @Type(value = ServerFrame.AttributesChanged.class, name = "attributes-changed"),
  @Type(value = ServerFrame.TokenExpiring.class, name = "token-expiring"),
  @Type(value = ServerFrame.TokenExpired.class, name = "token-expired")
})
public sealed interface ServerFrame {

  /** A stream that a member has published. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record StreamView(String stream, String kind, String info) {}

  /**
   * A member as others see it.
   *
   * @param epoch the login under which the user is a member
   * @param lost true if this observer has been told {@code member-lost} and not yet {@code back}
   */
  record MemberView(
      String user, long epoch, String platform, boolean lost, List<StreamView> streams) {}

  /**
   * Reply to {@code login}. With {@code resumed}, the rooms' {@code joined} follow unasked.
   *
   * @param tokenExpiresInMs when the token ends; null if never
   */
  record LoggedIn(
      long id, long epoch, long link, boolean resumed, String profile, Long tokenExpiresInMs)
      implements ServerFrame {}

  /** Reply to a request that has no more to say than that it was done. */
  record Ok(long id) implements ServerFrame {}

  /**
   * Reply to {@code renew}: the token was taken.
   *
   * @param tokenExpiresInMs when it ends; null if never
   */
  record Renewed(long id, Long tokenExpiresInMs) implements ServerFrame {}

  /**
   * A refusal.
   *
   * @param id the request that was refused; null where a frame had none or could not be read
   * @param message the measured fact in words, for people
   * @param retry whether the same may be tried again, at the earliest after {@code retryAfterMs}
   */
  record Error(Long id, Code code, int number, String message, boolean retry, Long retryAfterMs)
      implements ServerFrame {}

  /** The newest message of a room. */
  record Head(long epoch, long offset) {}

  /** Reply to {@code ping}; names the rooms of this link whose head moved since the last pong. */
  record Pong(@JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Head> heads)
      implements ServerFrame {}

  /**
   * The link is in the room. After it follow, where the client gave a position: joins it missed,
   * messages it missed, {@code verdict}, departures it missed; then live events.
   *
   * @param id the join; null where a resumed login brought it
   * @param offset the room's newest message when the link entered
   * @param presence the presence version that {@code members} shows
   * @param count how many members the room has
   * @param streams the ids of the streams of the link's own user that the room has, however many
   *     members there are; null for none. What its client has published and does not find here, the
   *     room has lost
   * @param members all members; null if the client's presence can be completed by events, or if the
   *     room has too many members to name
   */
  record Joined(
      Long id,
      String room,
      long epoch,
      long offset,
      long presence,
      int count,
      List<String> streams,
      List<MemberView> members)
      implements ServerFrame {}

  /**
   * What the replay delivered. Offsets {@code missingFrom} to {@code missingTo} of {@code epoch}
   * were not delivered and will not be.
   *
   * @param result {@code complete} or {@code truncated}
   * @param cause null, {@code window}, {@code count} or {@code epoch}
   * @param missingFrom first missing offset; null if nothing is missing
   * @param delivered how many messages the replay delivered
   */
  record Verdict(
      String room,
      String result,
      String cause,
      long epoch,
      Long missingFrom,
      Long missingTo,
      int delivered)
      implements ServerFrame {}

  /**
   * Reply to {@code publish}: the room has the message and it will not be lost.
   *
   * @param offset null if the number was acknowledged before and is no longer in the history
   */
  record Published(long id, String room, Long epoch, Long offset) implements ServerFrame {}

  /**
   * A message in a room.
   *
   * @param at milliseconds since 1970 at which the room took it
   * @param binary true if the payload is base64; null for text
   */
  record Message(
      String room,
      long epoch,
      long offset,
      String from,
      long number,
      long at,
      String payload,
      Boolean binary)
      implements ServerFrame {}

  /** Reply to {@code members}; {@code members} is null in rooms with too many to name. */
  record MemberList(long id, String room, long presence, int count, List<MemberView> members)
      implements ServerFrame {}

  /** A user has entered the room. */
  record MemberJoined(String room, long presence, MemberView member) implements ServerFrame {}

  /** Nothing was heard of a member for a time that its profile names. It may come back. */
  record MemberLost(String room, long presence, String user, long epoch) implements ServerFrame {}

  /** Undoes {@code member-lost}. */
  record MemberBack(String room, long presence, String user, long epoch) implements ServerFrame {}

  /**
   * A user is no longer in the room.
   *
   * @param reason {@code quit}, {@code timeout} or {@code kicked}
   */
  record MemberLeft(String room, long presence, String user, long epoch, String reason)
      implements ServerFrame {}

  /**
   * The link's user is out of the room, by a decision of the application.
   *
   * @param code {@code kicked}, or {@code banned}: then a join is refused for some time
   */
  record Expelled(String room, Code code, int number, String message) implements ServerFrame {}

  /** A member has a stream: it was published, or its member is heard again. */
  record StreamAdded(String room, long presence, String user, StreamView stream)
      implements ServerFrame {}

  /**
   * A member no longer has a stream.
   *
   * @param reason {@code unpublished} or {@code timeout} (its member was not heard for a while)
   */
  record StreamRemoved(String room, long presence, String user, String stream, String reason)
      implements ServerFrame {}

  /** How many members a room has; at most once a second, in very large rooms every 3 s. */
  record Count(String room, int count) implements ServerFrame {}

  /** All members, where single events would be too many or were withheld. */
  record Snapshot(String room, long presence, int count, List<MemberView> members)
      implements ServerFrame {}

  /**
   * Reply to {@code send}: the message is safe.
   *
   * @param result {@code received} if its receiver's client has acknowledged it, {@code stored} if
   *     it waits in the receiver's inbox
   */
  record Sent(long id, String to, long number, String result) implements ServerFrame {}

  /**
   * A message of another user, to be acknowledged by {@code received}. It may come again until
   * then; repeats are known by from, epoch and number.
   *
   * @param epoch the sender's login, which counts its messages to this user as {@code number}
   * @param at milliseconds since 1970 at which the sender's session took it
   * @param binary true if the payload is base64; null for text
   * @param stored true if it has waited in the inbox; else null
   */
  record PeerMessage(
      String from, long epoch, long number, long at, String payload, Boolean binary, Boolean stored)
      implements ServerFrame {}

  /**
   * Reply to {@code status-query} and {@code status-subscribe}.
   *
   * @param id null where nobody asked: all that the login has subscribed to, on each new link
   * @param statuses user to {@code online}, {@code unreachable} or {@code offline}
   */
  record Statuses(Long id, Map<String, String> statuses) implements ServerFrame {}

  /** The online status of a user that was subscribed to has changed. */
  record Status(String user, String status) implements ServerFrame {}

  /**
   * Reply to {@code attributes-read}: those that were asked for and are there.
   *
   * @param user whose they are; null for a room's
   * @param room null for a user's
   */
  record Attributes(long id, String user, String room, Map<String, Attribute> attributes)
      implements ServerFrame {}

  /** The attributes of a room have changed; these are all. */
  record AttributesChanged(String room, Map<String, Attribute> attributes) implements ServerFrame {}

  /** The token of this login ends soon. */
  record TokenExpiring(long inMs) implements ServerFrame {}

  /** The token of this login has ended. */
  record TokenExpired() implements ServerFrame {}
}
