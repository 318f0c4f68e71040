package io.rejoin.gateway;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.rejoin.room.Fence;
import io.rejoin.session.LinkAddress;
import io.rejoin.session.LinkCommand;
import io.rejoin.session.Session;
import io.rejoin.session.UserKey;
import io.rejoin.wire.ClientFrame;
import io.rejoin.wire.Code;
import io.rejoin.wire.Codec;
import io.rejoin.wire.ServerFrame;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection of a client, from its handshake to its end. Confined to its event loop, and kept
 * small, since most links are idle. What it does with what it hears is its {@link LinkState}.
 *
 * <p>What a client should have is written at once and flushed once per turn of the event loop. At
 * most {@code outbound-high-water-mark} bytes wait for the socket; when a frame comes to more, the
 * link is closed with {@code slow-consumer}.
 */
final class Link {

  /** Whether it is asked for a sign of life before it is called silent. */
  enum Asking {
    WHEN_SILENT,
    /** Its client wants it so: its socket would answer for it. */
    NEVER
  }

  private static final Logger LOG = LoggerFactory.getLogger(Link.class);

  private final LinkLoop loop;
  private final Neighbours neighbours;
  private final ChannelHandlerContext ctx;
  private final Asking asking;
  private final long socket;
  private LinkState state;
  private long lastHeard;
  private long markedTurn = -1;
  private long framesInSweep;
  private long sweepOfFrames;
  private Map<String, Seat> seats = Map.of();

  Link(LinkLoop loop, Neighbours neighbours, ChannelHandlerContext ctx, Asking asking) {
    this.asking = asking;
    this.loop = loop;
    this.neighbours = neighbours;
    this.ctx = ctx;
    this.socket = loop.nextSocket();
    this.lastHeard = loop.now();
    this.state = new AwaitingLogin(this);
    loop.add(this);
  }

  LinkLoop loop() {
    return loop;
  }

  Neighbours neighbours() {
    return neighbours;
  }

  long socket() {
    return socket;
  }

  /** How actors reach this link. */
  LinkAddress address() {
    return new LinkAddress(neighbours.ear(), neighbours.relays(), socket);
  }

  boolean isLoopback() {
    return ctx.channel().remoteAddress() instanceof InetSocketAddress address
        && address.getAddress().isLoopbackAddress();
  }

  boolean isOpen() {
    return ctx.channel().isOpen();
  }

  // What it hears.

  /** Bytes have come, be they a whole frame or not. */
  void heard() {
    lastHeard = loop.now();
    state.heard();
  }

  /** The time since the last byte was heard. */
  Duration age() {
    return Duration.ofMillis(loop.now() - lastHeard);
  }

  void frame(ClientFrame frame) {
    if (sweepOfFrames != loop.sweeps()) {
      sweepOfFrames = loop.sweeps();
      framesInSweep = 0;
    }
    long limit = loop.settings().framesPerSweep();
    if (++framesInSweep > limit) {
      long every = loop.settings().sweepEvery().toMillis();
      String fact = framesInSweep + " frames in " + every + " ms; limit " + limit;
      refuse(frame.id(), Code.TOO_OFTEN, fact, every);
      // It costs no more until the next sweep: what it sends waits in its own network.
      ctx.channel().config().setAutoRead(false);
      loop.readAgainSoon(this);
    } else {
      state.frame(frame);
    }
  }

  void readAgain() {
    ctx.channel().config().setAutoRead(true);
  }

  void command(LinkCommand command) {
    state.command(command);
  }

  void sweep(long now) {
    state.sweep(now);
  }

  void become(LinkState next) {
    state = next;
  }

  // Whom it tells.

  void tellSession(UserKey user, Session.Command command) {
    neighbours.sessions().tell(user.entityId(), command);
  }

  /** Answers a request that was done, if it had an id. */
  void done(long request) {
    if (request > 0) {
      send(new ServerFrame.Ok(request));
    }
  }

  void refuse(long request, RefusedException refusal) {
    refuse(request, refusal.code(), refusal.getMessage(), refusal.retryAfterMillis());
  }

  void refuse(long request, Code code, String fact) {
    refuse(request, code, fact, 0);
  }

  void refuse(long request, Code code, String fact, long retryAfterMillis) {
    send(
        new ServerFrame.Error(
            request > 0 ? request : null,
            code,
            code.number(),
            fact,
            code.retry(),
            retryAfterMillis > 0 ? retryAfterMillis : null));
  }

  /** Says something of its own, whatever the state, unless the link is closing. */
  void send(ServerFrame frame) {
    send(Codec.encode(frame));
  }

  void send(byte[] frame) {
    writeOrCut(TextFrames.text(ctx.alloc(), frame));
  }

  /**
   * Asks for a sign of life, unless its client wants no questions, or what waits for the socket
   * leaves no room: then the question would come no sooner than that.
   *
   * @return whether it was asked
   */
  boolean ask() {
    if (asking == Asking.NEVER || !ctx.channel().isWritable()) {
      return false;
    }
    writeOrCut(TextFrames.ping());
    return true;
  }

  /** Passes on what a room says. */
  void deliver(byte[] frame) {
    deliver(TextFrames.text(ctx.alloc(), frame));
  }

  void deliver(ByteBuf frame) {
    state.write(frame);
  }

  /** Passes on what a replay says; {@code taken} runs when the socket has taken it. */
  void catchUp(byte[] frame, Runnable taken) {
    if (state instanceof Attached) {
      ctx.write(TextFrames.text(ctx.alloc(), frame)).addListener(sent -> taken.run());
      loop.flushSoon(this);
    } else {
      deliver(frame);
      taken.run();
    }
  }

  void writeOrCut(ByteBuf frame) {
    if (state instanceof Closing) {
      frame.release();
      return;
    }
    if (!ctx.channel().isWritable()) {
      ctx.flush(); // what waits may only wait for the end of this turn
    }
    if (ctx.channel().isWritable()) {
      ctx.write(frame, ctx.voidPromise());
      loop.flushSoon(this);
    } else {
      frame.release();
      cut();
    }
  }

  private void cut() {
    ChannelOutboundBuffer pending = ctx.channel().unsafe().outboundBuffer();
    long bytes = pending == null ? 0 : pending.totalPendingWriteBytes();
    int limit = loop.settings().outboundHighWaterMark();
    close(Code.SLOW_CONSUMER, bytes + " bytes wait for the socket; limit " + limit);
  }

  boolean isMarked(long turn) {
    return markedTurn == turn;
  }

  void mark(long turn) {
    markedTurn = turn;
  }

  void flush() {
    ctx.flush();
  }

  // How it ends.

  /** Closes the link from this side, and tells its session. */
  void close(Code code, String fact) {
    if (!(state instanceof Closing)) {
      end();
      sayClose(code, fact);
    }
  }

  /** Closes the link because its session says so. */
  void closeAsTold(Code code, String fact) {
    become(new Closing(this, LinkState.Answer.NONE_OWED));
    unseatAll();
    sayClose(code, fact);
  }

  private void sayClose(Code code, String fact) {
    LOG.debug("link {} is closed with {}: {}", socket, code.wireName(), fact);
    ctx.writeAndFlush(TextFrames.close(code, fact));
  }

  /** The client has sent a close frame: of its own will, or as the answer to ours. */
  void closedByClient(ByteBuf content) {
    if (state instanceof Closing) {
      ctx.close();
    } else {
      end();
      ctx.writeAndFlush(TextFrames.closeEcho(content)).addListener(ChannelFutureListener.CLOSE);
    }
  }

  void closeSocket() {
    ctx.close();
  }

  /** The socket has gone. */
  void gone() {
    if (!(state instanceof Closing)) {
      end();
    }
    ((Closing) state).removeIfGone();
  }

  private void end() {
    LinkState.Answer answer = state.answer();
    state.ended();
    become(new Closing(this, answer));
    unseatAll();
  }

  // Where it sits.

  Collection<Seat> seats() {
    return seats.values();
  }

  /** Its seat in the room; null if it has none. */
  Seat seatIn(String room) {
    return seats.get(room);
  }

  /** Takes a seat, in place of one that it may have in the same room. */
  void seat(Seat seat) {
    if (state instanceof Closing) {
      unseat(seat);
      return;
    }
    if (seats.isEmpty()) {
      seats = new HashMap<>(2);
    }
    Seat before = seats.put(seat.row.room().room(), seat);
    if (before != null) {
      before.row.leave(before);
    }
    state.seated(seat.row.room().room());
  }

  void unseat(String room) {
    Seat seat = seats.get(room);
    if (seat != null) {
      seats.remove(room);
      seat.row.leave(seat);
    }
  }

  void unseatAll() {
    for (Seat seat : List.copyOf(seats.values())) {
      unseat(seat);
    }
    seats = Map.of();
  }

  private static void unseat(Seat seat) {
    seat.row.leave(seat);
    if (seat.lane != null) {
      seat.lane.gone();
    }
  }

  void rejoinable(String room) {
    state.rejoinable(room);
  }

  // Whether its rooms know it.

  /** Whether it speaks for its session under this fence. */
  boolean speaksUnder(Fence fence) {
    return state.speaksUnder(fence);
  }

  /** For how long nothing was heard of it, if its session was told so; null if it is heard. */
  Duration silence() {
    return state.isSilent() ? age() : null;
  }

  /** The room does not know it as a member: it joins again, unless it is about to end. */
  void rejoin(Seat seat) {
    state.rejoin(seat);
  }
}
