package io.rejoin.simulator;

import io.rejoin.client.Member;
import io.rejoin.client.RoomEvent;
import io.rejoin.simulator.Rosters.Known;
import java.util.Map;

/**
 * I2 and I7: what one application is told of the members of a room it is in makes sense, event by
 * event.
 */
final class RosterCheck implements Check {
  private static final String ORDER = "joined, lost, back and left come in order";

  private final Findings findings;
  private final Rosters rosters;

  RosterCheck(Findings findings, Rosters rosters) {
    this.findings = findings;
    this.rosters = rosters;
  }

  @Override
  public void see(long at, Fact fact) {
    if (fact instanceof Fact.ToldInRoom told) {
      Map<String, Known> roster = rosters.of(told.seat());
      RoomEvent event = told.event();
      if (event instanceof RoomEvent.Members all) {
        roster.clear();
        all.members().forEach(member -> roster.put(member.user(), known(member)));
      } else if (event instanceof RoomEvent.MemberJoined joined) {
        expect(!roster.containsKey(joined.member().user()), at, told, "is a member already");
        roster.put(joined.member().user(), known(joined.member()));
      } else if (event instanceof RoomEvent.MemberLost lost) {
        change(at, told, roster, lost.member(), false);
      } else if (event instanceof RoomEvent.MemberBack back) {
        change(at, told, roster, back.member(), true);
      } else if (event instanceof RoomEvent.MemberLeft left) {
        left(at, told, roster, left.member());
      } else if (event instanceof RoomEvent.Ended) {
        rosters.end(told.seat());
      } else if (event instanceof RoomEvent.Message message && !message.replayed()) {
        expect(roster.containsKey(message.from()), at, told, "is no member");
      }
    }
  }

  private void change(
      long at, Fact.ToldInRoom told, Map<String, Known> roster, Member member, boolean wasLost) {
    Known known = roster.get(member.user());
    expect(known != null, at, told, "is no member");
    if (known != null) {
      expect(known.lost() == wasLost, at, told, wasLost ? "was not lost" : "is lost already");
      expect(known.epoch() <= member.epoch(), at, told, "is a member under a newer login");
    }
    roster.put(member.user(), known(member));
  }

  private void left(long at, Fact.ToldInRoom told, Map<String, Known> roster, Member member) {
    Known known = roster.remove(member.user());
    expect(known != null, at, told, "is no member");
    if (known != null && member.epoch() < known.epoch()) {
      findings.add("I2", "no left of an older login after a newer joined", at, told.toString());
    }
  }

  private void expect(boolean holds, long at, Fact.ToldInRoom told, String otherwise) {
    if (!holds) {
      findings.add(
          "I7", ORDER, at, told.seat() + ": " + told.event() + ", but the user " + otherwise);
    }
  }

  private static Known known(Member member) {
    return new Known(member.epoch(), member.lost());
  }
}
