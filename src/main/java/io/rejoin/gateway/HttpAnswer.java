package io.rejoin.gateway;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What an HTTP request is answered with. */
record HttpAnswer(HttpResponseStatus status, Map<CharSequence, String> headers, byte[] body) {

  /** A refusal, with the fact as plain text. */
  static HttpAnswer refusal(HttpResponseStatus status, String fact) {
    return refusal(status, fact, Map.of());
  }

  static HttpAnswer refusal(
      HttpResponseStatus status, String fact, Map<CharSequence, String> headers) {
    return new HttpAnswer(status, headers, (fact + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /** The response, with its body or, for HEAD, without. */
  FullHttpResponse response(boolean withBody) {
    FullHttpResponse response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            status,
            withBody ? Unpooled.wrappedBuffer(body) : Unpooled.EMPTY_BUFFER);
    response
        .headers()
        .set(HttpHeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8")
        .set(HttpHeaderNames.CONTENT_LENGTH, body.length)
        .set("X-Content-Type-Options", "nosniff");
    headers.forEach(response.headers()::set);
    return response;
  }
}
