package io.rejoin.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Between frames and the bytes of {@code rejoin.v1.json}: one JSON object in UTF-8. Stateless and
 * thread-safe; never blocks.
 *
 * <p>Reading takes time and memory in proportion to the frame, whose size the caller bounds.
 * Objects nest at most {@value #MAX_NESTING} deep, numbers have at most {@value #MAX_NUMBER_CHARS}
 * digits.
 */
public final class Codec {
  private static final int MAX_NESTING = 8;
  private static final int MAX_NUMBER_CHARS = 20;
  private static final int FIRST_BUFFER_BYTES = 256;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.CHARSET_DETECTION) // UTF-16 is no frame of ours
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES) // clients choose the names
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_NESTING)
                  .maxNumberLength(MAX_NUMBER_CHARS)
                  .build())
          .build();

  /** A server is trusted more than a client: its frames may nest and be as long as they are. */
  private static final JsonFactory FROM_SERVER = new JsonFactory();

  private static final ObjectWriter WRITER =
      JsonMapper.builder(JSON).build().writerFor(ServerFrame.class);

  private static final ObjectWriter CLIENT_WRITER =
      JsonMapper.builder(JSON).build().writerFor(ClientFrame.class);
  private static final ServerFrames SERVER_FRAMES = new ServerFrames(FROM_SERVER);

  /** What most links say most of the time: it is known by its bytes. */
  private static final byte[] PING = "{\"type\":\"ping\"}".getBytes(StandardCharsets.US_ASCII);

  private Codec() {}

  /**
   * Reads what a client sent. Unknown fields are ignored.
   *
   * @throws BadFrameException with {@code bad-utf8}; {@code bad-json} if it is not one JSON object
   *     and nothing else; {@code bad-frame} if a field is missing, of another kind, out of its
   *     range or there twice; {@code unknown-type}; {@code id-too-long}; {@code bad-id}; {@code
   *     payload-too-large} if the info of a stream is
   */
  public static ClientFrame decode(byte[] frame) throws BadFrameException {
    return decode(frame, 0, frame.length);
  }

  /** The same for the remaining bytes of a buffer, which is not changed. */
  public static ClientFrame decode(ByteBuffer frame) throws BadFrameException {
    if (frame.hasArray()) {
      return decode(frame.array(), frame.arrayOffset() + frame.position(), frame.remaining());
    }
    byte[] bytes = new byte[frame.remaining()];
    frame.duplicate().get(bytes);
    return decode(bytes);
  }

  private static ClientFrame decode(byte[] bytes, int offset, int length) throws BadFrameException {
    if (Arrays.equals(bytes, offset, offset + length, PING, 0, PING.length)) {
      return ClientFrames.PING;
    }
    if (!Text.isUtf8(bytes, offset, length)) {
      throw new BadFrameException(Code.BAD_UTF8, length + " bytes that are not UTF-8", null);
    }
    Map<String, Object> values = new HashMap<>();
    String twice = read(bytes, offset, length, values);
    Fields fields = Fields.ofFrame(values);
    if (twice != null) {
      throw fields.wrong(twice, "is there twice");
    }
    return ClientFrames.of(fields);
  }

  private static String read(byte[] bytes, int offset, int length, Map<String, Object> values)
      throws BadFrameException {
    try (JsonParser parser = JSON.createParser(bytes, offset, length)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw badJson(parser.currentLocation(), length, values);
      }
      String twice = Fields.read(parser, values);
      if (parser.nextToken() != null) {
        throw badJson(parser.currentLocation(), length, values);
      }
      return twice;
    } catch (JsonProcessingException e) {
      // The parser's own words quote the client; the place says enough.
      throw badJson(e.getLocation(), length, values);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read from memory", e);
    }
  }

  private static BadFrameException badJson(
      JsonLocation place, int length, Map<String, Object> values) {
    String where = place == null ? "" : ", seen at byte " + place.getByteOffset();
    return new BadFrameException(
        Code.BAD_JSON, "not one JSON object" + where + " of " + length, Fields.idOf(values));
  }

  /** Writes what a client shall hear. Its texts must be well-formed, as those of {@code decode}. */
  public static byte[] encode(ServerFrame frame) {
    try (ByteArrayBuilder bytes = new ByteArrayBuilder(FIRST_BUFFER_BYTES)) {
      try (JsonGenerator out = JSON.createGenerator(bytes)) {
        if (frame instanceof ServerFrame.Message message) {
          HotFrames.message(out, message);
        } else if (frame instanceof ServerFrame.Published published) {
          HotFrames.published(out, published);
        } else if (frame instanceof ServerFrame.Pong pong) {
          HotFrames.pong(out, pong);
        } else {
          WRITER.writeValue(out, frame);
        }
      }
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot encode " + frame.getClass().getSimpleName(), e);
    }
  }

  /** Writes what a client says: what {@link #decode(byte[])} reads, in as few fields as it can. */
  public static String encodeText(ClientFrame frame) {
    try {
      return CLIENT_WRITER.writeValueAsString(frame);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot encode " + frame.getClass().getSimpleName(), e);
    }
  }

  /**
   * Reads what a server said. Unknown fields are ignored, unknown frames and codes are told as
   * such.
   *
   * @throws BadFrameException with {@code bad-json} if it is not one JSON object of the kind that
   *     its type has; {@code bad-frame} if it has no type
   */
  public static HeardFrame decodeText(String frame) throws BadFrameException {
    return SERVER_FRAMES.read(frame);
  }
}
