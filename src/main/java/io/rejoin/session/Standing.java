package io.rejoin.session;

import io.rejoin.room.Fence;
import io.rejoin.wire.Attribute;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The login that a session stands for, as of its newest link. Immutable.
 *
 * @param link null once the link's socket is gone
 * @param rooms the rooms that the user is in, or asked to be in
 * @param inherited those of them that an earlier login or link has entered and this one has not:
 *     they depart, unless it does
 */
record Standing(
    Fence fence,
    String instance,
    String platform,
    String profile,
    LinkAddress link,
    Set<String> rooms,
    Set<String> inherited) {

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
        old == null ? Set.of() : old.rooms,
        old == null ? Set.of() : old.rooms);
  }

  /** What stands after a resume: the same login by the next link. */
  static Standing of(Session.Resume resume, Standing old) {
    long link = resume.last().link();
    long newest = old == null ? link : Math.max(link, old.fence.link());
    Standing next = of(resume, new Fence(resume.last().epoch(), newest + 1));
    if (old == null) {
      return next;
    }
    Set<String> rooms = new HashSet<>(old.rooms);
    rooms.addAll(next.rooms);
    return next.with(rooms, old.roomsBut(next.rooms));
  }

  private static Standing of(Session.Resume resume, Fence fence) {
    return new Standing(
        fence,
        resume.instance(),
        resume.platform(),
        resume.profile(),
        resume.link(),
        Set.copyOf(resume.rooms().keySet()),
        Set.of());
  }

  /** What stands after a living link is attached again: the same login by the same link. */
  static Standing of(Session.Reattach link) {
    return new Standing(
        link.fence(),
        link.instance(),
        link.platform(),
        link.profile(),
        link.link(),
        Set.copyOf(link.rooms().keySet()),
        Set.of());
  }

  /** The same, for a service that reads it. */
  SessionView.LoginView view(Map<String, Attribute> attributes) {
    return new SessionView.LoginView(
        fence, instance, platform, profile, link != null, rooms, attributes);
  }

  /** Rooms in the order in which they are spoken to: the same in every process, as sets' is not. */
  static List<String> inOrder(Collection<String> rooms) {
    return rooms.stream().sorted().toList();
  }

  boolean isIn(String room) {
    return rooms.contains(room);
  }

  /** How many rooms it has entered itself. */
  int entered() {
    return rooms.size() - inherited.size();
  }

  /** Whether it has entered the room itself. */
  boolean hasEntered(String room) {
    return rooms.contains(room) && !inherited.contains(room);
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
    return with(with, without(inherited, room));
  }

  Standing leaving(String room) {
    return with(without(rooms, room), without(inherited, room));
  }

  Standing withoutRooms() {
    return with(Set.of(), Set.of());
  }

  Standing withoutLink() {
    return new Standing(fence, instance, platform, profile, null, rooms, inherited);
  }

  private Standing with(Set<String> all, Set<String> old) {
    return new Standing(fence, instance, platform, profile, link, Set.copyOf(all), Set.copyOf(old));
  }

  private static Set<String> without(Set<String> rooms, String room) {
    Set<String> rest = new HashSet<>(rooms);
    rest.remove(room);
    return rest;
  }
}
