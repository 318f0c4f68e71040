package io.rejoin.gateway;

import static io.rejoin.gateway.GatewayRig.bytes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rejoin.room.Fence;
import io.rejoin.room.Observers;
import io.rejoin.room.Outlet;
import io.rejoin.session.LinkAddress;
import io.rejoin.session.LinkCommand;
import io.rejoin.session.Session;
import io.rejoin.wire.Code;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Silence, tokens, slow consumers, closes: how links come to their end. */
class EndingTest {
  private static final Fence FENCE = new Fence(1, 1);
  private GatewayRig rig;

  @BeforeEach
  void start() throws Exception {
    rig = new GatewayRig("outbound-high-water-mark = 64 KiB");
  }

  @AfterEach
  void stop() throws Exception {
    rig.close();
  }

  @Test
  void silenceIsToldOnceAndUndoneByTheNextByte() throws Exception {
    try (TestLink ann = rig.logIn("ann")) {
      rig.time.advance(Duration.ofMillis(4_000));
      rig.sessions.expectMessage(new Session.Silent(FENCE, Duration.ofSeconds(4)));
      rig.time.advance(Duration.ofMillis(30));
      ann.raw(new byte[] {(byte) 0x81}); // the first byte of a frame is a byte heard
      rig.sessions.expectMessage(new Session.Heard(FENCE));
      rig.time.advance(Duration.ofMillis(4_010));
      rig.sessions.expectMessage(new Session.Silent(FENCE, Duration.ofMillis(4_010)));
      rig.expectNothingElse();
    }
  }

  @Test
  void aLinkThatIsSilentForLongerThanTheWindowIsClosed() throws Exception {
    try (TestLink ann = rig.logIn("ann")) {
      rig.time.advance(Duration.ofMillis(30_001));
      assertEquals(
          new TestLink.Closed(4002, "silent: no bytes for 30.0 s; limit 30.0 s"), ann.closed());
      rig.sessions.expectMessage(new Session.LinkClosed(FENCE, Duration.ofMillis(30_001)));
      rig.expectNothingElse();
    }
  }

  @Test
  void aSocketThatClosesIsToldWithItsAge() throws Exception {
    TestLink ann = rig.logIn("ann");
    rig.time.advance(Duration.ofMillis(500));
    ann.close();
    rig.sessions.expectMessage(new Session.LinkClosed(FENCE, Duration.ofMillis(500)));
    rig.expectNothingElse();
  }

  @Test
  void aClientThatSaysGoodbyeIsAnswered() throws Exception {
    try (TestLink ann = rig.logIn("ann")) {
      rig.time.advance(Duration.ofMillis(500));
      ann.sayClose();
      assertEquals(1000, ann.closed().code());
      rig.sessions.expectMessage(new Session.LinkClosed(FENCE, Duration.ZERO));
      rig.expectNothingElse();
    }
  }

  @Test
  void aSessionClosesItsLinkAndIsNotToldWhatItKnows() throws Exception {
    try (TestLink ann = rig.logIn("ann")) {
      ann.send("{'type':'logout','id':2}");
      LinkAddress address = new LinkAddress(rig.ear, rig.relays.ref(), rig.socket);
      rig.sessions.expectMessage(new Session.Logout(address, FENCE, 2, Duration.ZERO));
      address.tell(new LinkCommand.Done(rig.socket, 2));
      address.tell(new LinkCommand.Close(rig.socket, Code.LOGGED_OUT, "as asked"));
      ann.next("ok");
      assertEquals(new TestLink.Closed(4522, "logged-out: as asked"), ann.closed());
      rig.expectNothingElse();
    }
  }

  @Test
  void aTokenThatEndsIsToldAndTheClientGoesOn() throws Exception {
    long ends = rig.time.millis() + 31_000;
    try (TestLink ann = rig.logIn("ann", "'token':'" + ends + "'")) {
      rig.time.advance(Duration.ofMillis(2_000));
      assertEquals(29_000, ann.next("token-expiring").path("inMs").asInt());
      ann.send("{'type':'renew','id':2,'token':'" + (ends + 20_000) + "'}");
      assertEquals(49_000, ann.next("renewed").path("tokenExpiresInMs").asLong());
      for (int i = 0; i < 10; i++) {
        rig.time.advance(Duration.ofMillis(2_000));
        ann.expectNothingElse();
      }
      rig.time.advance(Duration.ofMillis(2_000));
      ann.next("token-expiring");
      keepAlive(ann, 14);
      rig.time.advance(Duration.ofMillis(2_000));
      ann.next("token-expired");
      ann.expectNothingElse();
      rig.expectNothingElse();
    }
  }

  private void keepAlive(TestLink link, int times) throws Exception {
    for (int i = 0; i < times; i++) {
      rig.time.advance(Duration.ofMillis(2_000));
      link.expectNothingElse();
    }
  }

  @Test
  void byProfileATokenThatEndsClosesTheLink() throws Exception {
    long ends = rig.time.millis() + 1_000;
    try (TestLink ann = rig.logIn("ann", "'token':'" + ends + "'", "'profile':'close'")) {
      ann.next("token-expiring");
      rig.time.advance(Duration.ofMillis(1_500));
      ann.next("token-expired");
      assertEquals(
          new TestLink.Closed(4013, "token-expired: the token ended 0.5 s ago"), ann.closed());
      rig.sessions.expectMessageClass(Session.LinkClosed.class);
      rig.expectNothingElse();
    }
  }

  @Test
  void aSlowConsumerIsCutAndDoesNotHoldTheOthersUp() throws Exception {
    TestLink slow = rig.logIn(TestLink.connectNarrow(rig.port), "slow");
    long slowSocket = rig.socket;
    try (slow;
        TestLink quick = rig.logIn("quick")) {
      Outlet.Audience audience = rig.audience("a");
      audience.admit(slowSocket, "slow", "web", FENCE, List.of());
      audience.admit(rig.socket, "quick", "web", FENCE, List.of());
      slow.stopReading();
      byte[] message = bytes("{'type':'message','x':'" + "x".repeat(30_000) + "'}");
      for (int i = 0; i < 300; i++) {
        audience.deliver(message, Observers.ALL, null);
        quick.next("message");
      }
      rig.sessions.expectMessageClass(Session.LinkClosed.class);
      rig.time.advance(Duration.ofMillis(3_001)); // the close frame cannot get through
      slow.readAgain();
      TestLink.Closed closed = null;
      while (closed == null) {
        closed = endOrNull(slow);
      }
      assertTrue(
          closed.code() == 4001
                  && closed.reason().contains("bytes wait for the socket; limit 65536")
              || closed.code() == 1006,
          closed.toString());
      quick.expectNothingElse();
      rig.expectNothingElse();
    }
  }

  private static TestLink.Closed endOrNull(TestLink link) throws Exception {
    return link.nextOrEnd() instanceof TestLink.Closed closed ? closed : null;
  }

  @Test
  void aRelayCutsALinkWithItsFact() throws Exception {
    try (TestLink ann = rig.logIn("ann")) {
      rig.audience("a").cut(rig.socket, "257 frames wait; limit 256");
      assertEquals(
          new TestLink.Closed(4001, "slow-consumer: 257 frames wait; limit 256"), ann.closed());
    }
  }

  @Test
  void aGatewayThatStopsClosesItsLinksAndTellsTheirSessions() throws Exception {
    try (TestLink ann = rig.logIn("ann")) {
      var stopped = rig.gateway.stop().toCompletableFuture();
      assertEquals(
          new TestLink.Closed(4000, "server-stopping: this node leaves service"), ann.closed());
      rig.sessions.expectMessageClass(Session.LinkClosed.class);
      ann.close();
      stopped.get(10, TimeUnit.SECONDS);
      rig.expectNothingElse();
    }
  }
}
