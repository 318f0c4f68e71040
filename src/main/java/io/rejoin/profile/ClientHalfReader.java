package io.rejoin.profile;

import io.rejoin.profile.ClientHalf.Name;
import io.rejoin.profile.ClientHalf.Reconnect;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the client's half of a profile, rule by rule. */
final class ClientHalfReader {
  private static final List<String> KEYS =
      List.of(
          "login-timeout",
          "heartbeat",
          "interrupted-after",
          "lost-after",
          "give-up-after",
          "request-timeout",
          "reconnect",
          "states",
          "reasons",
          "codes");

  private ClientHalfReader() {}

  /**
   * @param window of the profile's server half
   */
  static ClientHalf read(Section client, Duration window) {
    client.allowOnly(KEYS);
    ClientHalf half =
        new ClientHalf(
            client.duration("login-timeout"),
            client.duration("heartbeat"),
            client.duration("interrupted-after"),
            client.durationOrNever("lost-after"),
            client.durationOrNever("give-up-after"),
            client.duration("request-timeout"),
            reconnect(client.section("reconnect"), window),
            names(client.section("states"), ClientHalf.STATES, ClientHalf.OPTIONAL_STATES),
            names(client.section("reasons"), ClientHalf.REASONS, List.of()),
            codes(client.section("codes")));
    checkOrder(client, half);
    return half;
  }

  /** A silence passes heartbeat, interrupted, lost and give-up in this order. */
  private static void checkOrder(Section client, ClientHalf half) {
    later(client, "interrupted-after", Optional.of(half.interruptedAfter()), "heartbeat");
    later(client, "lost-after", half.lostAfter(), "interrupted-after");
    later(client, "give-up-after", half.giveUpAfter(), "interrupted-after");
    if (half.lostAfter().isPresent()) {
      later(client, "give-up-after", half.giveUpAfter(), "lost-after");
    }
  }

  private static void later(Section client, String name, Optional<Duration> after, String than) {
    if (after.isPresent()) {
      client.require(
          after.get().compareTo(client.duration(than)) > 0,
          name,
          "must be longer than " + than + " (" + client.text(than) + ")");
    }
  }

  private static Reconnect reconnect(Section reconnect, Duration window) {
    reconnect.allowOnly(List.of("initial", "factor", "max-in-window", "max", "attempt-timeout"));
    Duration initial = reconnect.duration("initial");
    double factor = reconnect.number("factor");
    Duration maxInWindow = reconnect.duration("max-in-window");
    Duration max = reconnect.duration("max");
    reconnect.require(factor >= 1, "factor", "must be 1 or more");
    reconnect.require(
        maxInWindow.compareTo(initial) >= 0,
        "max-in-window",
        "must not be shorter than initial (" + reconnect.text("initial") + ")");
    reconnect.require(
        max.compareTo(maxInWindow) >= 0,
        "max",
        "must not be shorter than max-in-window (" + reconnect.text("max-in-window") + ")");
    return new Reconnect(
        initial, factor, maxInWindow, window, max, reconnect.duration("attempt-timeout"));
  }

  private static Map<String, Name> names(
      Section section, List<String> generic, List<String> optional) {
    section.allowOnly(generic);
    Map<String, Name> names = new LinkedHashMap<>();
    for (String word : generic) {
      if (section.names().contains(word) || !optional.contains(word)) {
        names.put(word, name(section, word));
      }
    }
    return Collections.unmodifiableMap(names);
  }

  /** A name alone, or a list of a name and its number. */
  private static Name name(Section section, String word) {
    if (!section.isList(word)) {
      return new Name(section.word(word), Optional.empty());
    }
    List<String> nameAndNumber = section.words(word);
    section.require(
        nameAndNumber.size() == 2 && nameAndNumber.get(1).matches("-?\\d{1,9}"),
        word,
        "must be a name, or [name, number]");
    return new Name(nameAndNumber.get(0), Optional.of(Integer.valueOf(nameAndNumber.get(1))));
  }

  private static Map<String, Integer> codes(Section section) {
    Map<String, Integer> codes = new LinkedHashMap<>();
    section.names().forEach(code -> codes.put(code, section.wholeNumber(code)));
    return Collections.unmodifiableMap(codes);
  }
}
