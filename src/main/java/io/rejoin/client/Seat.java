package io.rejoin.client;

import io.rejoin.profile.ClientHalf;
import io.rejoin.wire.ClientFrame;
import io.rejoin.wire.Code;
import io.rejoin.wire.HeardFrame;
import io.rejoin.wire.RoomPosition;
import io.rejoin.wire.ServerFrame;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/** This client's place in one room: what a {@link Room} does, in the client's turns. */
final class Seat {

  /** Whose seat it is. */
  interface Host {
    ClientHalf profile();

    /** Who is logged in. */
    String user();

    long nextId();

    CompletableFuture<ServerFrame> ask(Request.Asking asking, String gate, Numbers numbers);

    boolean send(ClientFrame frame);

    void requireLogin();

    /** From now on the room's frames are this seat's. */
    void take(String room, Seat seat);

    /** The server takes publications for the room again. */
    void opened(String room);

    /** The room is left: what was sent may still be answered. */
    void close(String room, RejoinException error);

    /** The seat is over: whatever waits for it fails. */
    void forget(String room, RejoinException error);

    void tell(ClientEvent event);
  }

  private final String id;
  private final Host host;
  private final Alarms alarms;
  private final Numbers numbers;
  private final Consumer<RoomEvent> tell;
  private final RoomView view;
  private final OwnStreams streams = new OwnStreams(new StreamTalk());
  private volatile RoomState state = RoomState.OUTSIDE;
  private CompletableFuture<Void> entered;

  /** The join whose answer is awaited; 0 if none is. */
  private long joining;

  private Alarms.Alarm guard;

  Seat(String id, Host host, Alarms alarms, Numbers numbers, Consumer<RoomEvent> tell) {
    this.id = id;
    this.host = host;
    this.alarms = alarms;
    this.numbers = numbers;
    this.tell = tell;
    view = new RoomView(tell, host::user);
  }

  RoomState state() {
    return state;
  }

  RoomView view() {
    return view;
  }

  RoomPosition position() {
    return view.place().position();
  }

  // What the application asks.

  CompletableFuture<Void> enter() {
    host.requireLogin();
    if (state == RoomState.ENDED) {
      throw notJoined();
    }
    if (state == RoomState.OUTSIDE) {
      state = RoomState.ENTERING;
      host.take(id, this);
      entered =
          asked(
              (request, number) -> {
                joining = request;
                return new ClientFrame.Join(request, id, null);
              });
    }
    return entered;
  }

  /** The first join; refused at once or later, it ends the seat. */
  private CompletableFuture<Void> asked(Request.Asking join) {
    try {
      return host.ask(join, Outbox.LINK, null)
          .handle(
              (frame, thrown) -> {
                if (thrown != null) {
                  end(Core.error(thrown));
                  takeBack(Core.error(thrown));
                  throw new CompletionException(Core.error(thrown));
                }
                return null;
              });
    } catch (RejoinException refused) {
      end(refused);
      throw refused;
    }
  }

  /** A join that nobody waits for any more may still be taken: then it is to be undone. */
  private void takeBack(RejoinException error) {
    if (error.is(Code.TIMEOUT)) {
      host.ask((id, number) -> new ClientFrame.Leave(id, this.id), Outbox.LINK, null);
    }
  }

  CompletableFuture<Void> leave() {
    require();
    RejoinException error = RejoinException.of(Code.NOT_JOINED, "room " + id + " was left");
    enter(RoomState.ENDED);
    host.close(id, error);
    over(error);
    return host.ask((id, number) -> new ClientFrame.Leave(id, this.id), Outbox.LINK, null)
        .handle(
            (frame, thrown) -> {
              if (thrown != null && !Core.error(thrown).is(Code.NOT_JOINED)) {
                throw new CompletionException(Core.error(thrown));
              }
              return null;
            });
  }

  CompletableFuture<ServerFrame> publish(Payload payload) {
    require();
    String onWire = payload.onWire();
    boolean binary = payload.isBinary();
    return host.ask(
        (id, number) -> new ClientFrame.Publish(id, this.id, number, onWire, binary), id, numbers);
  }

  CompletableFuture<?> publishStream(Stream stream) {
    require();
    return streams.publish(stream);
  }

  CompletableFuture<?> unpublishStream(String stream) {
    require();
    return streams.withdraw(stream);
  }

  CompletableFuture<ServerFrame> fetchMembers() {
    require();
    return host.ask((id, number) -> new ClientFrame.Members(id, this.id), id, null);
  }

  /** What is asked of streams. */
  private final class StreamTalk implements OwnStreams.Host {

    @Override
    public CompletableFuture<?> announce(Stream stream) {
      return host.ask(
          (request, number) ->
              new ClientFrame.StreamPublish(
                  request, id, stream.stream(), stream.kind(), stream.info()),
          id,
          null);
    }

    @Override
    public CompletableFuture<?> withdraw(String stream) {
      return host.ask(
          (request, number) -> new ClientFrame.StreamUnpublish(request, id, stream), id, null);
    }

    @Override
    public boolean hasEnded() {
      return state == RoomState.ENDED;
    }

    @Override
    public void refused(RejoinException error) {
      host.tell(new ClientEvent.Failure(error));
    }
  }

  // What happens to the line.

  /** The link was lost. */
  void away() {
    if (state.isHeld()) {
      enter(RoomState.AWAY);
    }
  }

  /**
   * The login goes on over a new link, and the server was told the position: it brings the rest.
   */
  void resumed() {
    enter(RoomState.RETURNING);
    watch(host.profile().requestTimeout().toMillis());
  }

  /** Joins with the position, to be brought up to date. */
  void rejoin() {
    enter(RoomState.RETURNING);
    joining = host.nextId();
    host.send(new ClientFrame.Join(joining, id, position()));
    watch(host.profile().requestTimeout().toMillis());
  }

  /** A publication was refused because the server does not have this user in the room. */
  void notInside() {
    if (state.isHeld()) {
      rejoin();
    }
  }

  /** Takes the refusal of a join by {@link #rejoin}; returns false if it is none. */
  boolean refused(HeardFrame.Refusal refusal) {
    if (Answers.idOf(refusal) != joining || state != RoomState.RETURNING) {
      return false;
    }
    RejoinException error = Answers.errorOf(refusal);
    if (error.retry()) {
      watch(error.retryAfterMs().orElse(host.profile().heartbeat().toMillis()));
    } else {
      end(error);
    }
    return true;
  }

  /** A pong was heard, and where the room's head is if it says so (else null). */
  void pong(ServerFrame.Head head) {
    if (state != RoomState.INSIDE) {
      return;
    }
    if (head != null) {
      view.place().headIs(head.epoch(), head.offset(), alarms.now());
    }
    if (view.place().isLeftBehind(alarms.now(), host.profile().heartbeat().toMillis())) {
      rejoin();
    }
  }

  /** It is over: by leaving, by a refusal, or because the login is. */
  void end(RejoinException error) {
    if (state == RoomState.ENDED) {
      return; // A join that waits fails with the seat.
    }
    enter(RoomState.ENDED);
    over(error);
  }

  private void over(RejoinException error) {
    host.forget(id, error);
    tell.accept(new RoomEvent.Ended(error));
  }

  // What the server tells.

  void heard(ServerFrame frame) {
    if (frame instanceof ServerFrame.Joined joined && !isMine(joined)) {
      return;
    }
    if (state == RoomState.ENTERING && frame instanceof ServerFrame.Joined joined) {
      enter(RoomState.INSIDE);
      view.begin(joined);
      opened(joined);
    } else if (state.isHeld()) {
      heardInside(frame);
    }
  }

  /** What answers an earlier join, of before the room was left, say, is not this seat's. */
  private boolean isMine(ServerFrame.Joined joined) {
    return joined.id() == null ? state != RoomState.ENTERING : joined.id() == joining;
  }

  private void heardInside(ServerFrame frame) {
    if (frame instanceof ServerFrame.Message message) {
      boolean replaying = state == RoomState.REPLAYING;
      if (!view.message(message, replaying) && state == RoomState.INSIDE) {
        // This message too comes again, behind those that are missing.
        rejoin();
      }
    } else if (frame instanceof ServerFrame.Joined joined) {
      enter(RoomState.REPLAYING);
      watch(host.profile().requestTimeout().toMillis());
      view.beginReplay(joined);
      opened(joined);
    } else if (frame instanceof ServerFrame.Verdict verdict) {
      verdict(verdict);
    } else if (frame instanceof ServerFrame.MemberList list) {
      view.all(list.members(), list.count(), list.presence());
    } else if (frame instanceof ServerFrame.Snapshot snapshot) {
      view.all(snapshot.members(), snapshot.count(), snapshot.presence());
    } else if (frame instanceof ServerFrame.Count count) {
      view.counted(count.count());
    } else if (frame instanceof ServerFrame.Expelled expelled) {
      end(RejoinException.of(expelled.code(), expelled.message()));
    } else if (frame instanceof ServerFrame.AttributesChanged changed) {
      tell.accept(new RoomEvent.Attributes(changed.attributes()));
    } else {
      Addresses.presenceOf(frame).ifPresent(version -> view.presence(frame, version));
    }
  }

  /** What was asked before goes out first; then the room hears where its streams are not ours. */
  private void opened(ServerFrame.Joined joined) {
    host.opened(id);
    streams.joined(joined.streams() == null ? List.of() : joined.streams());
  }

  private void verdict(ServerFrame.Verdict verdict) {
    tell.accept(
        new RoomEvent.Verdict(
            verdict.result(),
            verdict.cause(),
            verdict.epoch(),
            verdict.missingFrom(),
            verdict.missingTo(),
            verdict.delivered()));
    if (state == RoomState.REPLAYING) {
      enter(RoomState.INSIDE);
      view.endReplay(verdict);
    }
  }

  private void enter(RoomState next) {
    Alarms.cancel(guard);
    guard = null;
    state = next;
  }

  /** A return that has not ended by then is asked for anew. */
  private void watch(long limitMs) {
    Alarms.cancel(guard);
    guard = alarms.in(limitMs, this::rejoin);
  }

  private void require() {
    host.requireLogin();
    if (state == RoomState.OUTSIDE || state == RoomState.ENDED) {
      throw notJoined();
    }
  }

  private RejoinException notJoined() {
    return RejoinException.of(
        Code.NOT_JOINED, "room " + id + ": " + state.wireName() + "; join it first");
  }
}
