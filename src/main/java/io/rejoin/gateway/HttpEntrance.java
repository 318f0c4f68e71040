package io.rejoin.gateway;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.websocketx.WebSocketFrameEncoder;
import io.rejoin.wire.Code;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection while it speaks HTTP: it gets files, or becomes a link; then all that belongs to
 * HTTP leaves its pipeline. It is closed when {@code handshake-timeout} passes without a request.
 */
final class HttpEntrance extends SimpleChannelInboundHandler<FullHttpRequest> {
  private static final Logger LOG = LoggerFactory.getLogger(HttpEntrance.class);

  private final LinkLoop loop;
  private final Neighbours neighbours;
  private final Handshake handshake;
  private final StaticFiles files;
  private final Optional<String> unwelcome;
  private ChannelHandlerContext context;
  private long since;

  /**
   * A new connection.
   *
   * @param unwelcome the fact for which it is refused; empty if it is not
   */
  HttpEntrance(
      LinkLoop loop,
      Neighbours neighbours,
      Handshake handshake,
      StaticFiles files,
      Optional<String> unwelcome) {
    this.loop = loop;
    this.neighbours = neighbours;
    this.handshake = handshake;
    this.files = files;
    this.unwelcome = unwelcome;
    this.since = loop.now();
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    context = ctx;
    loop.add(this);
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    loop.remove(this);
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
    since = loop.now();
    Optional<HttpAnswer> refusal = refusal(request);
    if (refusal.isPresent()) {
      answer(ctx, request, refusal.get());
      return;
    }
    String path = pathOf(request);
    if (!path.equals(Handshake.PATH)) {
      String known = request.headers().get(HttpHeaderNames.IF_NONE_MATCH);
      answer(ctx, request, files.answer(path, known));
      return;
    }
    Optional<HttpAnswer> unfit = handshake.refusal(request);
    if (unfit.isPresent()) {
      answer(ctx, request, unfit.get());
    } else {
      becomeLink(ctx, request);
    }
  }

  private Optional<HttpAnswer> refusal(FullHttpRequest request) {
    if (unwelcome.isPresent()) {
      String fact = Code.TOO_MANY_CONNECTIONS.wireName() + ": " + unwelcome.get();
      return Optional.of(
          HttpAnswer.refusal(
              HttpResponseStatus.SERVICE_UNAVAILABLE,
              fact,
              Map.of(HttpHeaderNames.CONNECTION, "close")));
    }
    if (request.decoderResult().isFailure()) {
      return Optional.of(
          HttpAnswer.refusal(
              HttpResponseStatus.BAD_REQUEST,
              "this is not HTTP",
              Map.of(HttpHeaderNames.CONNECTION, "close")));
    }
    if (!request.method().equals(HttpMethod.GET) && !request.method().equals(HttpMethod.HEAD)) {
      return Optional.of(
          HttpAnswer.refusal(
              HttpResponseStatus.METHOD_NOT_ALLOWED,
              "only GET and HEAD are known here",
              Map.of(HttpHeaderNames.ALLOW, "GET, HEAD")));
    }
    return Optional.empty();
  }

  private static String pathOf(FullHttpRequest request) {
    String uri = request.uri();
    int query = uri.indexOf('?');
    return query < 0 ? uri : uri.substring(0, query);
  }

  private static Link.Asking askingOf(FullHttpRequest request) {
    int query = request.uri().indexOf('?');
    boolean isOff = query >= 0 && request.uri().substring(query + 1).equals(Handshake.NO_PINGS);
    return isOff ? Link.Asking.NEVER : Link.Asking.WHEN_SILENT;
  }

  private static void answer(
      ChannelHandlerContext ctx, FullHttpRequest request, HttpAnswer answer) {
    var response = answer.response(!request.method().equals(HttpMethod.HEAD));
    boolean last =
        !HttpUtil.isKeepAlive(request)
            || HttpHeaderValues.CLOSE.contentEqualsIgnoreCase(
                response.headers().get(HttpHeaderNames.CONNECTION, ""));
    HttpUtil.setKeepAlive(response, !last);
    ChannelFuture sent = ctx.writeAndFlush(response);
    if (last) {
      sent.addListener(ChannelFutureListener.CLOSE);
    }
  }

  private void becomeLink(ChannelHandlerContext ctx, FullHttpRequest request) {
    Link.Asking asking = askingOf(request);
    handshake
        .handshaker()
        .handshake(ctx.channel(), request)
        .addListener(
            shaken -> {
              if (shaken.isSuccess()) {
                ChannelPipeline pipeline = ctx.pipeline();
                pipeline.remove(WebSocketFrameEncoder.class); // a link writes whole frames
                pipeline.replace(this, null, new LinkReader(loop, neighbours, asking));
              } else {
                ctx.close();
              }
            });
  }

  /** Time has passed. */
  void sweep(long now) {
    if (now - since > loop.settings().handshakeTimeout().toMillis()) {
      context.close();
    }
  }

  void close() {
    context.close();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    LOG.debug("a connection failed before its handshake: {}", cause.toString());
    ctx.close();
  }
}
