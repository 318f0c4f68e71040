package io.rejoin.gateway;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The files that a node serves, from its class path: {@code /} is {@code web/index.html}, {@code
 * /sdk/*} is {@code sdk/*}, {@code /asyncapi.yaml} is itself, and any other {@code /*} is {@code
 * web/*}, so that the page names its parts relatively. A path is of plain names only, none of which
 * begins with a dot: no other part of the class path can be reached. Each file is read once and
 * kept; browsers ask each time and are told that it has not changed.
 */
final class StaticFiles {
  private static final Pattern PLAIN =
      Pattern.compile("(/[A-Za-z0-9_-][A-Za-z0-9._-]*)+\\.(html|js|css|json|yaml|svg|png|ico|ts)");
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "json", "application/json",
          "yaml", "application/yaml",
          "svg", "image/svg+xml",
          "png", "image/png",
          "ico", "image/x-icon",
          "ts", "text/plain; charset=utf-8");

  /** What a page of ours may do: nothing of anybody else's, nothing inline, no frame around it. */
  private static final String PAGE_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:;"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private final Map<String, HttpAnswer> files = new ConcurrentHashMap<>();

  /**
   * The answer to a request for a file.
   *
   * @param path of the request, without its query
   * @param ifNoneMatch the tag of what the browser has; null if it has nothing
   */
  HttpAnswer answer(String path, String ifNoneMatch) {
    String plain = path.equals("/") ? "/index.html" : path;
    if (!PLAIN.matcher(plain).matches()) {
      return HttpAnswer.refusal(HttpResponseStatus.NOT_FOUND, "there is no such file here");
    }
    HttpAnswer file = files.get(plain);
    if (file == null) {
      Optional<byte[]> content = read(resource(plain));
      if (content.isEmpty()) {
        return HttpAnswer.refusal(HttpResponseStatus.NOT_FOUND, "there is no such file here");
      }
      file = found(plain, content.get());
      files.put(plain, file);
    }
    String tag = file.headers().get(HttpHeaderNames.ETAG);
    return tag.equals(ifNoneMatch)
        ? new HttpAnswer(HttpResponseStatus.NOT_MODIFIED, file.headers(), new byte[0])
        : file;
  }

  private static String resource(String path) {
    return path.startsWith("/sdk/") || path.equals("/asyncapi.yaml") ? path : "/web" + path;
  }

  private static Optional<byte[]> read(String resource) {
    try (InputStream in = StaticFiles.class.getResourceAsStream(resource)) {
      return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + resource + " from the class path", e);
    }
  }

  private static HttpAnswer found(String path, byte[] content) {
    String extension = path.substring(path.lastIndexOf('.') + 1);
    String tag = "\"" + Digests.hex(content) + "\"";
    Map<CharSequence, String> headers = new HashMap<>();
    headers.put(HttpHeaderNames.CONTENT_TYPE, TYPES.get(extension));
    headers.put(HttpHeaderNames.CACHE_CONTROL, "no-cache");
    headers.put(HttpHeaderNames.ETAG, tag);
    if (extension.equals("html")) {
      headers.put(HttpHeaderNames.CONTENT_SECURITY_POLICY, PAGE_POLICY);
    }
    return new HttpAnswer(HttpResponseStatus.OK, Map.copyOf(headers), content);
  }
}
