package io.rejoin.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A WebSocket client for tests, on a plain socket: it can also do what a good client never does.
 * Every wait is bounded and fails the test. Used by one thread.
 */
public final class TestLink implements AutoCloseable {
  public static final int TEXT = 1;
  public static final int BINARY = 2;
  private static final int CLOSE = 8;
  private static final int PING = 9;
  static final int PONG = 10;
  private static final int WAIT_SECONDS = 10;
  private static final JsonMapper JSON = new JsonMapper();

  /** The end of a link: the status of the close frame, or 1006 if there was none. */
  public record Closed(int code, String reason) {}

  private final Socket socket;
  private final DataInputStream in;
  private final BlockingQueue<Object> heard = new LinkedBlockingQueue<>();
  private final ReentrantLock reading = new ReentrantLock();
  private final Semaphore pings = new Semaphore(0);
  private volatile boolean answersPings;

  private TestLink(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new DataInputStream(socket.getInputStream());
  }

  /** A link that has shaken hands with a server of this machine. */
  public static TestLink connect(int port) throws IOException {
    return over(new Socket(InetAddress.getLoopbackAddress(), port), Map.of());
  }

  /** The same with a receive buffer as small as the system allows. */
  public static TestLink connectNarrow(int port) throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(1);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    return over(socket, Map.of());
  }

  /** Shakes hands over a connected socket, with these headers besides or instead of the usual. */
  public static TestLink over(Socket socket, Map<String, String> headers) throws IOException {
    socket.setTcpNoDelay(true);
    TestLink link = new TestLink(socket);
    socket.getOutputStream().write(upgrade(headers).getBytes(StandardCharsets.US_ASCII));
    String response = link.head();
    assertTrue(response.startsWith("HTTP/1.1 101 "), response);
    assertTrue(response.contains("sec-websocket-protocol: rejoin.v1.json"), response);
    Thread reader = new Thread(link::read, "test link " + socket.getLocalPort());
    reader.setDaemon(true);
    reader.start();
    return link;
  }

  /** An upgrade request; a header with an empty value is left out. */
  public static String upgrade(Map<String, String> headers) {
    Map<String, String> all =
        new java.util.LinkedHashMap<>(
            Map.of(
                "Host", "localhost",
                "Upgrade", "websocket",
                "Connection", "Upgrade",
                "Sec-WebSocket-Version", "13",
                "Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==",
                "Sec-WebSocket-Protocol", "rejoin.v1.json"));
    all.putAll(headers);
    StringBuilder request = new StringBuilder("GET /v1 HTTP/1.1\r\n");
    all.forEach(
        (name, value) -> {
          if (!value.isEmpty()) {
            request.append(name).append(": ").append(value).append("\r\n");
          }
        });
    return request.append("\r\n").toString();
  }

  /** Sends an HTTP request and gives all that comes until the server closes or the head ends. */
  public static String http(int port, String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(WAIT_SECONDS * 1000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      TestLink link = new TestLink(socket);
      String head = link.head();
      int length = head.indexOf("content-length: ");
      int bytes = length < 0 ? 0 : Integer.parseInt(head.substring(length + 16).split("\r")[0]);
      boolean hasBody = !request.startsWith("HEAD") && !head.startsWith("HTTP/1.1 304");
      return head + new String(link.in.readNBytes(hasBody ? bytes : 0), StandardCharsets.UTF_8);
    }
  }

  private String head() throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) in.readUnsignedByte());
    }
    return head.toString();
  }

  /** Sends a frame; single quotes stand for double ones. */
  public void send(String json) throws IOException {
    raw(frame(TEXT, true, true, json.replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
  }

  /** Sends bytes as they are. */
  public void raw(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
  }

  /** A WebSocket frame. */
  public static byte[] frame(int opcode, boolean last, boolean masked, byte[] payload) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write((last ? 0x80 : 0) | opcode);
    int mask = masked ? 0x80 : 0;
    if (payload.length < 126) {
      out.write(mask | payload.length);
    } else if (payload.length <= 0xffff) {
      out.write(mask | 126);
      out.writeBytes(ByteBuffer.allocate(2).putShort((short) payload.length).array());
    } else {
      out.write(mask | 127);
      out.writeBytes(ByteBuffer.allocate(8).putLong(payload.length).array());
    }
    if (masked) {
      out.writeBytes(new byte[4]); // a key of zeros leaves the payload as it is
    }
    out.writeBytes(payload);
    return out.toByteArray();
  }

  /** The next frame of the server, or the link's {@link Closed}. */
  public Object nextOrEnd() throws InterruptedException {
    Object next = heard.poll(WAIT_SECONDS, TimeUnit.SECONDS);
    return next == null ? fail("nothing was heard for " + WAIT_SECONDS + " s") : next;
  }

  /** The next frame of the server. */
  public JsonNode next() throws InterruptedException {
    Object next = nextOrEnd();
    return next instanceof JsonNode frame ? frame : fail("a frame is wanted, not " + next);
  }

  /** The next frame of the server, which must be of this type. */
  public JsonNode next(String type) throws InterruptedException {
    JsonNode frame = next();
    assertEquals(type, frame.path("type").asText(), frame.toString());
    return frame;
  }

  /** The next frame, which must be an error of this code. */
  public JsonNode nextError(String code) throws InterruptedException {
    JsonNode error = next("error");
    assertEquals(code, error.path("code").asText(), error.toString());
    return error;
  }

  /** Waits for the end of the link, before which nothing else may be heard. */
  public Closed closed() throws InterruptedException {
    Object next = nextOrEnd();
    return next instanceof Closed closed ? closed : fail("a close is wanted, not " + next);
  }

  /** What is heard within that time: a frame, {@link Closed}, or null for nothing. */
  public Object heardWithin(Duration limit) throws InterruptedException {
    return heard.poll(limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Asks for a pong and fails if anything comes before it. */
  public void expectNothingElse() throws IOException, InterruptedException {
    send("{'type':'ping'}");
    next("pong");
  }

  /** From now on each ping of the server is answered, as every good WebSocket does by itself. */
  public TestLink answerPings() {
    answersPings = true;
    return this;
  }

  /** Sends a pong of the WebSocket protocol. */
  public void pong() throws IOException {
    raw(frame(PONG, true, true, new byte[0]));
  }

  /** Waits until the server has asked that many times more; that is not heard otherwise. */
  public void awaitPings(int count) throws InterruptedException {
    assertTrue(pings.tryAcquire(count, WAIT_SECONDS, TimeUnit.SECONDS), "pings are wanted");
  }

  /** The pings that the server has sent, and that no test has waited for. */
  public int pings() {
    return pings.availablePermits();
  }

  /** Stops to read, as a client whose network is gone; the socket stays open. */
  public void stopReading() {
    reading.lock();
  }

  /** Reads again. */
  public void readAgain() {
    reading.unlock();
  }

  private void read() {
    try {
      while (readFrame()) {
        reading.lock();
        reading.unlock();
      }
    } catch (IOException e) {
      heard.add(new Closed(1006, e.toString()));
    }
  }

  private boolean readFrame() throws IOException {
    int opcode = in.readUnsignedByte() & 0x0f;
    long length = in.readUnsignedByte();
    if (length == 126) {
      length = in.readUnsignedShort();
    } else if (length == 127) {
      length = in.readLong();
    }
    byte[] payload = in.readNBytes((int) length);
    if (opcode == CLOSE) {
      int code = payload.length < 2 ? 1005 : ByteBuffer.wrap(payload).getShort() & 0xffff;
      int skip = Math.min(2, payload.length);
      heard.add(new Closed(code, new String(payload, skip, payload.length - skip, "UTF-8")));
      raw(frame(CLOSE, true, true, payload));
      return false;
    }
    if (opcode == PING) {
      assertEquals(0, length);
      if (answersPings) {
        pong();
      }
      pings.release();
    } else {
      heard.add(JSON.readTree(payload));
    }
    return true;
  }

  /** Says goodbye with a close frame. */
  public void sayClose() throws IOException {
    raw(frame(CLOSE, true, true, new byte[] {3, (byte) 0xe8}));
  }

  /** Closes the socket, without a word. */
  @Override
  public void close() throws IOException {
    socket.close();
  }
}
