package io.rejoin.gateway;

import io.rejoin.profile.RateKind;
import io.rejoin.room.AttributeEdit;
import io.rejoin.room.Room;
import io.rejoin.session.Asker;
import io.rejoin.session.Session;
import io.rejoin.session.Session.StatusRequest.Want;
import io.rejoin.session.UserKey;
import io.rejoin.wire.ClientFrame;
import io.rejoin.wire.Code;
import io.rejoin.wire.Payloads;
import java.time.Duration;
import java.util.List;

/**
 * What a logged-in client may ask for, and where it goes: to the session, or straight to a room
 * that the link is in.
 */
final class Requests {
  private Requests() {}

  /**
   * Passes a request on.
   *
   * @throws RefusedException if it is refused here
   */
  static void serve(Attached link, ClientFrame frame) throws RefusedException {
    count(link, frame);
    if (frame instanceof ClientFrame.Publish publish) {
      publish(link, publish);
    } else if (frame instanceof ClientFrame.Join join) {
      join(link, join);
    } else if (frame instanceof ClientFrame.Leave leave) {
      link.leave(leave.room());
      link.tellSession(
          new Session.Leave(link.link.address(), link.fence(), leave.id(), leave.room()));
    } else if (frame instanceof ClientFrame.Members members) {
      Seat seat = link.seatIn(members.room());
      seat.row.route().tell(new Room.Members(userOf(link), seat.fence, members.id()));
    } else if (frame instanceof ClientFrame.StreamPublish stream) {
      streamPublish(link, stream);
    } else if (frame instanceof ClientFrame.StreamUnpublish stream) {
      Seat seat = link.seatIn(stream.room());
      seat.row
          .route()
          .tell(new Room.StreamUnpublish(userOf(link), seat.fence, stream.id(), stream.stream()));
    } else if (frame instanceof ClientFrame.Send send) {
      send(link, send);
    } else if (frame instanceof ClientFrame.Received received) {
      link.tellSession(
          new Session.Received(link.fence(), received.from(), received.epoch(), received.number()));
    } else if (frame instanceof ClientFrame.StatusQuery query) {
      status(link, query.id(), Want.QUERY, query.users());
    } else if (frame instanceof ClientFrame.StatusSubscribe subscribe) {
      status(link, subscribe.id(), Want.SUBSCRIBE, subscribe.users());
    } else if (frame instanceof ClientFrame.StatusUnsubscribe unsubscribe) {
      status(link, unsubscribe.id(), Want.UNSUBSCRIBE, unsubscribe.users());
    } else if (frame instanceof ClientFrame.AttributesChange change) {
      changeAttributes(link, change);
    } else if (frame instanceof ClientFrame.AttributesRead read) {
      readAttributes(link, read);
    } else if (frame instanceof ClientFrame.Kick kick) {
      kick(link, kick);
    } else if (frame instanceof ClientFrame.Renew renew) {
      link.renew(renew.id(), LoginCheck.grant(link.link, link.user().key(), renew.token()));
    } else if (frame instanceof ClientFrame.Logout logout) {
      if (logout.afterMs() == 0) {
        link.link.unseatAll();
      }
      link.tellSession(
          new Session.Logout(
              link.link.address(), link.fence(), logout.id(), Duration.ofMillis(logout.afterMs())));
    } else {
      throw new RefusedException(Code.ALREADY_LOGGED_IN, "this link has logged in");
    }
  }

  private static void count(Attached link, ClientFrame frame) throws RefusedException {
    long now = link.link.loop().now();
    if (frame instanceof ClientFrame.Publish) {
      link.rates().countRoomMessage(now);
    } else if (frame instanceof ClientFrame.Send) {
      link.rates().count(now, RateKind.MESSAGES);
    } else if (frame instanceof ClientFrame.Join join) {
      link.rates().countJoin(now, join.room());
    } else if (frame instanceof ClientFrame.Members) {
      link.rates().count(now, RateKind.MEMBERS);
    } else if (frame instanceof ClientFrame.StreamPublish
        || frame instanceof ClientFrame.StreamUnpublish) {
      link.rates().count(now, RateKind.STREAMS);
    } else if (frame instanceof ClientFrame.Renew) {
      link.rates().count(now, RateKind.RENEWALS);
    } else if (frame instanceof ClientFrame.StatusQuery) {
      link.rates().count(now, RateKind.STATUS_QUERIES);
    } else if (frame instanceof ClientFrame.StatusSubscribe) {
      link.rates().count(now, RateKind.SUBSCRIPTIONS);
    } else if (frame instanceof ClientFrame.StatusUnsubscribe) {
      link.rates().count(now, RateKind.UNSUBSCRIPTIONS);
    } else if (frame instanceof ClientFrame.AttributesChange change) {
      boolean isOwn = change.room() == null;
      RateKind kind = isOwn ? RateKind.USER_ATTRIBUTE_CHANGES : RateKind.ROOM_ATTRIBUTE_CHANGES;
      link.rates().count(now, kind);
    } else if (frame instanceof ClientFrame.AttributesRead read) {
      boolean isOfUser = read.room() == null;
      RateKind kind = isOfUser ? RateKind.USER_ATTRIBUTE_READS : RateKind.ROOM_ATTRIBUTE_READS;
      link.rates().count(now, kind);
    } else if (frame instanceof ClientFrame.Kick) {
      link.rates().count(now, RateKind.KICKS);
    }
  }

  private static void publish(Attached link, ClientFrame.Publish publish) throws RefusedException {
    Seat seat = link.seatIn(publish.room());
    checkPublish(link, publish.room());
    checkPayload(link, publish.payload(), publish.binary());
    seat.row
        .route()
        .tell(
            new Room.Publish(
                userOf(link),
                seat.fence,
                publish.id(),
                publish.number(),
                publish.payload(),
                publish.binary()));
  }

  private static void send(Attached link, ClientFrame.Send send) throws RefusedException {
    if (!link.grant().mayPeer()) {
      throw new RefusedException(Code.FORBIDDEN, "the token does not permit messages to users");
    }
    checkPayload(link, send.payload(), send.binary());
    link.tellSession(
        new Session.Send(
            link.link.address(),
            link.fence(),
            send.id(),
            send.to(),
            send.number(),
            send.settled(),
            send.payload(),
            send.binary(),
            send.offline()));
  }

  private static void status(Attached link, long id, Want want, List<String> users) {
    link.tellSession(new Session.StatusRequest(link.link.address(), link.fence(), id, want, users));
  }

  private static void checkPayload(Attached link, String payload, boolean binary)
      throws RefusedException {
    int bytes = Payloads.decodedBytes(payload, binary);
    int limit = link.user().profile().server().limits().payloadBytes();
    if (bytes > limit) {
      throw new RefusedException(
          Code.PAYLOAD_TOO_LARGE, "the payload has " + bytes + " bytes; limit " + limit);
    }
  }

  private static void streamPublish(Attached link, ClientFrame.StreamPublish stream)
      throws RefusedException {
    Seat seat = link.seatIn(stream.room());
    checkPublish(link, stream.room());
    seat.row
        .route()
        .tell(
            new Room.StreamPublish(
                userOf(link),
                seat.fence,
                stream.id(),
                stream.stream(),
                stream.kind(),
                stream.info()));
  }

  private static void checkPublish(Attached link, String room) throws RefusedException {
    if (!link.grant().mayPublish(room)) {
      throw new RefusedException(Code.FORBIDDEN, "the token does not permit to publish in " + room);
    }
  }

  private static void changeAttributes(Attached link, ClientFrame.AttributesChange change)
      throws RefusedException {
    if (change.room() != null) {
      checkPublish(link, change.room());
    }
    link.tellSession(
        new Session.ChangeAttributes(
            link.link.address(),
            link.fence(),
            change.id(),
            change.room(),
            new AttributeEdit(change.clear(), change.set(), change.remove()),
            change.announce()));
  }

  private static void readAttributes(Attached link, ClientFrame.AttributesRead read)
      throws RefusedException {
    if (read.room() != null) {
      checkJoin(link, read.room());
    }
    link.tellSession(
        new Session.ReadAttributes(
            link.link.address(), link.fence(), read.id(), read.user(), read.room(), read.keys()));
  }

  /** Goes to the session of the user who is to be kicked, which answers it. */
  private static void kick(Attached link, ClientFrame.Kick kick) throws RefusedException {
    if (!link.grant().mayKick()) {
      throw new RefusedException(Code.FORBIDDEN, "the token does not permit to kick");
    }
    Asker asker = new Asker.OfLink(link.link.address(), kick.id());
    Session.Command command =
        kick.forMs() == 0
            ? new Session.Kick(kick.room(), kick.reason(), asker)
            : new Session.Ban(kick.room(), Duration.ofMillis(kick.forMs()), kick.reason(), asker);
    link.link.tellSession(new UserKey(link.user().key().app(), kick.user()), command);
  }

  private static void join(Attached link, ClientFrame.Join join) throws RefusedException {
    checkJoin(link, join.room());
    link.rejoinable(join.room());
    link.tellSession(
        new Session.Join(
            link.link.address(), link.fence(), join.id(), join.room(), join.position()));
  }

  private static void checkJoin(Attached link, String room) throws RefusedException {
    if (!link.grant().mayJoin(room)) {
      throw new RefusedException(Code.FORBIDDEN, "the token does not permit to join " + room);
    }
  }

  private static String userOf(Attached link) {
    return link.user().key().user();
  }
}
