package io.rejoin.simulator;

import io.rejoin.client.ClientEvent;
import io.rejoin.client.Reason;
import io.rejoin.client.RoomEvent;
import io.rejoin.client.State;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who is banned is out, and does not get in, until the ban is over; then the user may. Nobody is
 * put out whom nobody kicked or banned.
 */
final class BanCheck implements Check {

  /** What somebody is banned from; the room is null for all. */
  private record Key(String user, String room) {}

  /**
   * A ban that holds.
   *
   * @param since when that was known
   * @param askedAt when it can have begun, at the earliest
   */
  private record Ban(long since, long askedAt, long until) {}

  private final Map<Key, Ban> bans = new HashMap<>();
  private final Map<Key, Long> lastAsked = new HashMap<>();
  private final Set<String> put = new HashSet<>();
  private final Findings findings;
  private final World world;
  private final Timing timing;

  BanCheck(Findings findings, World world, Timing timing) {
    this.findings = findings;
    this.world = world;
    this.timing = timing;
  }

  @Override
  public void see(long at, Fact fact) {
    if (fact instanceof Fact.Acted acted) {
      asked(at, acted.act());
    } else if (fact instanceof Fact.Banned banned) {
      Key key = new Key(banned.user(), banned.room());
      // Of two that overlap nobody outside knows which came last.
      if (lastAsked.get(key) == banned.askedAt()) {
        bans.put(key, new Ban(at, banned.askedAt(), banned.askedAt() + banned.millis()));
      }
    } else if (fact instanceof Fact.Told told
        && told.event() instanceof ClientEvent.StateChanged changed
        && (changed.reason() == Reason.KICKED || changed.reason() == Reason.BANNED)) {
      expectPut(at, told.to().user(), told.toString());
    } else if (fact instanceof Fact.ToldInRoom told
        && told.event() instanceof RoomEvent.Ended ended
        && ended.error() != null
        && Set.of("kicked", "banned").contains(ended.error().code())) {
      expectPut(at, told.seat().who().user(), told.toString());
    }
  }

  private void asked(long at, Act act) {
    if (act instanceof Act.Ban ban) {
      begins(at, new Key(ban.user(), null));
    } else if (act instanceof Act.BanFrom ban) {
      begins(at, new Key(ban.user(), ban.room()));
    } else if (act instanceof Act.Kick kick) {
      put.add(kick.user());
    } else if (act instanceof Act.KickFrom kick) {
      put.add(kick.user());
    }
  }

  private void begins(long at, Key key) {
    put.add(key.user());
    lastAsked.put(key, at);
    bans.remove(key);
  }

  private void expectPut(long at, String user, String fact) {
    if (!put.contains(user)) {
      findings.add("bans", "nobody is put out whom nobody kicked", at, fact);
    }
  }

  @Override
  public void tick(long at) {
    bans.forEach(
        (key, ban) -> {
          if (at - ban.since > timing.settling() && at < ban.until - timing.slack()) {
            look(at, key);
          }
        });
  }

  private void look(long at, Key key) {
    for (Device device : world.devicesOf(key.user())) {
      boolean isIn =
          key.room() == null ? device.client().state() == State.CONNECTED : device.isIn(key.room());
      if (isIn && device.isSoundFor(timing.settling())) {
        findings.add("bans", "who is banned is out", at, device.process() + ", " + key);
      }
    }
  }

  @Override
  public void end(long at) {
    for (Device device : world.devices()) {
      if (device.isSound() && device.client().state() == State.CONNECTED) {
        List<String> out = new ArrayList<>(Planner.ROOMS);
        out.removeIf(device::isIn);
        if (!out.isEmpty()) {
          findings.add("bans", "whose ban is over may get in", at, device.process() + ": " + out);
        }
      }
    }
  }
}
