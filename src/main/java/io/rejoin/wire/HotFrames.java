package io.rejoin.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.util.Map;

/** Writes the frames that make up nearly all traffic, without databind. */
final class HotFrames {
  private static final SerializableString TYPE = new SerializedString("type");
  private static final SerializableString ID = new SerializedString("id");
  private static final SerializableString ROOM = new SerializedString("room");
  private static final SerializableString EPOCH = new SerializedString("epoch");
  private static final SerializableString OFFSET = new SerializedString("offset");
  private static final SerializableString FROM = new SerializedString("from");
  private static final SerializableString NUMBER = new SerializedString("number");
  private static final SerializableString AT = new SerializedString("at");
  private static final SerializableString PAYLOAD = new SerializedString("payload");
  private static final SerializableString BINARY = new SerializedString("binary");
  private static final SerializableString HEADS = new SerializedString("heads");
  private static final SerializableString MESSAGE_TYPE = new SerializedString("message");
  private static final SerializableString PUBLISHED_TYPE = new SerializedString("published");
  private static final SerializableString PONG_TYPE = new SerializedString("pong");

  private HotFrames() {}

  static void message(JsonGenerator out, ServerFrame.Message message) throws IOException {
    start(out, MESSAGE_TYPE);
    text(out, ROOM, message.room());
    number(out, EPOCH, message.epoch());
    number(out, OFFSET, message.offset());
    text(out, FROM, message.from());
    number(out, NUMBER, message.number());
    number(out, AT, message.at());
    text(out, PAYLOAD, message.payload());
    if (message.binary() != null) {
      out.writeFieldName(BINARY);
      out.writeBoolean(message.binary());
    }
    out.writeEndObject();
  }

  static void published(JsonGenerator out, ServerFrame.Published published) throws IOException {
    start(out, PUBLISHED_TYPE);
    number(out, ID, published.id());
    text(out, ROOM, published.room());
    if (published.epoch() != null) {
      number(out, EPOCH, published.epoch());
    }
    if (published.offset() != null) {
      number(out, OFFSET, published.offset());
    }
    out.writeEndObject();
  }

  static void pong(JsonGenerator out, ServerFrame.Pong pong) throws IOException {
    start(out, PONG_TYPE);
    if (pong.heads() != null && !pong.heads().isEmpty()) {
      out.writeFieldName(HEADS);
      out.writeStartObject();
      for (Map.Entry<String, ServerFrame.Head> head : pong.heads().entrySet()) {
        out.writeFieldName(head.getKey());
        out.writeStartObject();
        number(out, EPOCH, head.getValue().epoch());
        number(out, OFFSET, head.getValue().offset());
        out.writeEndObject();
      }
      out.writeEndObject();
    }
    out.writeEndObject();
  }

  private static void start(JsonGenerator out, SerializableString type) throws IOException {
    out.writeStartObject();
    out.writeFieldName(TYPE);
    out.writeString(type);
  }

  private static void text(JsonGenerator out, SerializableString name, String value)
      throws IOException {
    out.writeFieldName(name);
    out.writeString(value);
  }

  private static void number(JsonGenerator out, SerializableString name, long value)
      throws IOException {
    out.writeFieldName(name);
    out.writeNumber(value);
  }
}
