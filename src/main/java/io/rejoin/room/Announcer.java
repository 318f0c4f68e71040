package io.rejoin.room;

import io.rejoin.profile.DepartureStep;
import io.rejoin.profile.Profile;
import io.rejoin.wire.ServerFrame;
import io.rejoin.wire.ServerFrame.MemberView;
import io.rejoin.wire.ServerFrame.StreamView;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Puts changes of presence into the words of the wire, and says who is told: the observer classes
 * that the member's own profile names.
 */
final class Announcer {
  private final String room;
  private final ObserverClasses classes;

  Announcer(String room, Function<String, Profile> profiles) {
    this.room = room;
    this.classes = new ObserverClasses(profiles);
  }

  /** What observers are told of a change, in order; {@code state} has the change applied. */
  List<Announcement> announcements(Change change, RoomState state) {
    if (change instanceof Change.Entered entered) {
      return List.of(entered(entered));
    } else if (change instanceof Change.StepTold told) {
      return stepTold(told, state.member(told.user()));
    } else if (change instanceof Change.Returned returned) {
      return returned(returned, state.member(returned.user()));
    } else if (change instanceof Change.Gone gone) {
      return List.of(gone(gone));
    } else if (change instanceof Change.StreamAdded added) {
      return List.of(streamAdded(added.presence(), added.user(), added.stream(), Observers.ALL));
    } else if (change instanceof Change.StreamRemoved removed) {
      return List.of(
          streamRemoved(
              removed.presence(), removed.user(), removed.stream(), "unpublished", Observers.ALL));
    }
    return List.of();
  }

  /** A member as somebody on this platform sees it now. */
  MemberView view(Member member, String platform) {
    boolean lost = false;
    boolean streamsHidden = false;
    for (DepartureStep step : told(member, member.stepsTold())) {
      boolean isTold = classes.of(member.profile(), step).include(platform);
      lost |= isTold && step.event() == DepartureStep.Event.LOST;
      streamsHidden |= isTold && step.event() == DepartureStep.Event.STREAMS_REMOVED;
    }
    List<StreamView> streams =
        streamsHidden ? List.of() : member.streams().stream().map(Announcer::view).toList();
    return new MemberView(member.user(), member.fence().epoch(), member.platform(), lost, streams);
  }

  private Announcement entered(Change.Entered entered) {
    Member member = entered.member();
    MemberView view =
        new MemberView(member.user(), member.fence().epoch(), member.platform(), false, List.of());
    return new Announcement(
        entered.presence(),
        new Announcement.Fact(Announcement.Kind.MEMBER, member.user(), null),
        true,
        new ServerFrame.MemberJoined(room, entered.presence(), view),
        Observers.ALL);
  }

  private Announcement gone(Change.Gone gone) {
    return new Announcement(
        gone.presence(),
        new Announcement.Fact(Announcement.Kind.MEMBER, gone.user(), null),
        false,
        new ServerFrame.MemberLeft(
            room, gone.presence(), gone.user(), gone.fence().epoch(), gone.reason()),
        Observers.ALL);
  }

  private List<Announcement> stepTold(Change.StepTold told, Member member) {
    DepartureStep step = departures(member).get(told.step());
    Observers observers = classes.of(member.profile(), step);
    if (step.event() == DepartureStep.Event.LOST) {
      return List.of(heard(told.presence(), member, false, observers));
    }
    return member.streams().stream()
        .map(s -> streamRemoved(told.presence(), member.user(), s.id(), "timeout", observers))
        .toList();
  }

  /** Undoes the told steps, the last first. */
  private List<Announcement> returned(Change.Returned returned, Member member) {
    List<Announcement> undone = new ArrayList<>();
    List<DepartureStep> told = told(member, returned.stepsTold());
    for (int i = told.size() - 1; i >= 0; i--) {
      Observers observers = classes.of(member.profile(), told.get(i));
      if (told.get(i).event() == DepartureStep.Event.LOST) {
        undone.add(heard(returned.presence(), member, true, observers));
      } else {
        member.streams().stream()
            .map(s -> streamAdded(returned.presence(), member.user(), s, observers))
            .forEach(undone::add);
      }
    }
    return undone;
  }

  private Announcement heard(long presence, Member member, boolean heard, Observers observers) {
    String user = member.user();
    long epoch = member.fence().epoch();
    return new Announcement(
        presence,
        new Announcement.Fact(Announcement.Kind.HEARD, user, null),
        heard,
        heard
            ? new ServerFrame.MemberBack(room, presence, user, epoch)
            : new ServerFrame.MemberLost(room, presence, user, epoch),
        observers);
  }

  private Announcement streamAdded(long presence, String user, Stream stream, Observers observers) {
    return new Announcement(
        presence,
        new Announcement.Fact(Announcement.Kind.STREAM, user, stream.id()),
        true,
        new ServerFrame.StreamAdded(room, presence, user, view(stream)),
        observers);
  }

  private Announcement streamRemoved(
      long presence, String user, String stream, String reason, Observers observers) {
    return new Announcement(
        presence,
        new Announcement.Fact(Announcement.Kind.STREAM, user, stream),
        false,
        new ServerFrame.StreamRemoved(room, presence, user, stream, reason),
        observers);
  }

  private static StreamView view(Stream stream) {
    return new StreamView(stream.id(), stream.kind(), stream.info());
  }

  private List<DepartureStep> told(Member member, int steps) {
    return steps == 0 ? List.of() : departures(member).subList(0, steps);
  }

  private List<DepartureStep> departures(Member member) {
    return classes.departures(member.profile());
  }
}
