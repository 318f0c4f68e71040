package io.rejoin.testkit;

import io.rejoin.client.ClientEvent;
import io.rejoin.client.Member;
import io.rejoin.client.RoomEvent;
import io.rejoin.client.Stream;
import java.util.List;
import java.util.stream.Collectors;

/** What clients tell, in a few words that stay the same from run to run. */
final class EventWords {
  private EventWords() {}

  static String of(ClientEvent event) {
    if (event instanceof ClientEvent.StateChanged changed) {
      return "state "
          + changed.from().wireName()
          + " > "
          + changed.to().wireName()
          + ": "
          + changed.reason().wireName();
    } else if (event instanceof ClientEvent.PeerMessage message) {
      String how = message.stored() ? " stored" : "";
      return "peer-message " + message.from() + " " + message.payload().text() + how;
    } else if (event instanceof ClientEvent.StatusChanged changed) {
      return "status " + changed.user() + " " + changed.status().wireName();
    } else if (event instanceof ClientEvent.Failure failure) {
      return "error " + failure.error().code();
    }
    return event.event();
  }

  static String of(String room, RoomEvent event) {
    return room + ": " + of(event);
  }

  private static String of(RoomEvent event) {
    if (event instanceof RoomEvent.Message message) {
      String how = message.replayed() ? " replayed" : "";
      return "message " + message.from() + " " + message.payload().text() + how;
    } else if (event instanceof RoomEvent.Verdict verdict) {
      return verdict(verdict);
    } else if (event instanceof RoomEvent.MemberJoined joined) {
      return "member-joined " + joined.member().user() + streams(joined.member());
    } else if (event instanceof RoomEvent.MemberLost lost) {
      return "member-lost " + lost.member().user();
    } else if (event instanceof RoomEvent.MemberBack back) {
      return "member-back " + back.member().user();
    } else if (event instanceof RoomEvent.MemberLeft left) {
      return "member-left " + left.member().user() + " " + left.reason();
    } else if (event instanceof RoomEvent.StreamAdded added) {
      return "stream-added " + added.member().user() + "/" + added.stream().stream();
    } else if (event instanceof RoomEvent.StreamChanged changed) {
      return "stream-changed " + changed.member().user() + "/" + changed.stream().stream();
    } else if (event instanceof RoomEvent.StreamRemoved removed) {
      return "stream-removed %s/%s %s"
          .formatted(removed.member().user(), removed.stream().stream(), removed.reason());
    } else if (event instanceof RoomEvent.Count count) {
      return "count " + count.count();
    } else if (event instanceof RoomEvent.Members all) {
      return "members " + names(all.members());
    } else if (event instanceof RoomEvent.Ended ended) {
      return "ended " + ended.error().code();
    }
    return event.event();
  }

  private static String verdict(RoomEvent.Verdict verdict) {
    String missing =
        verdict.cause() == null
            ? ""
            : " by %s, missing %s..%s"
                .formatted(verdict.cause(), verdict.missingFrom(), verdict.missingTo());
    return "verdict " + verdict.result() + missing + ", " + verdict.delivered() + " replayed";
  }

  private static String streams(Member member) {
    return member.streams().isEmpty()
        ? ""
        : member.streams().stream()
            .map(Stream::stream)
            .collect(Collectors.joining(" ", " with ", ""));
  }

  private static String names(List<Member> members) {
    return members.stream().map(Member::user).sorted().collect(Collectors.joining(" "));
  }
}
