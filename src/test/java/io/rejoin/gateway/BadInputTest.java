package io.rejoin.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rejoin.room.Fence;
import io.rejoin.session.Session;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BadInputTest {
  private GatewayRig rig;
  private TestLink link;

  @BeforeEach
  void start() throws Exception {
    rig = new GatewayRig("max-frame-bytes = 2000");
    link = rig.logIn("ann");
  }

  @AfterEach
  void stop() throws Exception {
    link.close();
    rig.close();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      delimiter = '|',
      value = {
        "{'type':|bad-json",
        "[1]|bad-json",
        "{'type':'join'}|bad-frame",
        "{'type':'dance'}|unknown-type",
        "{'type':'join','room':''}|bad-id",
        "{'type':'join','room':'LONG'}|id-too-long",
        "{'type':'join','room':'secret'}|forbidden",
        "{'type':'publish','room':'a','number':1,'payload':''}|not-joined",
        "{'type':'members','room':'a'}|not-joined",
        "{'type':'stream-publish','room':'a','stream':'s','kind':'audio'}|not-joined",
        "{'type':'stream-unpublish','room':'a','stream':'s'}|not-joined",
        "{'type':'renew','token':'forged'}|token-invalid",
      })
  void aBadRequestIsRefusedAndTheLinkStays(String frame, String code) throws Exception {
    link.send(frame.replace("LONG", "x".repeat(65)));
    link.nextError(code);
    link.expectNothingElse();
    rig.expectNothingElse();
  }

  @Test
  void bytesThatAreNotUtf8CloseTheLink() throws Exception {
    link.raw(TestLink.frame(TestLink.TEXT, true, true, new byte[] {'{', (byte) 0xff}));
    expectClosed(4506, "bad-utf8: 2 bytes that are not UTF-8");
  }

  @Test
  void aBinaryFrameClosesTheLink() throws Exception {
    link.raw(TestLink.frame(TestLink.BINARY, true, true, new byte[3]));
    expectClosed(4515, "binary-frame: 3 bytes in a binary frame");
  }

  @Test
  void anUnmaskedFrameClosesTheLink() throws Exception {
    link.raw(TestLink.frame(TestLink.TEXT, true, false, "{}".getBytes(StandardCharsets.UTF_8)));
    TestLink.Closed closed = link.closed();
    assertEquals(4507, closed.code(), closed.reason());
    expectLinkClosed();
  }

  @Test
  void aFrameThatIsTooLargeClosesTheLink() throws Exception {
    link.raw(TestLink.frame(TestLink.TEXT, true, true, new byte[2001]));
    expectClosed(4509, "frame-too-large: a frame has more than 2000 bytes");
  }

  @Test
  void fragmentsThatAreTooLargeTogetherCloseTheLink() throws Exception {
    link.raw(TestLink.frame(TestLink.TEXT, false, true, new byte[1500]));
    link.raw(TestLink.frame(0, true, true, new byte[501]));
    expectClosed(4509, "frame-too-large: fragments of 2001 bytes; limit 2000");
  }

  @Test
  void fragmentsThatFitAreOneFrame() throws Exception {
    byte[] ping = "{\"type\":\"ping\"}".getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream rest = new ByteArrayOutputStream();
    rest.write(ping, 5, ping.length - 5);
    link.raw(TestLink.frame(TestLink.TEXT, false, true, java.util.Arrays.copyOf(ping, 5)));
    link.raw(TestLink.frame(0, true, true, rest.toByteArray()));
    link.next("pong");
  }

  @Test
  void aPayloadThatIsTooLargeOrNotPermittedIsRefused() throws Exception {
    for (String room : List.of("a", "stage")) {
      rig.audience(room).admit(rig.socket, "ann", "web", new Fence(1, 1), List.of());
    }
    link.expectNothingElse();
    link.send(
        "{'type':'publish','id':2,'room':'a','number':1,'payload':'" + "é".repeat(513) + "'}");
    assertEquals(
        "the payload has 1026 bytes; limit 1024",
        link.nextError("payload-too-large").path("message").asText());
    link.send("{'type':'publish','id':3,'room':'stage','number':1,'payload':'x'}");
    link.nextError("forbidden");
    link.send("{'type':'stream-publish','id':3,'room':'stage','stream':'s','kind':'k'}");
    link.nextError("forbidden");
    rig.expectNothingElse();
  }

  @Test
  void moreFramesThanAllowedAreRefused() throws Exception {
    try (GatewayRig strict = new GatewayRig("frames-per-second = 200", "sweep-every = 5 s");
        TestLink busy = strict.logIn("ann")) {
      for (int i = 0; i < 999; i++) { // the login was the first of a thousand
        busy.send("{'type':'ping'}");
        busy.next("pong");
      }
      busy.send("{'type':'join','id':7,'room':'a'}");
      var error = busy.nextError("too-often");
      assertEquals(7, error.path("id").asInt());
      assertEquals(5000, error.path("retryAfterMs").asInt());
      assertTrue(error.path("message").asText().startsWith("1001 frames in 5000 ms"));
      strict.expectNothingElse();
    }
  }

  private void expectClosed(int code, String reason) throws Exception {
    assertEquals(new TestLink.Closed(code, reason), link.closed());
    expectLinkClosed();
  }

  private void expectLinkClosed() {
    Session.LinkClosed closed = rig.sessions.expectMessageClass(Session.LinkClosed.class);
    assertEquals(new Fence(1, 1), closed.fence());
    rig.expectNothingElse();
  }
}
