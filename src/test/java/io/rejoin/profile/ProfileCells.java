package io.rejoin.profile;

import io.rejoin.profile.DepartureStep.Event;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A profile as a column of a table: key to what is written in the cell. */
final class ProfileCells {
  private ProfileCells() {}

  static Map<String, String> of(Profile profile) {
    Map<String, String> cells = new LinkedHashMap<>();
    client(profile.client(), cells);
    server(profile.server(), cells);
    limits(profile.server().limits(), cells);
    return cells;
  }

  private static void client(ClientHalf client, Map<String, String> cells) {
    cells.put("client.login-timeout", time(client.loginTimeout()));
    cells.put("client.heartbeat", time(client.heartbeat()));
    cells.put("client.interrupted-after", time(client.interruptedAfter()));
    cells.put("client.lost-after", timeOrNever(client.lostAfter()));
    cells.put("client.give-up-after", timeOrNever(client.giveUpAfter()));
    cells.put("client.request-timeout", time(client.requestTimeout()));
    cells.put("client.reconnect.initial", time(client.reconnect().initial()));
    cells.put("client.reconnect.factor", "" + client.reconnect().factor());
    cells.put("client.reconnect.max-in-window", time(client.reconnect().maxInWindow()));
    cells.put("client.reconnect.max", time(client.reconnect().max()));
    cells.put("client.reconnect.attempt-timeout", time(client.reconnect().attemptTimeout()));
  }

  private static void server(ServerHalf server, Map<String, String> cells) {
    cells.put("server.ask-after", time(server.askAfter()));
    cells.put("server.silent-after", time(server.silentAfter()));
    cells.put("server.unreachable-after", timeOrNever(server.unreachableAfter()));
    for (Event event : Event.values()) {
      cells.put("server.departures:" + Section.wordOf(event), steps(server, event));
    }
    cells.put("server.other-platforms", server.otherPlatforms().orElse("none"));
    cells.put("server.replay-age", time(server.replayAge()));
    cells.put("server.replay-count", "" + server.replayCount());
    cells.put("server.empty-room-after", time(server.emptyRoomAfter()));
    cells.put("server.empty-room-attributes-after", time(server.emptyRoomAttributesAfter()));
    cells.put("server.on-token-expiry", Section.wordOf(server.onTokenExpiry()));
  }

  private static void limits(Limits limits, Map<String, String> cells) {
    cells.put("server.limits.payload-bytes", "" + limits.payloadBytes());
    cells.put("server.limits.rooms-per-session", "" + limits.roomsPerSession());
    cells.put("server.limits.streams-per-member", "" + limits.streamsPerMember());
    cells.put("server.limits.named-members", "" + limits.namedMembers());
    cells.put("server.limits.count-every", time(limits.countEvery()));
    cells.put("server.limits.count-every-large", time(limits.countEveryLarge()));
    limits
        .rates()
        .forEach(
            (kind, rate) ->
                cells.put(
                    "server.limits.rates." + Section.wordOf(kind),
                    rate.count() + "/" + time(rate.per())));
    attributes("server.limits.user-attributes.", limits.userAttributes(), cells);
    attributes("server.limits.room-attributes.", limits.roomAttributes(), cells);
  }

  private static void attributes(String prefix, AttributeLimits limits, Map<String, String> cells) {
    cells.put(prefix + "key-bytes", "" + limits.keyBytes());
    cells.put(prefix + "value-bytes", "" + limits.valueBytes());
    cells.put(prefix + "items", "" + limits.items());
    cells.put(prefix + "total-bytes", "" + limits.totalBytes());
  }

  private static String steps(ServerHalf server, Event event) {
    String steps =
        server.departures().stream()
            .filter(step -> step.event() == event)
            .map(step -> time(step.after()) + ":" + step.observers())
            .collect(Collectors.joining(","));
    return steps.isEmpty() ? "-" : steps;
  }

  private static String timeOrNever(Optional<Duration> time) {
    return time.map(ProfileCells::time).orElse("never");
  }

  private static String time(Duration time) {
    long millis = time.toMillis();
    if (millis % 1000 != 0) {
      return millis + "ms";
    }
    return millis % 60_000 == 0 ? millis / 60_000 + "m" : millis / 1000 + "s";
  }
}
