package io.rejoin.client;

import io.rejoin.wire.ServerFrame;
import io.rejoin.wire.ServerFrame.MemberView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Who is in a room, as far as the events tell. Each method gives what is to be told to the
 * application in order: only what has changed, so that an event that is repeated after a
 * reconnection is told once. Of the client's own user it tells nothing but its streams: what others
 * hear of a silence of its own, the client's state says. Reading is for all threads, changing for
 * the client's turns.
 */
final class Roster {
  private static final String TIMEOUT = "timeout";

  private final Supplier<String> self;
  private Map<String, Member> members = Map.of();

  /**
   * @param self the client's own user
   */
  Roster(Supplier<String> self) {
    this.self = self;
  }

  /** All members, in the order in which they came. */
  synchronized List<Member> all() {
    return List.copyOf(members.values());
  }

  /** Applies a single event's frame; returns what is to be told. */
  synchronized List<RoomEvent> apply(ServerFrame frame) {
    List<RoomEvent> told = new ArrayList<>(1);
    if (frame instanceof ServerFrame.MemberJoined joined) {
      gain(joined.member(), told::add);
    } else if (frame instanceof ServerFrame.MemberLost lost) {
      mark(lost.user(), lost.epoch(), true, told::add);
    } else if (frame instanceof ServerFrame.MemberBack back) {
      mark(back.user(), back.epoch(), false, told::add);
    } else if (frame instanceof ServerFrame.MemberLeft left) {
      lose(left.user(), left.epoch(), left.reason(), told::add);
    } else if (frame instanceof ServerFrame.StreamAdded added) {
      addStream(added.user(), Member.streamOf(added.stream()), told::add);
    } else if (frame instanceof ServerFrame.StreamRemoved removed) {
      removeStream(removed.user(), removed.stream(), removed.reason(), told::add);
    }
    return told;
  }

  /** Makes these the members; single events are not told. */
  synchronized void replace(List<MemberView> views) {
    members = new LinkedHashMap<>();
    views.forEach(view -> members.put(view.user(), shown(view)));
  }

  private Member shown(MemberView view) {
    Member shown = Member.of(view);
    return isSelf(view.user()) ? shown.with(view.epoch(), false) : shown;
  }

  private boolean isSelf(String user) {
    return user.equals(self.get());
  }

  /** The first half of becoming these members: what begins to hold. */
  synchronized List<RoomEvent> gain(List<MemberView> views) {
    List<RoomEvent> told = new ArrayList<>();
    views.forEach(view -> gain(view, told::add));
    return told;
  }

  /** The second half of becoming these members: what ceased to hold. */
  synchronized List<RoomEvent> lose(List<MemberView> views) {
    List<RoomEvent> told = new ArrayList<>();
    Map<String, MemberView> kept =
        views.stream().collect(Collectors.toMap(MemberView::user, view -> view));
    for (Member member : List.copyOf(members.values())) {
      MemberView view = kept.get(member.user());
      if (view == null) {
        lose(member.user(), member.epoch(), TIMEOUT, told::add);
      } else {
        loseStreams(member, view, told::add);
        if (view.lost()) {
          mark(member.user(), view.epoch(), true, told::add);
        }
      }
    }
    return told;
  }

  private void loseStreams(Member member, MemberView view, Consumer<RoomEvent> tell) {
    Set<String> kept =
        Member.of(view).streams().stream().map(Stream::stream).collect(Collectors.toSet());
    member.streams().stream()
        .map(Stream::stream)
        .filter(stream -> !kept.contains(stream))
        .forEach(stream -> removeStream(member.user(), stream, TIMEOUT, tell));
  }

  private void gain(MemberView view, Consumer<RoomEvent> tell) {
    Member member = members.get(view.user());
    Member shown = shown(view);
    if (member == null) {
      put(shown);
      if (!isSelf(view.user())) {
        tell.accept(new RoomEvent.MemberJoined(shown));
      }
    } else if (view.epoch() >= member.epoch()) {
      if (!shown.lost()) {
        mark(view.user(), view.epoch(), false, tell);
      }
      shown.streams().forEach(stream -> addStream(view.user(), stream, tell));
    }
  }

  private void mark(String user, long epoch, boolean lost, Consumer<RoomEvent> tell) {
    Member member = members.get(user);
    if (member == null || epoch < member.epoch() || lost && isSelf(user)) {
      return;
    }
    // A newer login may have taken the membership over without a word.
    Member marked = member.with(epoch, lost);
    put(marked);
    if (member.lost() != lost) {
      tell.accept(lost ? new RoomEvent.MemberLost(marked) : new RoomEvent.MemberBack(marked));
    }
  }

  private void lose(String user, long epoch, String reason, Consumer<RoomEvent> tell) {
    Member member = members.get(user);
    if (member != null && epoch >= member.epoch() && !isSelf(user)) {
      members.remove(user);
      tell.accept(new RoomEvent.MemberLeft(member, reason));
    }
  }

  private void addStream(String user, Stream stream, Consumer<RoomEvent> tell) {
    Member member = members.get(user);
    Stream before = member == null ? null : find(member, stream.stream());
    if (member == null || stream.equals(before)) {
      return;
    }
    List<Stream> streams = new ArrayList<>(member.streams());
    if (before == null) {
      streams.add(stream);
    } else {
      streams.set(streams.indexOf(before), stream);
    }
    Member with = member.with(streams);
    put(with);
    tell.accept(
        before == null
            ? new RoomEvent.StreamAdded(with, stream)
            : new RoomEvent.StreamChanged(with, stream));
  }

  private void removeStream(String user, String id, String reason, Consumer<RoomEvent> tell) {
    Member member = members.get(user);
    Stream stream = member == null ? null : find(member, id);
    if (stream == null || TIMEOUT.equals(reason) && isSelf(user)) {
      return;
    }
    Member without = member.with(member.streams().stream().filter(each -> each != stream).toList());
    put(without);
    tell.accept(new RoomEvent.StreamRemoved(without, stream, reason));
  }

  private void put(Member member) {
    if (members.isEmpty()) {
      members = new LinkedHashMap<>();
    }
    members.put(member.user(), member);
  }

  private static Stream find(Member member, String id) {
    return member.streams().stream()
        .filter(stream -> Objects.equals(stream.stream(), id))
        .findFirst()
        .orElse(null);
  }
}
