package io.rejoin.wire;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** Makes server frames of their text, as a client reads them. */
final class ServerFrames {
  private static final String ERROR = "error";

  private final ObjectReader trees;
  private final ObjectReader refusals;
  private final Map<String, ObjectReader> frames;

  ServerFrames(JsonFactory json) {
    JsonMapper mapper =
        JsonMapper.builder(json)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    trees = mapper.readerFor(JsonNode.class);
    refusals = mapper.readerFor(HeardFrame.Refusal.class);
    frames =
        Arrays.stream(ServerFrame.class.getAnnotation(JsonSubTypes.class).value())
            .collect(
                Collectors.toUnmodifiableMap(
                    JsonSubTypes.Type::name, type -> mapper.readerFor(type.value())));
  }

  HeardFrame read(String text) throws BadFrameException {
    try {
      JsonNode frame = trees.readTree(text);
      String type = frame.path("type").textValue();
      if (type == null) {
        throw new BadFrameException(Code.BAD_FRAME, "a frame without a type", null);
      }
      if (type.equals(ERROR)) {
        return refusals.<HeardFrame.Refusal>readValue(frame);
      }
      ObjectReader known = frames.get(type);
      return known == null
          ? new HeardFrame.Unknown(type)
          : new HeardFrame.Known(known.readValue(frame));
    } catch (JsonProcessingException e) {
      JsonLocation place = e.getLocation();
      String where = place == null ? "" : ", seen at character " + place.getCharOffset();
      throw new BadFrameException(
          Code.BAD_JSON, "no frame of a server" + where + " of " + text.length(), null);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read from memory", e);
    }
  }
}
