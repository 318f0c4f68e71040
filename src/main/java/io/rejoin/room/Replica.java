package io.rejoin.room;

import io.rejoin.history.Entry;
import io.rejoin.history.Position;
import io.rejoin.history.Replay;
import io.rejoin.history.Verdict;
import io.rejoin.profile.Profile;
import io.rejoin.wire.RoomPosition;
import io.rejoin.wire.ServerFrame;
import io.rejoin.wire.ServerFrame.MemberView;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What one node knows of a room, and the words for it: the room's state as of the last change, and
 * what was announced lately. Not thread-safe: it belongs to one relay.
 */
final class Replica {
  private final String room;
  private final RoomState state;
  private final Announcer announcer;
  private final PresenceLog presence;
  private final int namedMembers;

  /**
   * @param presence what was announced up to the state's presence version
   * @param roomProfile the profile whose limits hold in this room
   */
  Replica(
      RoomKey key,
      RoomState state,
      PresenceLog presence,
      Function<String, Profile> profiles,
      Profile roomProfile) {
    this.room = key.room();
    this.state = state;
    this.presence = presence;
    this.announcer = new Announcer(room, profiles);
    this.namedMembers = roomProfile.server().limits().namedMembers();
  }

  RoomState state() {
    return state;
  }

  PresenceLog presence() {
    return presence;
  }

  /** Makes a change come true, and says what links are told of it, in order. */
  List<Outgoing> apply(Change change, long now) {
    int before = state.count();
    state.apply(change, now);
    if (change instanceof Change.Published published) {
      return List.of(message(published.position(), published.said()));
    } else if (change instanceof Change.Counted counted) {
      return List.of(Outgoing.toAll(new ServerFrame.Count(room, counted.count())));
    } else if (change instanceof Change.AttributesChanged changed) {
      return changed.announce() ? List.of(attributesChanged()) : List.of();
    } else if (state.count() > namedMembers) {
      presence.skipTo(state.presence());
      return List.of();
    } else if (before > namedMembers) {
      return snapshots();
    }
    List<Outgoing> told = new ArrayList<>();
    for (Announcement announcement : announcer.announcements(change, state)) {
      presence.append(announcement);
      told.add(new Outgoing(announcement.frame(), announcement.observers(), null));
    }
    return told;
  }

  /** All members, for each platform as it sees them; what was announced before is void. */
  List<Outgoing> snapshots() {
    presence.skipTo(state.presence());
    return state.members().stream()
        .map(Member::platform)
        .distinct()
        .map(platform -> new Outgoing(snapshot(platform), Observers.on(Set.of(platform)), null))
        .toList();
  }

  private Outgoing attributesChanged() {
    return Outgoing.toAll(new ServerFrame.AttributesChanged(room, state.attributes().values()));
  }

  /** The answer to {@code attributes-read}. */
  ServerFrame attributes(long request, List<String> keys) {
    return new ServerFrame.Attributes(
        request, null, room, AttributeEdit.chosen(state.attributes().values(), keys));
  }

  /** The frame of a message. */
  Outgoing message(Position position, Said said) {
    ServerFrame frame =
        new ServerFrame.Message(
            room,
            position.epoch(),
            position.offset(),
            said.from(),
            said.number(),
            said.at(),
            said.payload(),
            said.binary() ? Boolean.TRUE : null);
    return new Outgoing(frame, Observers.ALL, position);
  }

  /** The answer to {@code members}. */
  ServerFrame memberList(long request, String platform) {
    return new ServerFrame.MemberList(
        request, room, state.presence(), state.count(), views(platform));
  }

  /**
   * What a member's link gets.
   *
   * @param request the join's id; 0 if nobody asked
   * @param had what the client has; null if nothing
   */
  Arrival arrival(Member member, long request, RoomPosition had, long now) {
    if (had == null) {
      return new Arrival(
          List.of(joined(request, member, views(member.platform()))), List.of(), List.of());
    }
    Position position = new Position(had.epoch(), had.offset());
    Optional<PresenceLog.Missed> presenceMissed =
        knowsPresence(position)
            ? presence.since(had.presence(), state.presence(), member)
            : Optional.empty();
    List<ServerFrame> first = new ArrayList<>();
    first.add(
        joined(request, member, presenceMissed.isPresent() ? null : views(member.platform())));
    if (state.attributes().told() > 0) {
      first.add(attributesChanged().frame()); // It may have missed the last one told.
    }
    presenceMissed.ifPresent(missed -> first.addAll(missed.before()));

    Replay<Said> replay = state.history().after(position, now);
    List<Outgoing> missed =
        replay.entries().stream().map(entry -> message(entry.position(), entry.message())).toList();
    List<ServerFrame> after = new ArrayList<>();
    after.add(verdict(replay));
    presenceMissed.ifPresent(gone -> after.addAll(gone.after()));
    return new Arrival(first, missed, after);
  }

  /**
   * Versions of presence count on from one life of the room to the next. But the former one may
   * have gone on alone for a while, on a node that stood still, and have told of other changes
   * under the same versions: so who comes from there is told all members.
   */
  private boolean knowsPresence(Position position) {
    return position.epoch() == state.history().head().epoch() && state.history().knows(position);
  }

  /**
   * What those lack who were told this much: the messages that came since, the verdict if some of
   * those are lost, all members if presence has changed, and the attributes if they have and it was
   * to be told.
   */
  List<Outgoing> since(Told told, long now) {
    Replay<Said> replay = state.history().after(told.head(), now);
    List<Outgoing> lacking = new ArrayList<>();
    for (Entry<Said> entry : replay.entries()) {
      if (entry.position().compareTo(told.head()) > 0) {
        lacking.add(message(entry.position(), entry.message()));
      }
    }
    if (replay.verdict() instanceof Verdict.Truncated) {
      lacking.add(Outgoing.toAll(verdict(replay)));
    }
    if (told.presence() != state.presence()) {
      lacking.addAll(snapshots());
    }
    if (told.attributes() != state.attributes().told()) {
      lacking.add(attributesChanged());
    }
    return lacking;
  }

  private ServerFrame joined(long request, Member member, List<MemberView> members) {
    Position head = state.history().head();
    List<String> streams = member.streams().stream().map(Stream::id).toList();
    return new ServerFrame.Joined(
        request == 0 ? null : request,
        room,
        head.epoch(),
        head.offset(),
        state.presence(),
        state.count(),
        streams.isEmpty() ? null : streams,
        members);
  }

  private ServerFrame verdict(Replay<Said> replay) {
    int delivered = replay.entries().size();
    if (replay.verdict() instanceof Verdict.Truncated cut) {
      Long to = cut.missingTo().isPresent() ? cut.missingTo().getAsLong() : null;
      String cause = cut.cause().name().toLowerCase(Locale.ROOT);
      return new ServerFrame.Verdict(
          room, "truncated", cause, cut.epoch(), cut.missingFrom(), to, delivered);
    }
    long epoch = state.history().head().epoch();
    return new ServerFrame.Verdict(room, "complete", null, epoch, null, null, delivered);
  }

  private ServerFrame snapshot(String platform) {
    return new ServerFrame.Snapshot(room, state.presence(), state.count(), views(platform));
  }

  /** All members as somebody on this platform sees them; null if there are too many to name. */
  private List<MemberView> views(String platform) {
    if (state.count() > namedMembers) {
      return null;
    }
    return state.members().stream().map(member -> announcer.view(member, platform)).toList();
  }
}
