package io.rejoin.profile;

import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads the server's half of a profile, rule by rule. */
final class ServerHalfReader {
  private static final List<String> KEYS =
      List.of(
          "ask-after",
          "silent-after",
          "unreachable-after",
          "departures",
          "observers",
          "other-platforms",
          "replay-age",
          "replay-count",
          "empty-room-after",
          "empty-room-attributes-after",
          "on-token-expiry",
          "limits");
  private static final List<String> LIMITS =
      List.of(
          "payload-bytes",
          "rooms-per-session",
          "streams-per-member",
          "named-members",
          "count-every",
          "count-every-large",
          "rates",
          "user-attributes",
          "room-attributes");

  private static final List<String> ATTRIBUTES =
      List.of("key-bytes", "value-bytes", "items", "total-bytes");

  private static final String NO_CLASS = "none";

  private ServerHalfReader() {}

  static ServerHalf read(Section server) {
    server.allowOnly(KEYS);
    Map<String, Set<String>> observers = observers(server.section("observers"));
    ServerHalf half =
        new ServerHalf(
            server.duration("ask-after"),
            server.duration("silent-after"),
            server.durationOrNever("unreachable-after"),
            DeparturesReader.read(server, observers.keySet()),
            observers,
            otherPlatforms(server, observers.keySet()),
            server.duration("replay-age"),
            server.count("replay-count"),
            server.duration("empty-room-after"),
            server.duration("empty-room-attributes-after"),
            server.choice("on-token-expiry", ServerHalf.OnTokenExpiry.class),
            limits(server.section("limits")));
    DepartureStep first = half.departures().get(0);
    server.require(
        half.askAfter().compareTo(half.silentAfter()) < 0,
        "ask-after",
        "must be shorter than silent-after (" + server.text("silent-after") + ")");
    server.require(
        half.silentAfter().compareTo(first.after()) < 0,
        "silent-after",
        "must be shorter than the first of departures ("
            + server.sections("departures").get(0).text("after")
            + ")");
    server.require(
        half.unreachableAfter().filter(after -> after.compareTo(half.silentAfter()) <= 0).isEmpty(),
        "unreachable-after",
        "must be longer than silent-after (" + server.text("silent-after") + "), or never");
    return half;
  }

  private static Map<String, Set<String>> observers(Section observers) {
    Map<String, Set<String>> classes = new LinkedHashMap<>();
    Map<String, String> classOfPlatform = new LinkedHashMap<>();
    for (String name : observers.names()) {
      observers.require(
          !name.equals(DepartureStep.EVERYBODY), name, "must not be named so: it means everybody");
      List<String> platforms = observers.words(name);
      observers.require(!platforms.isEmpty(), name, "must name at least one platform");
      Set<String> lowerCase = new LinkedHashSet<>();
      for (String platform : platforms) {
        String lower = platform.toLowerCase(Locale.ROOT);
        lowerCase.add(lower);
        String other = classOfPlatform.putIfAbsent(lower, name);
        observers.require(
            other == null, name, "must not name " + platform + ", which is in " + other);
      }
      classes.put(name, Collections.unmodifiableSet(lowerCase));
    }
    return Collections.unmodifiableMap(classes);
  }

  private static Optional<String> otherPlatforms(Section server, Set<String> classes) {
    String name = server.word("other-platforms");
    server.require(
        name.equals(NO_CLASS) || classes.contains(name),
        "other-platforms",
        "must be " + NO_CLASS + " or one of the classes under observers " + classes);
    return name.equals(NO_CLASS) ? Optional.empty() : Optional.of(name);
  }

  private static Limits limits(Section limits) {
    limits.allowOnly(LIMITS);
    return new Limits(
        limits.count("payload-bytes"),
        limits.count("rooms-per-session"),
        limits.count("streams-per-member"),
        limits.count("named-members"),
        limits.duration("count-every"),
        limits.duration("count-every-large"),
        rates(limits.section("rates")),
        attributes(limits.section("user-attributes")),
        attributes(limits.section("room-attributes")));
  }

  private static Map<RateKind, Rate> rates(Section rates) {
    rates.allowOnly(Stream.of(RateKind.values()).map(Section::wordOf).toList());
    Map<RateKind, Rate> all = new EnumMap<>(RateKind.class);
    for (RateKind kind : RateKind.values()) {
      all.put(kind, rate(rates.section(Section.wordOf(kind))));
    }
    return Collections.unmodifiableMap(all);
  }

  private static Rate rate(Section rate) {
    rate.allowOnly(List.of("count", "per"));
    Rate read = new Rate(rate.count("count"), rate.duration("per"));
    rate.require(read.count() <= Rate.MAX_COUNT, "count", "must not be above " + Rate.MAX_COUNT);
    rate.require(
        read.per().minusHours(Rate.MAX_HOURS).toMillis() <= 0,
        "per",
        "must not be longer than an hour");
    return read;
  }

  private static AttributeLimits attributes(Section limits) {
    limits.allowOnly(ATTRIBUTES);
    return new AttributeLimits(
        limits.count("key-bytes"),
        limits.count("value-bytes"),
        limits.count("items"),
        limits.count("total-bytes"));
  }
}
