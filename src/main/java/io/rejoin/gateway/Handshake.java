package io.rejoin.gateway;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker13;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import io.rejoin.wire.Code;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a request must be to become a link. */
final class Handshake {
  static final String PATH = "/v1";

  /** The query of clients that answer no pings, though their sockets would. */
  static final String NO_PINGS = "server-pings=off";

  static final String SUBPROTOCOL = "rejoin.v1.json";
  private static final Map<CharSequence, String> WANTED =
      Map.of(
          HttpHeaderNames.UPGRADE,
          "websocket",
          HttpHeaderNames.SEC_WEBSOCKET_VERSION,
          WebSocketVersion.V13.toHttpHeaderValue());

  private final Set<String> allowedOrigins;
  private final WebSocketDecoderConfig decoder;

  Handshake(GatewaySettings settings) {
    this.allowedOrigins = settings.allowedOrigins();
    this.decoder = LinkDecoder.config(settings);
  }

  /** Why the request can not become a link; empty if it can. */
  Optional<HttpAnswer> refusal(HttpRequest request) {
    HttpHeaders headers = request.headers();
    if (!headers.containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true)) {
      return refusal(HttpResponseStatus.UPGRADE_REQUIRED, PATH + " speaks WebSocket only");
    }
    String version = headers.get(HttpHeaderNames.SEC_WEBSOCKET_VERSION);
    if (!WebSocketVersion.V13.toHttpHeaderValue().equals(version)) {
      return refusal(HttpResponseStatus.UPGRADE_REQUIRED, "WebSocket version 13 is wanted");
    }
    if (!headers.contains(HttpHeaderNames.SEC_WEBSOCKET_KEY)) {
      return refusal(HttpResponseStatus.BAD_REQUEST, "Sec-WebSocket-Key is missing");
    }
    if (!offers(headers, SUBPROTOCOL)) {
      return refusal(HttpResponseStatus.BAD_REQUEST, "subprotocol " + SUBPROTOCOL + " is wanted");
    }
    String origin = headers.get(HttpHeaderNames.ORIGIN);
    if (origin != null && !isAllowed(origin, headers.get(HttpHeaderNames.HOST))) {
      return refusal(
          HttpResponseStatus.FORBIDDEN,
          Code.ORIGIN_FORBIDDEN.wireName() + ": pages of this origin may not connect");
    }
    return Optional.empty();
  }

  private static Optional<HttpAnswer> refusal(HttpResponseStatus status, String fact) {
    return Optional.of(
        status.equals(HttpResponseStatus.UPGRADE_REQUIRED)
            ? HttpAnswer.refusal(status, fact, WANTED)
            : HttpAnswer.refusal(status, fact));
  }

  private static boolean offers(HttpHeaders headers, String subprotocol) {
    return headers.getAll(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL).stream()
        .flatMap(list -> Arrays.stream(list.split(",")))
        .anyMatch(offered -> offered.strip().equals(subprotocol));
  }

  private boolean isAllowed(String origin, String host) {
    return allowedOrigins.contains("*")
        || allowedOrigins.contains(origin)
        || origin.equals("http://" + host)
        || origin.equals("https://" + host);
  }

  /** What makes a link of a request that is not refused. */
  WebSocketServerHandshaker handshaker() {
    return new WebSocketServerHandshaker13(PATH, SUBPROTOCOL, decoder) {
      @Override
      protected WebSocketFrameDecoder newWebsocketDecoder() {
        return new LinkDecoder(decoderConfig());
      }
    };
  }
}
