package io.rejoin.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rejoin.wire.ServerFrame.MemberView;
import io.rejoin.wire.ServerFrame.StreamView;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The files under {@code frames/} are the wire format by example; the codec must agree. */
class GoldenFramesTest {
  private static final MemberView ANN =
      new MemberView("ann", 3, "web", false, List.of(new StreamView("s-1", "video", null)));

  private static final Attribute TEA = new Attribute("tea", "ann", 1767225600000L);

  static List<ClientFrame> clientFrames() {
    RoomPosition position = new RoomPosition(1, 7, 9);
    ClientFrame.Resume resume = new ClientFrame.Resume(3, 4, Map.of("lobby", position));
    return List.of(
        new ClientFrame.Login(
            1,
            "demo",
            "ann",
            "i-1",
            2,
            "web",
            "rejoin",
            "t.t.t",
            resume,
            Map.of("mood", "calm"),
            true),
        new ClientFrame.Logout(2, 5000),
        new ClientFrame.Ping(),
        new ClientFrame.Join(3, "lobby", position),
        new ClientFrame.Leave(4, "lobby"),
        new ClientFrame.Publish(5, "lobby", 1, "aGVsbG8=", true),
        new ClientFrame.Members(6, "lobby"),
        new ClientFrame.StreamPublish(7, "lobby", "s-1", "video", "{}"),
        new ClientFrame.StreamUnpublish(8, "lobby", "s-1"),
        new ClientFrame.Renew(9, "t.t.t"),
        new ClientFrame.Send(10, "bob", 3, 1, "aGVsbG8=", true, true),
        new ClientFrame.Received("ann", 3, 2),
        new ClientFrame.StatusQuery(11, List.of("bob", "cem")),
        new ClientFrame.StatusSubscribe(12, List.of("bob", "cem")),
        new ClientFrame.StatusUnsubscribe(13, List.of("bob")),
        new ClientFrame.AttributesChange(
            11, "lobby", true, Map.of("topic", "tea"), List.of("mood"), true),
        new ClientFrame.AttributesRead(12, "ann", "lobby", List.of("topic")),
        new ClientFrame.Kick(14, "ann", "lobby", "spam", 60_000));
  }

  static List<ServerFrame> serverFrames() {
    return List.of(
        new ServerFrame.LoggedIn(1, 3, 4, true, "rejoin", 60_000L),
        new ServerFrame.Ok(2),
        new ServerFrame.Renewed(9, 3_600_000L),
        new ServerFrame.Error(5L, Code.TOO_OFTEN, 4007, "9 in 1 s; limit 8", true, 250L),
        new ServerFrame.Pong(Map.of("lobby", new ServerFrame.Head(1, 8))),
        new ServerFrame.Joined(3L, "lobby", 1, 7, 9, 1, List.of("s-1"), List.of(ANN)),
        new ServerFrame.Verdict("lobby", "truncated", "count", 1, 1L, 8L, 32),
        new ServerFrame.Published(5, "lobby", 1L, 8L),
        new ServerFrame.Message("lobby", 1, 8, "ann", 1, 1767225600000L, "aGVsbG8=", true),
        new ServerFrame.MemberList(6, "lobby", 9, 1, List.of(ANN)),
        new ServerFrame.MemberJoined("lobby", 9, ANN),
        new ServerFrame.MemberLost("lobby", 10, "ann", 3),
        new ServerFrame.MemberBack("lobby", 11, "ann", 3),
        new ServerFrame.MemberLeft("lobby", 12, "ann", 3, "timeout"),
        new ServerFrame.Expelled(
            "lobby", Code.BANNED, 4521, "banned from lobby for another 60.0 s: spam"),
        new ServerFrame.StreamAdded("lobby", 13, "ann", new StreamView("s-1", "video", "{}")),
        new ServerFrame.StreamRemoved("lobby", 14, "ann", "s-1", "unpublished"),
        new ServerFrame.Sent(10, "bob", 3, "stored"),
        new ServerFrame.PeerMessage("ann", 3, 2, 1767225600000L, "aGVsbG8=", true, true),
        new ServerFrame.Statuses(12L, Map.of("bob", "online")),
        new ServerFrame.Status("bob", "unreachable"),
        new ServerFrame.Attributes(12, "ann", "lobby", Map.of("topic", TEA)),
        new ServerFrame.AttributesChanged("lobby", Map.of("topic", TEA)),
        new ServerFrame.Count("lobby", 600),
        new ServerFrame.Snapshot("lobby", 15, 1, List.of(ANN)),
        new ServerFrame.TokenExpiring(30_000),
        new ServerFrame.TokenExpired());
  }

  @ParameterizedTest
  @MethodSource("clientFrames")
  void aClientFrameIsReadFromItsFile(ClientFrame frame) throws Exception {
    assertEquals(frame, Codec.decode(bytes("client", frame)));
  }

  @ParameterizedTest
  @MethodSource("clientFrames")
  void aClientFrameIsReadFromTheMiddleOfABuffer(ClientFrame frame) throws Exception {
    byte[] bytes = bytes("client", frame);
    ByteBuffer direct = ByteBuffer.allocateDirect(bytes.length + 2).put(1, bytes);
    assertEquals(frame, Codec.decode(direct.position(1).limit(bytes.length + 1)));
    ByteBuffer heap = ByteBuffer.allocate(bytes.length + 2).put(1, bytes);
    assertEquals(frame, Codec.decode(heap.position(1).limit(bytes.length + 1)));
    assertEquals(1, heap.position());
  }

  @ParameterizedTest
  @MethodSource("clientFrames")
  void aClientFrameThatJacksonWroteIsReadBack(ClientFrame frame) throws Exception {
    assertEquals(frame, Codec.decode(new JsonMapper().writeValueAsBytes(frame)));
  }

  @ParameterizedTest
  @MethodSource("serverFrames")
  void aServerFrameIsWrittenAsItsFileAndReadBack(ServerFrame frame) throws Exception {
    byte[] bytes = Codec.encode(frame);
    String file = new String(bytes("server", frame), StandardCharsets.UTF_8).strip();
    assertEquals(file, new String(bytes, StandardCharsets.UTF_8));
    assertEquals(frame, new JsonMapper().readValue(bytes, ServerFrame.class));
  }

  @ParameterizedTest
  @MethodSource("clientFrames")
  void aClientFrameIsWrittenAsItsFileSaysAndReadBack(ClientFrame frame) throws Exception {
    String text = Codec.encodeText(frame);
    JsonMapper mapper = new JsonMapper();
    assertEquals(mapper.readTree(bytes("client", frame)), mapper.readTree(text));
    assertEquals(frame, Codec.decode(text.getBytes(StandardCharsets.UTF_8)));
  }

  @ParameterizedTest
  @MethodSource("serverFrames")
  void aServerFrameIsReadFromItsFileByAClient(ServerFrame frame) throws Exception {
    HeardFrame heard = Codec.decodeText(new String(bytes("server", frame), StandardCharsets.UTF_8));
    if (frame instanceof ServerFrame.Error error) {
      assertEquals(
          new HeardFrame.Refusal(
              error.id(),
              error.code().wireName(),
              error.number(),
              error.message(),
              error.retry(),
              error.retryAfterMs()),
          heard);
    } else {
      assertEquals(new HeardFrame.Known(frame), heard);
    }
  }

  @Test
  void everyRecordHasAFile() {
    assertEquals(recordsOf(ClientFrame.class), classesOf(clientFrames().stream()));
    assertEquals(recordsOf(ServerFrame.class), classesOf(serverFrames().stream()));
  }

  private static Set<Class<?>> recordsOf(Class<?> sealed) {
    return Arrays.stream(sealed.getPermittedSubclasses()).collect(Collectors.toSet());
  }

  private static Set<Class<?>> classesOf(Stream<?> frames) {
    return frames.map(Object::getClass).collect(Collectors.toSet());
  }

  private static byte[] bytes(String side, Object frame) throws IOException {
    String type = new JsonMapper().valueToTree(frame).get("type").asText();
    String file = "/frames/" + side + "/" + type + ".json";
    try (InputStream in = GoldenFramesTest.class.getResourceAsStream(file)) {
      return in.readAllBytes();
    }
  }
}
