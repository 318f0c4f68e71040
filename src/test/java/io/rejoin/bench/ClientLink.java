package io.rejoin.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import java.util.function.Consumer;

/** One client of a load: shakes hands, logs in, and hands on what it hears. */
abstract class ClientLink extends SimpleChannelInboundHandler<ByteBuf>
    implements FrameReader.Listener {
  static final String PAYLOAD = "x".repeat(100);

  private static final String HANDSHAKE =
      "GET /v1 HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
          + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n"
          + "Sec-WebSocket-Protocol: rejoin.v1.json\r\n\r\n";
  private static final int END_OF_HEADERS = 0x0D0A0D0A;
  private static final byte[] PING = "{\"type\":\"ping\"}".getBytes(US_ASCII);

  private final FrameReader frames = new FrameReader(this);
  private final String user;
  private Consumer<String> ended;
  private ChannelHandlerContext context;
  private int lastFour;

  /**
   * A client of that name.
   *
   * @param failed is told why, if the client is refused something or cut off
   */
  ClientLink(String user, Consumer<String> failed) {
    this.user = user;
    this.ended = failed;
  }

  /** A frame that is no error; {@code kind} as {@link FrameReader} tells it. */
  abstract void heard(int kind);

  /** The server has answered with an error, which is the end. */
  void refused() {
    ended.accept(user + " was refused something");
  }

  /** All that was there has been heard. */
  abstract void allHeard();

  String user() {
    return user;
  }

  void ping() {
    context.writeAndFlush(Frames.masked(PING), context.voidPromise());
  }

  /** Says goodbye, so that the server keeps nothing of this load for the next. */
  void logOut(Runnable gone) {
    leave(gone);
    write("{\"type\":\"logout\"}");
    flush();
  }

  /** Closes the socket without a word. */
  void hangUp(Runnable gone) {
    leave(gone);
    context.close();
  }

  private void leave(Runnable gone) {
    ended = why -> {}; // what is cut off now was meant to be
    context.channel().closeFuture().addListener(closed -> gone.run());
  }

  void write(String json) {
    context.write(Frames.masked(json.getBytes(US_ASCII)), context.voidPromise());
  }

  void flush() {
    context.flush();
  }

  /** Whether its socket takes more. */
  boolean isWritable() {
    return context.channel().isWritable();
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
    read(in);
    allHeard();
  }

  /** Reads what has come behind the handshake. */
  void read(ByteBuf in) {
    frames.read(in);
  }

  /** What the login says besides who it is: the rest of a JSON object. */
  String more() {
    return "";
  }

  private void logIn() {
    write(
        "{\"type\":\"login\",\"id\":1,\"app\":\"demo\",\"user\":\"%s\",\"instance\":\"i-%s\",\"attempt\":1,\"platform\":\"web\"%s}"
            .formatted(user, user, more()));
    flush();
  }

  @Override
  public final void onFrame(int kind) {
    if (kind == FrameReader.ERROR) {
      refused();
    } else {
      heard(kind);
    }
  }

  @Override
  public final void onClose(int status) {
    ended.accept(user + " was closed with " + status);
    context.close();
  }

  @Override
  public void channelInactive(ChannelHandlerContext gone) {
    ended.accept(user + " lost its connection");
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext failed, Throwable cause) {
    ended.accept(user + ": " + cause);
  }
}
