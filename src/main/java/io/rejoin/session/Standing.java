package io.rejoin.session;

import io.rejoin.room.Fence;
import java.util.HashSet;
import java.util.Set;

/**
 * The login that a session stands for, as of its newest link. Immutable.
 *
 * @param link null once the link's socket is gone
 * @param rooms the rooms that the user is in, or asked to be in
 */
record Standing(
    Fence fence,
    String instance,
    String platform,
    String profile,
    LinkAddress link,
    Set<String> rooms) {

  /**
   * What stands after a new login, whose rooms are still those of the old: they are taken over as
   * the client joins them, or depart.
   *
   * @param old null if none stood
   */
  static Standing of(Session.Login login, long epoch, Standing old) {
    boolean isRepeat = old != null && epoch == old.fence.epoch();
    return new Standing(
        new Fence(epoch, isRepeat ? old.fence.link() + 1 : 1),
        login.instance(),
        login.platform(),
        login.profile(),
        login.link(),
        old == null ? Set.of() : old.rooms);
  }

  /** What stands after a resume: the same login by the next link. */
  static Standing of(Session.Resume resume, Standing old) {
    long link = resume.last().link();
    long newest = old == null ? link : Math.max(link, old.fence.link());
    Set<String> rooms = new HashSet<>(resume.rooms().keySet());
    rooms.addAll(old == null ? Set.of() : old.rooms);
    return of(resume, new Fence(resume.last().epoch(), newest + 1)).withRooms(rooms);
  }

  /** What stands after a living link is attached again: the same login by the same link. */
  static Standing of(Session.Resume resume, Fence fence) {
    return new Standing(
        fence,
        resume.instance(),
        resume.platform(),
        resume.profile(),
        resume.link(),
        Set.copyOf(resume.rooms().keySet()));
  }

  boolean isIn(String room) {
    return rooms.contains(room);
  }

  /** The rooms that are not among these. */
  Set<String> roomsBut(Set<String> named) {
    Set<String> others = new HashSet<>(rooms);
    others.removeAll(named);
    return others;
  }

  Standing entering(String room) {
    Set<String> with = new HashSet<>(rooms);
    with.add(room);
    return withRooms(with);
  }

  Standing leaving(String room) {
    Set<String> without = new HashSet<>(rooms);
    without.remove(room);
    return withRooms(without);
  }

  Standing withRooms(Set<String> other) {
    return new Standing(fence, instance, platform, profile, link, Set.copyOf(other));
  }

  Standing withoutLink() {
    return new Standing(fence, instance, platform, profile, null, rooms);
  }
}
