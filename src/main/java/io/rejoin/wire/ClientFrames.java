package io.rejoin.wire;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes client frames of their fields. */
final class ClientFrames {

  /** Longest {@code info} of a stream, in bytes of UTF-8; every member of the room holds it. */
  static final int MAX_INFO_BYTES = 1024;

  private ClientFrames() {}

  static ClientFrame of(Fields fields) throws BadFrameException {
    String type = fields.text("type");
    long id = fields.numberOrZero("id");
    return switch (type) {
      case "publish" -> publish(fields, id);
      case "ping" -> PING;
      case "login" -> login(fields, id);
      case "logout" -> new ClientFrame.Logout(id, fields.numberOrZero("afterMs"));
      case "join" -> new ClientFrame.Join(id, fields.id("room"), positionOrNull(fields));
      case "leave" -> new ClientFrame.Leave(id, fields.id("room"));
      case "members" -> new ClientFrame.Members(id, fields.id("room"));
      case "stream-publish" -> streamPublish(fields, id);
      case "stream-unpublish" ->
          new ClientFrame.StreamUnpublish(id, fields.id("room"), fields.id("stream"));
      case "send" -> send(fields, id);
      case "received" ->
          new ClientFrame.Received(
              fields.id("from"), fields.number("epoch", 0), fields.number("number", 1));
      case "status-query" ->
          new ClientFrame.StatusQuery(
              fields.number("id", 1), fields.ids("users", ClientFrame.StatusQuery.MAX_QUERIED));
      case "status-subscribe" -> new ClientFrame.StatusSubscribe(id, subscribed(fields));
      case "status-unsubscribe" -> new ClientFrame.StatusUnsubscribe(id, subscribed(fields));
      case "attributes-change" -> attributesChange(fields, id);
      case "attributes-read" ->
          new ClientFrame.AttributesRead(
              id, fields.idOrNull("user"), fields.idOrNull("room"), fields.textsOrNull("keys"));
      case "kick" -> kick(fields);
      case "renew" -> new ClientFrame.Renew(id, fields.text("token"));
      default ->
          throw fields.refused(Code.UNKNOWN_TYPE, "no frame of type " + Text.shown(type) + " here");
    };
  }

  static final ClientFrame PING = new ClientFrame.Ping();

  private static List<String> subscribed(Fields fields) throws BadFrameException {
    return fields.ids("users", ClientFrame.StatusSubscribe.MAX_SUBSCRIBED);
  }

  private static ClientFrame publish(Fields fields, long id) throws BadFrameException {
    return new ClientFrame.Publish(
        id, fields.id("room"), fields.number("number", 1), payload(fields), fields.flag("binary"));
  }

  private static ClientFrame send(Fields fields, long id) throws BadFrameException {
    return new ClientFrame.Send(
        id,
        fields.id("to"),
        fields.number("number", 1),
        fields.numberOrZero("settled"),
        payload(fields),
        fields.flag("binary"),
        fields.flag("offline"));
  }

  private static ClientFrame attributesChange(Fields fields, long id) throws BadFrameException {
    Fields values = fields.objectOrNull("set");
    List<String> remove = fields.textsOrNull("remove");
    return new ClientFrame.AttributesChange(
        id,
        fields.idOrNull("room"),
        fields.flag("clear"),
        values == null ? Map.of() : texts(fields, "set", values),
        remove == null ? List.of() : remove,
        fields.flag("announce"));
  }

  private static ClientFrame kick(Fields fields) throws BadFrameException {
    String reason = fields.textOrNull("reason");
    if (reason != null && reason.length() > ClientFrame.Kick.MAX_REASON) {
      String limit = " characters; limit " + ClientFrame.Kick.MAX_REASON;
      throw fields.wrong("reason", "has " + reason.length() + limit);
    }
    long forMs = fields.numberOrZero("forMs");
    if (forMs > ClientFrame.Kick.MAX_FOR_MS) {
      throw fields.wrong("forMs", "is " + forMs + "; limit " + ClientFrame.Kick.MAX_FOR_MS);
    }
    return new ClientFrame.Kick(
        fields.numberOrZero("id"),
        fields.id("user"),
        fields.idOrNull("room"),
        reason == null ? "" : reason,
        forMs);
  }

  private static Map<String, String> texts(Fields fields, String name, Fields values)
      throws BadFrameException {
    Map<String, String> texts = new LinkedHashMap<>();
    for (String key : values.names()) {
      texts.put(key(fields, name, key), values.text(key));
    }
    return Collections.unmodifiableMap(texts);
  }

  private static String key(Fields fields, String name, String key) throws BadFrameException {
    if (key.isEmpty() || !Text.isWellFormed(key)) {
      throw fields.wrong(name, "a key is empty or has half of a surrogate pair alone");
    }
    return key;
  }

  private static String payload(Fields fields) throws BadFrameException {
    String payload = fields.text("payload");
    if (fields.flag("binary") && !Payloads.isBase64(payload)) {
      throw fields.wrong("payload", "is not base64, although binary is true");
    }
    return payload;
  }

  private static ClientFrame login(Fields fields, long id) throws BadFrameException {
    return new ClientFrame.Login(
        id,
        fields.appId("app"),
        fields.id("user"),
        fields.id("instance"),
        fields.number("attempt", 0),
        fields.id("platform"),
        fields.idOrNull("profile"),
        fields.textOrNull("token"),
        resumeOrNull(fields.objectOrNull("resume")),
        attributesOrNull(fields),
        fields.flag("logout"));
  }

  private static Map<String, String> attributesOrNull(Fields fields) throws BadFrameException {
    Fields values = fields.objectOrNull("attributes");
    return values == null ? null : texts(fields, "attributes", values);
  }

  private static ClientFrame.Resume resumeOrNull(Fields resume) throws BadFrameException {
    if (resume == null) {
      return null;
    }
    Map<String, RoomPosition> rooms = new LinkedHashMap<>();
    Fields positions = resume.objectOrNull("rooms");
    if (positions != null) {
      for (String room : positions.names()) {
        rooms.put(positions.asId(room), position(positions.object(room)));
      }
    }
    return new ClientFrame.Resume(
        resume.number("epoch", 0), resume.number("link", 0), Collections.unmodifiableMap(rooms));
  }

  private static RoomPosition positionOrNull(Fields fields) throws BadFrameException {
    Fields position = fields.objectOrNull("position");
    return position == null ? null : position(position);
  }

  private static RoomPosition position(Fields fields) throws BadFrameException {
    return new RoomPosition(
        fields.number("epoch", 0), fields.number("offset", 0), fields.numberOrZero("presence"));
  }

  private static ClientFrame streamPublish(Fields fields, long id) throws BadFrameException {
    String info = fields.textOrNull("info");
    if (info != null && Text.utf8Bytes(info) > MAX_INFO_BYTES) {
      throw fields.refused(
          Code.PAYLOAD_TOO_LARGE,
          "field info has " + Text.utf8Bytes(info) + " bytes; limit " + MAX_INFO_BYTES);
    }
    return new ClientFrame.StreamPublish(
        id, fields.id("room"), fields.id("stream"), fields.id("kind"), info);
  }
}
