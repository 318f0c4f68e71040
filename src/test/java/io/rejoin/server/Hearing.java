package io.rejoin.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** All that one client heard of one room over all of its links, checked frame by frame. */
final class Hearing {

  /** What may come on the link. */
  private enum Step {
    OUTSIDE,
    REPLAYING,
    LIVE
  }

  private final String owner;
  private final SortedMap<Long, String> texts = new TreeMap<>();
  private final SortedSet<Long> named = new TreeSet<>();
  private final Set<String> members = new HashSet<>();
  private final Set<String> lost = new HashSet<>();
  private Step step = Step.OUTSIDE;
  private long entered;

  /** The last message of this link; between links, up to where all is heard or named. */
  private long last;

  private long sure;
  private JsonNode head;

  Hearing(String owner) {
    this.owner = owner;
  }

  SortedMap<Long, String> texts() {
    return texts;
  }

  /** What verdicts have named as missing. */
  SortedSet<Long> named() {
    return named;
  }

  /** A link enters the room for the first time: what was before is not for it. */
  void enteredAnew(JsonNode joined) {
    joined.path("members").forEach(member -> members.add(member.path("user").asText()));
    entered = joined.path("offset").asLong();
    last = entered;
    sure = entered;
    step = Step.LIVE;
  }

  /** The link has gone. */
  void dropped() {
    step = Step.OUTSIDE;
    last = sure;
  }

  /** The next link enters the room with its position. */
  void joined(JsonNode joined) {
    assertEquals(Step.OUTSIDE, step, () -> owner + " joins twice: " + joined);
    step = Step.REPLAYING;
    head = joined;
  }

  void message(JsonNode message) {
    long offset = message.path("offset").asLong();
    String what = owner + " has had " + last + " on this link and hears " + message;
    assertTrue(step != Step.OUTSIDE, what);
    assertTrue(offset > last, what);
    assertTrue(step == Step.REPLAYING || offset == last + 1, what);
    assertTrue(step == Step.LIVE || offset <= head.path("offset").asLong(), what);
    last = offset;
    sure = offset == sure + 1 ? offset : sure;
    String text = message.path("payload").asText();
    String before = texts.put(offset, text);
    assertTrue(before == null || before.equals(text), what);
  }

  /** Of others: on one link nobody joins or is lost twice, or is back without having been lost. */
  void presence(JsonNode told) {
    String what = owner + ", to whom are lost: " + lost + ", hears " + told;
    String user = told.path("user").asText();
    switch (told.path("type").asText()) {
      case "member-joined" ->
          assertTrue(members.add(told.path("member").path("user").asText()), what);
      case "member-lost" -> assertTrue(lost.add(user), what);
      case "member-back" -> assertTrue(lost.remove(user), what);
      default -> fail(what);
    }
  }

  /** Fails if anybody is lost as far as it was told. */
  void nobodyIsLost() {
    assertEquals(Set.of(), lost, owner);
  }

  /** The end of a replay: all up to its head was heard, or is named. */
  void verdict(JsonNode verdict) {
    String what = owner + ": " + verdict + " after " + head;
    assertEquals(Step.REPLAYING, step, what);
    long to = verdict.path("missingTo").asLong(0);
    for (long offset = verdict.path("missingFrom").asLong(1); offset <= to; offset++) {
      named.add(offset);
    }
    long headOffset = head.path("offset").asLong();
    for (long offset = sure + 1; offset <= headOffset; offset++) {
      assertTrue(texts.containsKey(offset) || named.contains(offset), what);
    }
    assertEquals(headOffset, Math.max(last, headOffset), what);
    last = headOffset;
    sure = headOffset;
    step = Step.LIVE;
  }

  /** Compares with somebody who was there all the time. */
  void compareWith(Hearing witness) {
    assertEquals(Step.LIVE, step, owner);
    assertEquals(witness.last, last, owner);
    texts.forEach((offset, text) -> assertEquals(witness.texts.get(offset), text, owner));
    for (long offset = entered + 1; offset <= last; offset++) {
      assertTrue(texts.containsKey(offset) || named.contains(offset), owner + " lacks " + offset);
    }
    assertTrue(witness.named.isEmpty(), witness.owner);
  }
}
