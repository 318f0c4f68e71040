package io.rejoin.room;

import io.rejoin.room.Announcement.Fact;
import io.rejoin.room.Announcement.Kind;
import io.rejoin.wire.ServerFrame;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The newest announcements of a room, bounded by count, so that somebody who comes back can be told
 * what it missed and nothing else. Not thread-safe: it belongs to one relay.
 */
final class PresenceLog {

  /**
   * What somebody missed, as a net effect. It may have heard some of it, as the last return broke
   * off: it knows what is told again.
   *
   * @param before what begins to hold (joins first): told before the missed messages
   * @param after what ceased to hold: told after them
   */
  record Missed(List<ServerFrame> before, List<ServerFrame> after) {}

  /** The first and the last announcement of a fact since a version. */
  private record Span(Announcement first, Announcement last) {}

  private final int capacity;
  private final ArrayDeque<Announcement> log = new ArrayDeque<>();
  private long completeSince;

  /**
   * @param capacity how many announcements are kept; who missed more gets all members instead
   * @param version the presence version at which this log starts
   */
  PresenceLog(int capacity, long version) {
    this.capacity = capacity;
    this.completeSince = version;
  }

  void append(Announcement announcement) {
    log.addLast(announcement);
    if (log.size() > capacity) {
      completeSince = log.removeFirst().presence();
      while (!log.isEmpty() && log.peekFirst().presence() == completeSince) {
        log.removeFirst();
      }
    }
  }

  /** Forgets all up to this version: it was not announced by name. */
  void skipTo(long version) {
    log.clear();
    completeSince = version;
  }

  /**
   * What a member missed, of others and of its own streams, that had all up to {@code version};
   * empty if the log does not reach back so far.
   *
   * @param current the newest version
   */
  Optional<Missed> since(long version, long current, Member member) {
    if (version < completeSince || version > current) {
      return Optional.empty();
    }
    Map<Fact, Span> spans = new LinkedHashMap<>();
    for (Announcement told : log) {
      if (told.presence() > version && isNewsFor(told, member)) {
        if (told.fact().kind() == Kind.MEMBER) {
          // Whoever comes or goes starts anew: what was known of its streams is void.
          spans.keySet().removeIf(fact -> isAbout(fact, told.fact().user()));
        }
        spans.merge(told.fact(), new Span(told, told), (a, b) -> new Span(a.first, b.last));
      }
    }
    return Optional.of(net(spans));
  }

  private static boolean isNewsFor(Announcement told, Member member) {
    boolean isOfOthers = !told.fact().user().equals(member.user());
    return told.isFor(member.platform()) && (isOfOthers || told.fact().kind() == Kind.STREAM);
  }

  private static boolean isAbout(Fact fact, String user) {
    return fact.kind() != Kind.MEMBER && fact.user().equals(user);
  }

  private static Missed net(Map<Fact, Span> spans) {
    List<ServerFrame> joins = new ArrayList<>();
    List<ServerFrame> others = new ArrayList<>();
    List<ServerFrame> after = new ArrayList<>();
    spans.forEach(
        (fact, span) -> {
          if (fact.kind() == Kind.MEMBER) {
            netMember(span, joins, after);
          } else {
            // Also what has changed and changed back: a return that broke off may have told half.
            (span.last.holds() ? others : after).add(span.last.frame());
          }
        });
    joins.addAll(others);
    return new Missed(joins, after);
  }

  private static void netMember(Span span, List<ServerFrame> before, List<ServerFrame> after) {
    if (span.first.holds() != span.last.holds()) {
      // Came and went, or went and came back: both are told, and a visitor's messages in between.
      before.add(span.first.frame());
    }
    (span.last.holds() ? before : after).add(span.last.frame());
  }
}
