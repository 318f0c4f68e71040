package io.rejoin.client;

import io.rejoin.profile.ClientHalf;
import io.rejoin.profile.Profile;
import io.rejoin.wire.ClientFrame;
import io.rejoin.wire.Code;
import io.rejoin.wire.HeardFrame;
import io.rejoin.wire.RoomPosition;
import io.rejoin.wire.ServerFrame;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What a {@link Client} is inside: its parts, and what they ask and tell each other. All of it runs
 * in the client's turns.
 */
final class Core
    implements LoginOwner,
        Outbox.Host,
        Peers.Host,
        Watching.Host,
        Attributes.Host,
        Seat.Host,
        Senders.Host {

  /** What a core is made of. */
  record Parts(
      Options options,
      Turns turns,
      Emitter<ClientEvent> listeners,
      Function<Link.Ear, Link> dial) {}

  private final Turns turns;
  private final Emitter<ClientEvent> listeners;
  private final Alarms alarms;
  private final boolean follows;
  private final Outbox outbox;
  private final Peers peers;
  private final Senders senders;
  private final Watching watching;
  private final Attributes attributes;
  private final Session session;
  private final Map<String, Seat> seats = new LinkedHashMap<>();
  private final Map<String, Numbers> numbers = new HashMap<>();
  private volatile Profile profile;
  private long lastId;
  private RejoinException closedBy;

  Core(Parts parts) {
    Options options = parts.options();
    turns = parts.turns();
    listeners = parts.listeners();
    profile = options.profileToBegin();
    follows = options.followsServer();
    alarms = new Alarms(options.clockOrShared(), turns);
    ClientSettings settings = options.settings;
    outbox = new Outbox(this, alarms, settings);
    peers = new Peers(this, alarms, settings);
    senders = new Senders(this, settings.senders());
    watching = new Watching(this, alarms, settings.resendAfter().toMillis());
    attributes = new Attributes(this, settings.maxFrameBytes());
    Ticket ticket =
        new Ticket(
            new Ticket.Identity(options.app, instanceOf(options), options.platformOrDefault()),
            settings.maxFrameBytes());
    session = new Session(this, ticket, parts.dial(), alarms, settings, options.random);
  }

  /** An id that no other client has. */
  private static String instanceOf(Options options) {
    return options.instance == null
        ? UUID.randomUUID().toString().replace("-", "")
        : options.instance;
  }

  /** The error of a stage of ours, whatever stages it has passed. */
  static RejoinException error(Throwable thrown) {
    Throwable cause = thrown;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause instanceof RejoinException error
        ? error
        : RejoinException.of(Code.INTERNAL, "the server gave an answer of another kind: " + cause);
  }

  Session session() {
    return session;
  }

  Peers peers() {
    return peers;
  }

  Outbox outbox() {
    return outbox;
  }

  Watching watching() {
    return watching;
  }

  Attributes attributes() {
    return attributes;
  }

  Profile currentProfile() {
    return profile;
  }

  /** The seat of a room, made if there is none; what it tells goes to that room's listeners. */
  Seat newSeat(String room, Consumer<RoomEvent> tell) {
    Numbers counted = numbers.computeIfAbsent(room, id -> new Numbers());
    return new Seat(room, this, alarms, counted, tell);
  }

  @Override
  public void take(String room, Seat seat) {
    seats.put(room, seat);
  }

  CompletableFuture<Void> login(String user, String token) {
    if (closedBy != null) {
      throw closedBy;
    }
    if (user == null) {
      throw RejoinException.of(Code.BAD_ID, "no user: name one in the options or at login");
    }
    return session.login(user, token);
  }

  CompletableFuture<ServerFrame> renew(String token) {
    return session.renew(token, () -> ask((id, number) -> new ClientFrame.Renew(id, token)));
  }

  void close(RejoinException error) {
    if (closedBy == null) {
      closedBy = error;
      session.close(error);
      listeners.clear();
    }
  }

  @Override
  public void requireLogin() {
    if (closedBy != null) {
      throw closedBy;
    }
    if (!session.state().isOpen()) {
      throw RejoinException.of(
          Code.NOT_CONNECTED, "the client is " + session.state().wireName() + "; log in first");
    }
  }

  // What the session tells and asks.

  @Override
  public ClientHalf profile() {
    return profile.client();
  }

  @Override
  public String profileWanted() {
    return follows ? null : profile.name();
  }

  @Override
  public long nextId() {
    lastId++;
    return lastId;
  }

  @Override
  public Map<String, RoomPosition> positions() {
    Map<String, RoomPosition> positions = new LinkedHashMap<>();
    seats.forEach(
        (id, seat) -> {
          if (seat.state().isHeld()) {
            positions.put(id, seat.position());
          }
        });
    return positions;
  }

  @Override
  public Map<String, String> ownAttributes() {
    return attributes.own();
  }

  @Override
  public Rest setAside() {
    Outbox sent = outbox.setAside();
    Peers messages = peers.setAside();
    return new Rest() {
      @Override
      public void answer(HeardFrame frame) {
        if (!sent.answer(frame)) {
          messages.answer(frame);
        }
      }

      @Override
      public void fail(RejoinException error) {
        sent.fail(error);
        messages.fail(error);
      }
    };
  }

  @Override
  public void live(ServerFrame.LoggedIn loggedIn, boolean isWhole) {
    if (follows) {
      profile = SharedParts.PROFILES.find(loggedIn.profile()).orElse(profile);
    }
    if (!isWhole) {
      attributes.opened();
    }
    held().forEach(loggedIn.resumed() && isWhole ? Seat::resumed : Seat::rejoin);
    outbox.opened(Outbox.LINK);
    senders.loggedIn(session.user());
    peers.opened(loggedIn.resumed());
    watching.opened();
  }

  private List<Seat> held() {
    return seats.values().stream().filter(seat -> seat.state().isHeld()).toList();
  }

  @Override
  public void linkLost() {
    seats.values().forEach(Seat::away);
    outbox.linkLost();
    peers.linkLost();
    watching.linkLost();
  }

  @Override
  public void received(HeardFrame frame) {
    ServerFrame known = frame instanceof HeardFrame.Known told ? told.frame() : null;
    Seat seat = known == null ? null : seats.get(Addresses.roomOf(known));
    if (seat != null) {
      seat.heard(known);
    }
    if (known instanceof ServerFrame.Pong pong) {
      pong(pong);
    } else if (known instanceof ServerFrame.TokenExpiring expiring) {
      tell(new ClientEvent.TokenExpiring(expiring.inMs()));
    } else if (known instanceof ServerFrame.TokenExpired) {
      session.tokenEnd().passed();
    } else if (known instanceof ServerFrame.PeerMessage message) {
      senders.heard(message);
    } else if (!answered(frame) && frame instanceof HeardFrame.Refusal refusal) {
      if (seatsNow().noneMatch(each -> each.refused(refusal))) {
        tell(new ClientEvent.Failure(Answers.errorOf(refusal)));
      }
    }
  }

  private void pong(ServerFrame.Pong pong) {
    Map<String, ServerFrame.Head> heads = pong.heads() == null ? Map.of() : pong.heads();
    seats.forEach((id, seat) -> seat.pong(heads.get(id)));
  }

  private boolean answered(HeardFrame frame) {
    return outbox.answer(frame) || peers.answer(frame) || watching.heard(frame);
  }

  private Stream<Seat> seatsNow() {
    return List.copyOf(seats.values()).stream();
  }

  @Override
  public void ended(RejoinException error) {
    seatsNow().forEach(seat -> seat.end(error));
    outbox.fail(error);
    peers.fail(error);
    watching.end();
    attributes.end();
  }

  @Override
  public void seen(ClientEvent.Direction direction, String frame) {
    if (listeners.hears(ClientEvent.Frame.class)) {
      tell(new ClientEvent.Frame(direction, frame));
    }
  }

  @Override
  public void tell(ClientEvent event) {
    listeners.tell(event);
  }

  // What the other parts ask.

  @Override
  public boolean isGateOpen(String gate) {
    Seat seat = seats.get(gate);
    return isLive() && (gate == Outbox.LINK || (seat != null && seat.state().isOpen()));
  }

  @Override
  public boolean isLive() {
    return session.isLive();
  }

  @Override
  public boolean send(ClientFrame frame) {
    return session.send(frame);
  }

  @Override
  public String describe() {
    return session.describe();
  }

  @Override
  public String user() {
    return session.user();
  }

  @Override
  public void refused(String gate, RejoinException error) {
    Seat seat = seats.get(gate);
    if (seat != null && error.is(Code.NOT_JOINED)) {
      seat.notInside();
    }
  }

  @Override
  public CompletableFuture<ServerFrame> ask(Request.Asking asking) {
    return outbox.ask(asking);
  }

  @Override
  public CompletableFuture<ServerFrame> ask(Request.Asking asking, String gate, Numbers counted) {
    return outbox.ask(asking, gate, counted);
  }

  @Override
  public void opened(String room) {
    outbox.opened(room);
  }

  @Override
  public void close(String room, RejoinException error) {
    outbox.close(room, error);
  }

  @Override
  public void forget(String room, RejoinException error) {
    seats.remove(room);
    outbox.fail(error, room);
  }

  @Override
  public void acknowledge(ClientFrame.Received frame) {
    if (isLive()) {
      send(frame);
    }
  }

  @Override
  public void later(Runnable task) {
    turns.run(task);
  }
}
