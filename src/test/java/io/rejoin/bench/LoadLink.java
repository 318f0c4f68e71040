package io.rejoin.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;

/** One client: shakes hands, logs in, joins its room, then counts what it is told. */
final class LoadLink extends SimpleChannelInboundHandler<ByteBuf> implements FrameReader.Listener {
  private static final String HANDSHAKE =
      "GET /v1 HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
          + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n"
          + "Sec-WebSocket-Protocol: rejoin.v1.json\r\n\r\n";
  private static final int END_OF_HEADERS = 0x0D0A0D0A;
  private static final byte[] PING = "{\"type\":\"ping\"}".getBytes(US_ASCII);
  private static final String PAYLOAD = "x".repeat(100);

  /** What a load hears of its links. */
  interface Owner {
    void joined(LoadLink link);

    void failed(String why);

    void refused(LoadLink link);

    void read(LoadLink link, long before);
  }

  private final FrameReader frames = new FrameReader(this);
  private final String user;
  private final LoadRoom room;
  private final Owner owner;
  private ChannelHandlerContext context;
  private int lastFour;
  private long received;

  LoadLink(String user, LoadRoom room, Owner owner) {
    this.user = user;
    this.room = room;
    this.owner = owner;
  }

  String user() {
    return user;
  }

  LoadRoom room() {
    return room;
  }

  /** How many messages have come. */
  long received() {
    return received;
  }

  void publish(long number) {
    write(
        "{\"type\":\"publish\",\"id\":%d,\"room\":\"%s\",\"number\":%d,\"payload\":\"%s\"}"
            .formatted(number + 2, room.name(), number, PAYLOAD));
  }

  void ping() {
    context.writeAndFlush(Frames.masked(PING), context.voidPromise());
  }

  /** Says goodbye, so that the server keeps nothing of this load for the next. */
  void logOut() {
    write("{\"type\":\"logout\"}");
    flush();
  }

  void flush() {
    context.flush();
  }

  /** Whether its socket takes more. */
  boolean isWritable() {
    return context.channel().isWritable();
  }

  private void write(String json) {
    context.write(Frames.masked(json.getBytes(US_ASCII)), context.voidPromise());
  }

  @Override
  public void channelActive(ChannelHandlerContext active) {
    context = active;
    ByteBuf request = active.alloc().buffer().writeBytes(HANDSHAKE.getBytes(US_ASCII));
    active.writeAndFlush(request, active.voidPromise());
  }

  @Override
  protected void channelRead0(ChannelHandlerContext reading, ByteBuf in) {
    while (lastFour != END_OF_HEADERS && in.isReadable()) {
      lastFour = lastFour << 8 | in.readByte() & 0xFF;
      if (lastFour == END_OF_HEADERS) {
        logIn();
      }
    }
    long before = received;
    frames.read(in);
    if (received > before) {
      owner.read(this, before);
    }
  }

  private void logIn() {
    write(
        "{\"type\":\"login\",\"id\":1,\"app\":\"demo\",\"user\":\"%s\",\"instance\":\"i-%s\",\"attempt\":1,\"platform\":\"web\"}"
            .formatted(user, user));
    flush();
  }

  @Override
  public void onFrame(int kind) {
    if (kind == FrameReader.MESSAGE) {
      received++;
    } else if (kind == FrameReader.LOGGED_IN) {
      write("{\"type\":\"join\",\"id\":2,\"room\":\"%s\"}".formatted(room.name()));
      flush();
    } else if (kind == FrameReader.JOINED) {
      owner.joined(this);
    } else if (kind == FrameReader.ERROR) {
      owner.refused(this);
    }
  }

  @Override
  public void onClose(int status) {
    owner.failed(user + " was closed with " + status);
  }

  @Override
  public void channelInactive(ChannelHandlerContext gone) {
    owner.failed(user + " lost its connection");
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext failed, Throwable cause) {
    owner.failed(user + ": " + cause);
  }
}
