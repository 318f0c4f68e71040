package io.rejoin.simulator;

import io.rejoin.client.ClientEvent;
import io.rejoin.client.RoomEvent;

/**
 * I1 and I2, and that all converges: what applications that are well are told of a user agrees with
 * how the user stands, as it must by then.
 */
final class StandingCheck implements Check {
  private static final String TIMEOUT = "timeout";

  /** What an application was told is not what is; one side may be about to learn it. */
  private record Disagreement(String rule, Process observer, String room, String user) {}

  private final Disagreements disagreements;
  private final Findings findings;
  private final World world;
  private final Rosters rosters;
  private final Standings standings;
  private final Timing timing;

  StandingCheck(
      Findings findings, World world, Rosters rosters, Standings standings, Timing timing) {
    this.findings = findings;
    this.world = world;
    this.rosters = rosters;
    this.standings = standings;
    this.timing = timing;
    this.disagreements = new Disagreements(timing.slack());
  }

  @Override
  public void see(long at, Fact fact) {
    if (fact instanceof Fact.Told told && told.event() instanceof ClientEvent.Frame) {
      return;
    }
    standings.refresh(at);
    if (fact instanceof Fact.ToldInRoom told) {
      if (told.event() instanceof RoomEvent.MemberLost lost) {
        early(at, told, lost.member().user(), timing.firstStep(), "lost");
      } else if (told.event() instanceof RoomEvent.MemberLeft left
          && TIMEOUT.equals(left.reason())) {
        early(at, told, left.member().user(), timing.window(), "left");
      }
    } else if (fact instanceof Fact.Acted acted && acted.act() instanceof Act.Heal heal) {
      // What was said before the cut arrives now, also from a process that has ended since.
      String user = Planner.userOf(heal.device());
      Planner.ROOMS.forEach(room -> standings.ofUser(user, room).heard(at));
    } else if (fact instanceof Fact.HasLeft left) {
      standings.ofUser(left.who().user(), left.room()).left(at);
    } else if (fact instanceof Fact.HasLoggedOut out) {
      Planner.ROOMS.forEach(room -> standings.ofUser(out.who().user(), room).left(at));
    }
  }

  private void early(long at, Fact.ToldInRoom told, String user, long step, String what) {
    Standing observer = standings.ofDevice(told.seat().who().device(), told.seat().room());
    Standing of = standings.ofUser(user, told.seat().room());
    if (!observer.isFirmFor(timing.settling(), at)) {
      return;
    }
    boolean isThere = of.isFirmFor(timing.slack(), at);
    long least = step - timing.heartbeat() - timing.slack();
    if (isThere || of.wasFirmWithin(least, timing.settling(), at)) {
      findings.add("I1", "nobody is told " + what + " before its time", at, told.toString());
    }
  }

  @Override
  public void tick(long at) {
    standings.refresh(at);
    for (Device device : world.devices()) {
      for (String room : Planner.ROOMS) {
        Standing observer = standings.ofDevice(device.process().device(), room);
        if (observer.isFirmFor(timing.settling(), at)) {
          world.users().stream()
              .filter(user -> !user.equals(device.process().user()))
              .forEach(user -> compare(at, device.process(), room, user));
        }
      }
    }
  }

  private void compare(long at, Process observer, String room, String user) {
    Standing of = standings.ofUser(user, room);
    Rosters.Known known = rosters.of(observer, room).get(user);
    if (of.isFirmFor(timing.settling(), at)) {
      agree(known != null && !known.lost(), "who is there is a member", at, observer, room, user);
    } else if (of.hasLeftFor(timing.settling(), at)) {
      agree(known == null, "who has left is no member", at, observer, room, user);
    } else if (of.isSilentFor(timing.window() + timing.late(), at)) {
      agree(known == null, "who is silent for the window has left", at, observer, room, user);
    } else if (of.isSilentFor(timing.firstStep() + timing.late(), at)) {
      agree(known == null || known.lost(), "who is silent is lost", at, observer, room, user);
    }
  }

  private void agree(
      boolean holds, String rule, long at, Process observer, String room, String user) {
    Disagreement disagreement = new Disagreement(rule, observer, room, user);
    if (disagreements.isTooLong(disagreement, holds, at)) {
      Rosters.Known known = rosters.of(observer, room).get(user);
      String has = known == null ? "no member" : known.toString();
      findings.add("I2", rule, at, user + " in " + room + " is to " + observer + " " + has);
    }
  }
}
