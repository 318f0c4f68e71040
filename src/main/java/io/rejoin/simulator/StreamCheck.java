package io.rejoin.simulator;

import io.rejoin.client.Member;
import io.rejoin.client.RoomEvent;
import io.rejoin.client.Stream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Streams: each is told once when it is announced, and once when it is withdrawn; all who are well
 * know those that are there.
 */
final class StreamCheck implements Check {

  /** An application in a room. */
  private record Place(Process who, String room) {}

  private record Key(Place by, String stream) {}

  /** How a publisher wants a stream to be, since the server has agreed to that. */
  private record Agreed(boolean announced, long since) {}

  private record Disagreement(Place observer, Key key, Agreed how) {}

  private final Map<Key, Agreed> agreed = new HashMap<>();
  private final Map<Place, Map<String, Set<String>>> known = new HashMap<>();
  private final Disagreements disagreements;
  private final Findings findings;
  private final World world;
  private final Standings standings;
  private final Timing timing;

  StreamCheck(Findings findings, World world, Standings standings, Timing timing) {
    this.findings = findings;
    this.world = world;
    this.standings = standings;
    this.timing = timing;
    this.disagreements = new Disagreements(timing.slack());
  }

  @Override
  public void see(long at, Fact fact) {
    if (fact instanceof Fact.Acted acted) {
      if (acted.act() instanceof Act.Announce announce) {
        changes(announce.device(), announce.room(), announce.stream());
      } else if (acted.act() instanceof Act.Withdraw withdraw) {
        changes(withdraw.device(), withdraw.room(), withdraw.stream());
      }
    } else if (fact instanceof Fact.HasStream has) {
      Key key = new Key(new Place(has.who(), has.room()), has.stream());
      if (known.containsKey(key.by())) { // Else the stay has ended since it was answered.
        agreed.put(key, new Agreed(has.announced(), at));
      }
    } else if (fact instanceof Fact.ToldInRoom told) {
      told(at, told);
    }
  }

  /** Until it is acknowledged, nobody outside knows what holds. */
  private void changes(String device, String room, String stream) {
    agreed.remove(new Key(new Place(world.device(device).process(), room), stream));
  }

  private void told(long at, Fact.ToldInRoom told) {
    Place place = new Place(told.seat().who(), told.seat().room());
    Map<String, Set<String>> streams = known.computeIfAbsent(place, none -> new HashMap<>());
    RoomEvent event = told.event();
    if (event instanceof RoomEvent.Members all) {
      streams.clear();
      all.members().forEach(member -> streams.put(member.user(), streamsOf(member)));
    } else if (event instanceof RoomEvent.MemberJoined joined) {
      streams.put(joined.member().user(), streamsOf(joined.member()));
    } else if (event instanceof RoomEvent.MemberLeft left) {
      streams.remove(left.member().user());
    } else if (event instanceof RoomEvent.StreamAdded added) {
      boolean isNew = of(streams, added.member()).add(added.stream().stream());
      expect(isNew, "a stream is added once", at, told);
    } else if (event instanceof RoomEvent.StreamRemoved removed) {
      boolean was = of(streams, removed.member()).remove(removed.stream().stream());
      expect(was, "a stream is removed once", at, told);
    } else if (event instanceof RoomEvent.Ended) {
      known.remove(place);
      agreed.keySet().removeIf(key -> key.by().equals(place));
    }
  }

  private static Set<String> of(Map<String, Set<String>> streams, Member member) {
    return streams.computeIfAbsent(member.user(), none -> new HashSet<>());
  }

  private static Set<String> streamsOf(Member member) {
    return member.streams().stream()
        .map(Stream::stream)
        .collect(Collectors.toCollection(HashSet::new));
  }

  private void expect(boolean holds, String rule, long at, Fact.ToldInRoom told) {
    if (!holds) {
      findings.add("streams", rule, at, told.toString());
    }
  }

  @Override
  public void tick(long at) {
    agreed.forEach(
        (key, how) -> {
          boolean isSettled =
              at - how.since() > timing.settling()
                  && isFirm(at, world.device(key.by().who().device()), key.by());
          if (isSettled) {
            world.devices().forEach(device -> compare(at, device, key, how));
          }
        });
  }

  private boolean isFirm(long at, Device device, Place place) {
    return device.process().equals(place.who())
        && standings
            .ofDevice(device.process().device(), place.room())
            .isFirmFor(timing.settling(), at);
  }

  private void compare(long at, Device device, Key key, Agreed how) {
    String user = key.by().who().user();
    Place place = new Place(device.process(), key.by().room());
    if (!device.process().user().equals(user) && isFirm(at, device, place)) {
      Map<String, Set<String>> streams = known.getOrDefault(place, Map.of());
      boolean knows = streams.getOrDefault(user, Set.of()).contains(key.stream());
      Disagreement disagreement = new Disagreement(place, key, how);
      if (disagreements.isTooLong(disagreement, knows == how.announced(), at)) {
        String fact = place + (knows ? " knows " : " does not know ") + key + " of " + how;
        findings.add("streams", "all know the streams that are there", at, fact);
      }
    }
  }
}
