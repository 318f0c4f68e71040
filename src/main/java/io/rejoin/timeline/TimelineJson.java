package io.rejoin.timeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A timeline for machines: the fields of {@link Timeline} and its parts, by their names. */
public final class TimelineJson {
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private TimelineJson() {}

  /** As JSON on several lines, the last of which ends. */
  public static String of(Timeline timeline) {
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(timeline) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a timeline is plain records", e);
    }
  }

  /**
   * What {@link #of} wrote into that file.
   *
   * @throws IllegalArgumentException if it did not
   */
  public static Timeline read(Path file) {
    try {
      return JSON.readValue(Files.readString(file), Timeline.class);
    } catch (IOException e) {
      throw new IllegalArgumentException(file + " is no timeline that --json wrote", e);
    }
  }
}
