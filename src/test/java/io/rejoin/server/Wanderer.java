package io.rejoin.server;

import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A user that says things and drops at random, and does as a good client does: it comes back with
 * its positions, and repeats what was not acknowledged.
 */
final class Wanderer {
  private static final Duration WAIT = Duration.ofSeconds(15);

  /** How many turns it lets pass on average before it comes back. */
  private static final int SHORT = 3;

  /** Long enough to miss more than a replay gives. */
  private static final int LONG = 80;

  /** Whether it has a link. */
  private enum Whereabouts {
    HERE,
    AWAY
  }

  /** A message that was not acknowledged, as it was said. */
  private record Unacknowledged(String room, long number, String text) {}

  private final TestUser user;
  private final Map<String, Hearing> records = new LinkedHashMap<>();
  private final Map<Long, Unacknowledged> unacknowledged = new LinkedHashMap<>();
  private final Map<String, Long> numbers = new HashMap<>();
  private Whereabouts whereabouts = Whereabouts.HERE;
  private int patience;
  private int drops;

  Wanderer(TestUser user) {
    this.user = user;
  }

  Hearing record(String room) {
    return records.get(room);
  }

  /** How many messages it has said in a room. */
  long said(String room) {
    return numbers.getOrDefault(room, 0L);
  }

  void enter(List<String> rooms) throws Exception {
    user.logIn();
    for (String room : rooms) {
      Hearing record = new Hearing(user.name() + " in " + room);
      user.ask("'type':'join','room':'" + room + "'");
      JsonNode frame = hear();
      while (!frame.path("type").asText().equals("joined")) {
        take(frame);
        frame = hear();
      }
      record.enteredAnew(frame);
      records.put(room, record);
    }
  }

  /** Says something, or hears something of what has come. */
  void stay(Random random) throws Exception {
    if (random.nextInt(3) == 0) {
      hearWhatCame(random.nextInt(40));
    } else {
      List<String> rooms = List.copyOf(records.keySet());
      say(rooms.get(random.nextInt(rooms.size())));
    }
  }

  /** The same, but it may drop, and comes back. */
  void wander(Random random) throws Exception {
    if (whereabouts == Whereabouts.AWAY) {
      if (random.nextInt(patience) == 0) {
        comeBack();
      }
    } else if (random.nextInt(12) == 0) {
      patience = random.nextInt(4) == 0 ? LONG : SHORT;
      user.drop(random.nextBoolean());
      records.values().forEach(Hearing::dropped);
      whereabouts = Whereabouts.AWAY;
      drops++;
    } else {
      stay(random);
    }
  }

  private void comeBack() throws Exception {
    user.resume();
    List<Unacknowledged> again = List.copyOf(unacknowledged.values());
    unacknowledged.clear();
    whereabouts = Whereabouts.HERE;
    // What is said before its room is entered again would be refused.
    for (int entered = 0; entered < records.size(); ) {
      JsonNode frame = hear();
      take(frame);
      entered += frame.path("type").asText().equals("joined") ? 1 : 0;
    }
    for (Unacknowledged message : again) {
      send(message);
    }
  }

  private void say(String room) throws IOException {
    long number = numbers.merge(room, 1L, Long::sum);
    send(new Unacknowledged(room, number, user.name() + " says " + number));
  }

  private void send(Unacknowledged message) throws IOException {
    unacknowledged.put(user.publish(message.room, message.number, message.text), message);
  }

  /** Comes back for good, and hears all. */
  void finish() throws Exception {
    if (whereabouts == Whereabouts.AWAY) {
      comeBack();
    }
    while (!unacknowledged.isEmpty()) {
      take(hear());
    }
  }

  /** Hears all that rooms have to say by now. */
  void settle() throws Exception {
    for (String room : records.keySet()) {
      long id = user.ask("'type':'members','room':'" + room + "'");
      JsonNode frame = hear();
      while (frame.path("id").asLong() != id) {
        take(frame);
        frame = hear();
      }
    }
  }

  private void hearWhatCame(int atMost) throws Exception {
    for (int i = 0; i < atMost; i++) {
      Object next = user.hear(Duration.ZERO);
      if (next == null) {
        return;
      }
      take(assertFrame(next));
    }
  }

  private JsonNode hear() throws Exception {
    return assertFrame(user.hear(WAIT));
  }

  private JsonNode assertFrame(Object next) {
    return next instanceof JsonNode frame ? frame : fail(user.name() + " hears " + next);
  }

  private void take(JsonNode frame) {
    Hearing record = records.get(frame.path("room").asText());
    switch (frame.path("type").asText()) {
      case "joined" -> record.joined(frame);
      case "message" -> record.message(frame);
      case "verdict" -> record.verdict(frame);
      case "published" -> unacknowledged.remove(frame.path("id").asLong());
      case "member-joined", "member-lost", "member-back" -> {
        // Who has dropped may be told again what it had not confirmed by its position.
        if (drops == 0) {
          record.presence(frame);
        }
      }
      default -> fail(user.name() + " hears " + frame);
    }
  }
}
