package io.rejoin.gateway;

import io.rejoin.room.Member;
import io.rejoin.room.Outlet;
import io.rejoin.room.Room;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * One comparison of a room's members with the links of one event loop. What is found otherwise
 * often enough is mended.
 */
final class Audit {
  private static final String QUIT = "quit";

  private final String room;
  private final LinkLoop loop;
  private final Outlet.Evidence evidence;
  private final Set<Object> suspected;
  private final Consumer<Room.Amend> amend;
  private Set<Object> found = Set.of();

  /**
   * @param suspected what the last comparison found
   */
  Audit(
      String room,
      LinkLoop loop,
      Outlet.Evidence evidence,
      Set<Object> suspected,
      Consumer<Room.Amend> amend) {
    this.room = room;
    this.loop = loop;
    this.evidence = evidence;
    this.suspected = suspected;
    this.amend = amend;
  }

  /**
   * Returns what it finds.
   *
   * @param members whose links are, or were, in this loop
   * @param seats of links in the room
   */
  Set<Object> compare(List<Member> members, List<Seat> seats) {
    Set<Seat> strangers = new LinkedHashSet<>(seats); // In an order: one seed is one story.
    for (Member member : members) {
      Link link = loop.link(member.socket());
      boolean isHeld = link != null && link.speaksUnder(member.fence());
      Seat seat = isHeld ? link.seatIn(room) : null;
      strangers.remove(seat);
      if (!isHeld) {
        amendSilence(member, Duration.ZERO); // Nobody knows since when.
      } else if (seat == null) {
        Room.Amend hasLeft = amendment(member, QUIT, null);
        mend(hasLeft, hasLeft);
      } else {
        amendSilence(member, link.silence());
      }
    }
    for (Seat stranger : strangers) {
      if (isEvident(stranger)) {
        stranger.link.rejoin(stranger);
      }
    }
    return found;
  }

  /**
   * @param silence null if the member is heard
   */
  private void amendSilence(Member member, Duration silence) {
    if ((silence == null) != (member.silence() == null)) {
      Duration known = silence == null ? null : Duration.ZERO;
      mend(amendment(member, null, known), amendment(member, null, silence));
    }
  }

  /**
   * @param finding the same for the same, however long it has been so
   */
  private void mend(Object finding, Room.Amend amendment) {
    if (isEvident(finding)) {
      amend.accept(amendment);
    }
  }

  private boolean isEvident(Object finding) {
    if (found.isEmpty()) {
      found = new HashSet<>();
    }
    found.add(finding);
    return evidence == Outlet.Evidence.ONCE || suspected.contains(finding);
  }

  private static Room.Amend amendment(Member member, String left, Duration silence) {
    return new Room.Amend(member.user(), member.fence(), member.join(), left, silence);
  }
}
