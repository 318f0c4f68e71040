package io.rejoin.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;

/**
 * One link of a client: joins its room, or comes back to it and checks what it is given. Reads
 * whole frames; what it may not miss fails the load.
 */
final class ReturningLink extends ClientLink {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int TWO_BYTE_LENGTH = 126;
  private static final int LENGTH = 0x7F;

  private final Returning client;
  private final Consumer<ClientLink> in;
  private final Consumer<String> failed;
  private final boolean returns;
  private ByteBuf unread = Unpooled.EMPTY_BUFFER;

  /**
   * @param in is told when it has joined, or has all that it missed
   */
  ReturningLink(Returning client, Consumer<ClientLink> in, Consumer<String> failed) {
    super(client.user, failed);
    this.client = client;
    this.in = in;
    this.failed = failed;
    this.returns = client.epoch > 0;
    client.heard = 0;
  }

  @Override
  String more() {
    return returns
        ? ",\"resume\":{\"epoch\":%d,\"link\":%d,\"rooms\":{\"%s\":{\"epoch\":%d,\"offset\":%d,\"presence\":%d}}}"
            .formatted(
                client.epoch,
                client.link,
                client.room,
                client.roomEpoch,
                client.offset,
                client.presence)
        : "";
  }

  @Override
  void read(ByteBuf more) {
    ByteBuf all = unread.isReadable() ? Unpooled.wrappedBuffer(unread, more.retain()) : more;
    while (true) {
      int at = all.readerIndex();
      int header = header(all, at);
      int length = header == 0 ? 0 : length(all, at);
      if (header == 0 || all.readableBytes() < header + length) {
        break;
      }
      frame(all.slice(at + header, length));
      all.readerIndex(at + header + length);
    }
    ByteBuf rest = all.isReadable() ? Unpooled.copiedBuffer(all) : Unpooled.EMPTY_BUFFER;
    if (all != more) {
      all.release();
    }
    unread = rest;
    more.skipBytes(more.readableBytes());
  }

  /** How long the header is; 0 if it is not all there. */
  private static int header(ByteBuf all, int at) {
    if (all.readableBytes() < 2) {
      return 0;
    }
    int header = (all.getByte(at + 1) & LENGTH) == TWO_BYTE_LENGTH ? 4 : 2;
    return all.readableBytes() < header ? 0 : header;
  }

  private static int length(ByteBuf all, int at) {
    int length = all.getByte(at + 1) & LENGTH;
    return length == TWO_BYTE_LENGTH ? all.getUnsignedShort(at + 2) : length;
  }

  private void frame(ByteBuf text) {
    JsonNode frame;
    try {
      frame = JSON.readTree(ByteBufUtil.getBytes(text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    switch (frame.get("type").asText()) {
      case "logged-in" -> loggedIn(frame);
      case "joined" -> joined(frame);
      case "message" -> message(frame);
      case "verdict" -> verdict(frame);
      case "error" -> failed.accept(client.user + ": " + frame);
      default -> {
        // the presence of others
      }
    }
  }

  private void loggedIn(JsonNode frame) {
    check(frame.get("resumed").asBoolean() == returns, frame);
    client.epoch = frame.get("epoch").asLong();
    client.link = frame.get("link").asLong();
    if (!returns) {
      write("{\"type\":\"join\",\"id\":2,\"room\":\"" + client.room + "\"}");
      flush();
    }
  }

  private void joined(JsonNode frame) {
    if (!returns) {
      client.roomEpoch = frame.get("epoch").asLong();
      client.offset = frame.get("offset").asLong();
      client.presence = frame.get("presence").asLong();
      in.accept(this);
    }
  }

  /** No gap and no duplicate: each follows the last. */
  private void message(JsonNode frame) {
    check(frame.get("offset").asLong() == client.offset + 1, frame);
    check(frame.get("number").asLong() == ++client.heard, frame);
    client.offset++;
  }

  private void verdict(JsonNode frame) {
    check(frame.get("result").asText().equals("complete"), frame);
    check(client.heard == ReplayLoad.MISSED, frame);
    in.accept(this);
  }

  private void check(boolean holds, JsonNode frame) {
    if (!holds) {
      failed.accept(
          client.user + " at " + client.offset + ", heard " + client.heard + ": " + frame);
    }
  }

  @Override
  void heard(int kind) {}

  @Override
  void allHeard() {}
}
