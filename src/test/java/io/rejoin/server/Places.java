package io.rejoin.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** How far a client has got in its rooms, kept as a good client keeps it. */
final class Places {

  /** A room; the head is what a replay that is under way leads to. */
  private static final class Place {
    long epoch;
    long offset;
    long presence;
    JsonNode head;
  }

  private final Map<String, Place> rooms = new LinkedHashMap<>();

  /** Takes a frame into account. */
  void heard(JsonNode frame) {
    String type = frame.path("type").asText();
    String room = frame.path("room").asText();
    if (type.equals("joined")) {
      joined(room, frame);
    } else if (rooms.containsKey(room)) {
      heard(rooms.get(room), type, frame);
    }
  }

  private void joined(String room, JsonNode frame) {
    Place place = rooms.get(room);
    if (place == null) {
      place = new Place();
      rooms.put(room, place);
      start(place, frame);
    } else {
      place.head = frame;
    }
  }

  private static void heard(Place place, String type, JsonNode frame) {
    switch (type) {
      case "message" -> {
        // Behind a hole that no verdict has named yet the place stays, so that the next will.
        if (frame.path("offset").asLong() == place.offset + 1) {
          place.epoch = frame.path("epoch").asLong();
          place.offset++;
        }
      }
      case "verdict" -> {
        // Departures that were missed still follow: the presence is reached with the next event.
        long presence = place.presence;
        JsonNode head = place.head;
        start(place, head);
        place.presence = head.has("members") ? head.path("presence").asLong() : presence;
      }
      case "members", "snapshot" -> place.presence = frame.path("presence").asLong();
      default -> {
        boolean isLive = place.head == null && frame.has("presence");
        place.presence = isLive ? frame.path("presence").asLong() : place.presence;
      }
    }
  }

  private static void start(Place place, JsonNode joined) {
    place.epoch = joined.path("epoch").asLong();
    place.offset = joined.path("offset").asLong();
    place.presence = joined.path("presence").asLong();
    place.head = null;
  }

  boolean has(String room) {
    return rooms.containsKey(room);
  }

  void forget(String room) {
    rooms.remove(room);
  }

  /** A room's place as it stands in a {@code join}. */
  String of(String room) {
    Place place = rooms.get(room);
    return "{'epoch':%d,'offset':%d,'presence':%d}"
        .formatted(place.epoch, place.offset, place.presence);
  }

  /** All places as they stand in a {@code resume}. */
  String all() {
    return rooms.keySet().stream()
        .map(room -> "'" + room + "':" + of(room))
        .collect(Collectors.joining(",", "{", "}"));
  }
}
