package io.rejoin.wire;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The one catalogue of everything that can be refused or closed. A code is used in two places with
 * one meaning: as {@code code} of an {@code error} frame, and as the status of a WebSocket close.
 *
 * <p>Numbers 4000 to 4499 may be retried (a closed client reconnects by itself); 4500 to 4999 are
 * terminal (a closed client stops and tells its application; a refused request is not repeated).
 * The same table stands in {@code src/docs/codes.md}; a test compares the two.
 */
public enum Code {
  // May be retried.
  SERVER_STOPPING(4000, "server-stopping", "reconnect after a random delay; the session waits"),
  SLOW_CONSUMER(4001, "slow-consumer", "reconnect; what was missed is replayed within its bounds"),
  SILENT(4002, "silent", "reconnect; no byte was heard for longer than the session's window"),
  LINK_REPLACED(4003, "link-replaced", "nothing: a newer link of the same login has taken over"),
  LOGIN_TIMEOUT(4004, "login-timeout", "reconnect, and send login in time"),
  STORE_UNAVAILABLE(4005, "store-unavailable", "repeat the login after the delay that is told"),
  TOO_MANY_CONNECTIONS(4006, "too-many-connections", "reconnect after a delay"),
  TOO_OFTEN(4007, "too-often", "repeat after the delay that is told"),
  FENCED(4008, "fenced", "nothing: a newer login or link of this user has spoken since"),
  NOT_JOINED(4009, "not-joined", "join the room first, then repeat"),
  ROOM_RECOVERING(4010, "room-recovering", "repeat after the delay that is told"),
  EPOCH_UNKNOWN(4011, "epoch-unknown", "log in anew: the server does not know the resumed login"),
  INTERNAL(4012, "internal", "repeat once; then report it with the server's log"),
  TOKEN_EXPIRED(4013, "token-expired", "get a new token, then log in again"),
  TIMEOUT(
      4014, "timeout", "raised by clients only: no answer in time; the request may be repeated"),
  NOT_CONNECTED(4015, "not-connected", "raised by clients only: log in first"),
  PEER_GAP(4016, "peer-gap", "send all that is not acknowledged again, in order"),
  INBOX_FULL(4017, "inbox-full", "repeat later: the receiver has too many messages waiting"),

  // Terminal.
  SUPERSEDED(
      4500, "superseded", "stop: this user has logged in elsewhere; log in only if asked to"),
  TOKEN_INVALID(4501, "token-invalid", "stop: get a token that this app has signed"),
  APP_UNKNOWN(4502, "app-unknown", "stop: correct the app id"),
  FORBIDDEN(4503, "forbidden", "stop: the token does not permit this"),
  PROFILE_UNKNOWN(4504, "profile-unknown", "stop: name a profile that the server has"),
  BAD_JSON(4505, "bad-json", "mend the client: the frame is not a JSON object"),
  BAD_UTF8(4506, "bad-utf8", "mend the client: the frame is not UTF-8"),
  BAD_FRAME(4507, "bad-frame", "mend the client: a field is missing or of another kind"),
  UNKNOWN_TYPE(4508, "unknown-type", "mend the client: this server has no frame of that type"),
  FRAME_TOO_LARGE(4509, "frame-too-large", "send less in one frame"),
  PAYLOAD_TOO_LARGE(4510, "payload-too-large", "send less in one message"),
  ID_TOO_LONG(4511, "id-too-long", "use ids of at most 64 bytes"),
  BAD_ID(4512, "bad-id", "use ids that are neither empty nor of other characters than allowed"),
  LOGIN_FIRST(4513, "login-first", "mend the client: log in before any other frame"),
  ALREADY_LOGGED_IN(4514, "already-logged-in", "mend the client: one login per connection"),
  BINARY_FRAME(4515, "binary-frame", "mend the client: this protocol is text frames"),
  TOO_MANY_ROOMS(4516, "too-many-rooms", "leave a room first"),
  SESSION_CLOSED(4517, "session-closed", "log in anew: that login was ended by a logout"),
  ORIGIN_FORBIDDEN(4518, "origin-forbidden", "stop: pages of this origin may not connect"),
  TOO_MANY_STREAMS(4519, "too-many-streams", "unpublish a stream first"),
  KICKED(4520, "kicked", "stop: the application has ended this login"),
  BANNED(4521, "banned", "stop until the ban has ended"),
  LOGGED_OUT(4522, "logged-out", "nothing: this ends a connection whose user has logged out"),
  CLOSED(4523, "closed", "raised by clients only: the client object was closed"),
  PEER_UNKNOWN(4524, "peer-unknown", "stop: nobody has ever logged in under that name"),
  PEER_OFFLINE(4525, "peer-offline", "stop, or ask for offline delivery: that user has logged out"),
  TOO_MANY_SUBSCRIPTIONS(4526, "too-many-subscriptions", "unsubscribe from other users first"),
  ATTRIBUTES_TOO_LARGE(4527, "attributes-too-large", "set fewer or shorter attributes"),
  USER_NOT_FOUND(4528, "user-not-found", "stop: that user is not logged in"),
  TOO_MANY_BANS(4529, "too-many-bans", "lift a ban of that user first");

  private static final Map<String, Code> BY_WIRE_NAME =
      Stream.of(values()).collect(Collectors.toMap(Code::wireName, Function.identity()));

  private static final Map<Integer, Code> BY_NUMBER =
      Stream.of(values()).collect(Collectors.toMap(Code::number, Function.identity()));

  private final int number;
  private final String wireName;
  private final String advice;

  Code(int number, String wireName, String advice) {
    this.number = number;
    this.wireName = wireName;
    this.advice = advice;
  }

  /** The number of this code: the status of a WebSocket close, and {@code number} of an error. */
  public int number() {
    return number;
  }

  /** The name of this code on the wire, in logs, in metrics and in both clients. */
  @JsonValue
  public String wireName() {
    return wireName;
  }

  /** What a client should do about it, as a sentence without its subject. */
  public String advice() {
    return advice;
  }

  /** True if the same may be tried again: a client that was closed with it reconnects by itself. */
  public boolean retry() {
    return number < 4500;
  }

  /** The code of that name on the wire; null if there is none. */
  public static Code ofWireName(String name) {
    return BY_WIRE_NAME.get(name);
  }

  /** The code of that number; null if there is none. */
  public static Code ofNumber(int number) {
    return BY_NUMBER.get(number);
  }
}
