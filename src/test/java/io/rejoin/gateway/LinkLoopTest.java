package io.rejoin.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.ReferenceCountUtil;
import io.rejoin.cluster.Clocks;
import io.rejoin.room.Fence;
import io.rejoin.room.Observers;
import io.rejoin.room.Outlet;
import io.rejoin.room.RoomKey;
import io.rejoin.session.LinkCommand;
import io.rejoin.session.Session;
import io.rejoin.wire.Code;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One link on a channel in memory, whose event loop turns when the test says so. */
class LinkLoopTest {
  private static final Fence FENCE = new Fence(1, 1);

  private final TestTime time = new TestTime();
  private final GatewaySettings settings = GatewayRig.settings("sweep-every = 250 ms");
  private final List<Session.Command> told = new ArrayList<>();
  private final List<String> done = new ArrayList<>();
  private EmbeddedChannel channel;
  private Links links;

  @BeforeEach
  void attach() {
    channel = new EmbeddedChannel();
    links = new Links(settings, List.of(new NettyTurns(channel.eventLoop())), Clocks.one(time));
    Neighbours neighbours =
        new Neighbours(
            (id, command) -> told.add(command),
            null,
            null,
            GatewayRig.scriptedTokens(),
            name -> Optional.ofNullable(GatewayRig.PROFILES.get(name)),
            app -> "tell");
    channel
        .pipeline()
        .addLast(
            new ChannelOutboundHandlerAdapter() {
              @Override
              public void write(ChannelHandlerContext ctx, Object frame, ChannelPromise promise) {
                done.add(
                    isPing((ByteBuf) frame)
                        ? "ping"
                        : "write"); // no further: a channel in memory runs all tasks on each write
                ReferenceCountUtil.release(frame);
              }

              @Override
              public void flush(ChannelHandlerContext ctx) {
                done.add("flush");
              }
            },
            new LinkDecoder(LinkDecoder.config(settings)),
            new LinkReader(links.loops().get(0), neighbours, Link.Asking.WHEN_SILENT));
    say(GatewayRig.login("ann"));
    links.tell(
        new LinkCommand.Attached(0, 1, FENCE, false, GatewayRig.USER),
        gone -> fail("the link is there"));
    turn();
    told.clear();
    done.clear();
  }

  private static boolean isPing(ByteBuf frame) {
    return ByteBufUtil.hexDump(frame).equals("8900");
  }

  private void say(String json) {
    byte[] frame =
        TestLink.frame(
            TestLink.TEXT, true, true, json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    channel.writeInbound(io.netty.buffer.Unpooled.wrappedBuffer(frame));
  }

  private void pong() {
    byte[] frame = TestLink.frame(TestLink.PONG, true, true, new byte[0]);
    channel.writeInbound(io.netty.buffer.Unpooled.wrappedBuffer(frame));
  }

  private void sweepTimes(int times) {
    for (int i = 0; i < times; i++) {
      sweepAfter(250);
    }
  }

  private void turn() {
    channel.runPendingTasks();
  }

  private void sweepAfter(long millis) {
    time.advance(Duration.ofMillis(millis));
    links.loops().get(0).sweep();
  }

  @Test
  void allThatOneTurnWritesIsFlushedOnce() {
    Outlet.Audience audience = links.outlet().open(new RoomKey("demo", "a"));
    audience.admit(0, "ann", "web", FENCE, List.of());
    for (int i = 0; i < 10; i++) {
      audience.deliver(GatewayRig.bytes("{'type':'message'}"), Observers.ALL, null);
    }
    assertEquals(List.of(), done);
    turn();
    assertEquals(10, Collections.frequency(done, "write"));
    assertEquals(1, Collections.frequency(done, "flush"));
    assertEquals("flush", done.get(10));
    audience.deliver(GatewayRig.bytes("{'type':'message'}"), Observers.ALL, null);
    turn();
    assertEquals(List.of("write", "flush"), done.subList(11, 13));
    assertEquals(13, done.size());
  }

  @Test
  void aLoopThatWasPausedReadsFirstAndSweepsLater() {
    sweepAfter(250);
    sweepAfter(60_000); // the loop itself stood still, and bytes lie unread
    assertEquals(List.of(), told);
    say("{'type':'ping'}");
    sweepAfter(250);
    assertEquals(List.of(), told);
  }

  @Test
  void aLoopThatWasPausedStillFindsWhoIsSilent() {
    sweepAfter(250);
    sweepAfter(5_000);
    sweepAfter(250); // it is asked first, late as it is
    assertEquals(List.of(), told);
    sweepAfter(250);
    assertEquals(List.of(new Session.Silent(FENCE, Duration.ofMillis(5_750))), told);
  }

  @Test
  void aLinkThatDoesNotSpeakIsAskedOnceInASilence() {
    sweepTimes(7);
    assertEquals(List.of(), done);
    sweepAfter(250); // the profile's ask-after has passed
    turn();
    assertEquals(List.of("ping", "flush"), done);
    sweepTimes(40);
    turn();
    assertEquals(List.of("ping", "flush"), done);
    assertEquals(List.of(new Session.Silent(FENCE, Duration.ofMillis(4_000))), told);
  }

  @Test
  void aLinkThatOnlyAnswersIsNeverSilentAndAskedInEachSilence() {
    for (int i = 1; i <= 10; i++) {
      sweepTimes(8);
      turn();
      assertEquals(i, Collections.frequency(done, "ping"));
      pong();
    }
    assertEquals(List.of(), told);
    assertEquals(20, done.size(), done::toString); // a flush for each, and no answer to an answer
  }

  @Test
  void aLinkThatSpeaksInTimeIsNeverAsked() {
    for (int i = 0; i < 40; i++) {
      sweepTimes(7);
      say("{'type':'publish"); // no good frame, but heard
    }
    turn();
    assertEquals(0, Collections.frequency(done, "ping"));
    assertEquals(List.of(), told);
  }

  @Test
  void aPongIsTakenInAnyStateAndAnsweredByNothing() {
    pong(); // nobody has asked
    sweepTimes(17);
    assertEquals(List.of(new Session.Silent(FENCE, Duration.ofMillis(4_000))), told);
    pong();
    assertEquals(new Session.Heard(FENCE), told.get(1));
    turn();
    assertEquals(List.of("ping", "flush"), done);
    channel.close();
    turn();
    assertEquals(new Session.LinkClosed(FENCE, Duration.ZERO), told.get(2));
    assertEquals(3, told.size());
  }

  @Test
  void aLinkThatIsClosingIsNotAskedAndItsPongHarmsNothing() {
    links.tell(new LinkCommand.Close(0, Code.BANNED, "out"), gone -> fail("the link is there"));
    turn();
    assertEquals(List.of("write", "flush"), done);
    sweepTimes(10);
    pong();
    turn();
    assertEquals(List.of("write", "flush"), done);
    assertEquals(List.of(), told);
  }

  @Test
  void silenceIsToldAtItsTimeAndNotBefore() {
    sweepTimes(15);
    assertEquals(List.of(), told);
    sweepAfter(250);
    sweepAfter(250);
    assertEquals(List.of(new Session.Silent(FENCE, Duration.ofMillis(4_000))), told);
  }

  @Test
  void aLinkThatFloodsIsNotReadUntilTheNextSweep() {
    sweepAfter(250);
    for (int i = 0; i < 500; i++) { // 2,000 a second
      say("{'type':'ping'}");
    }
    assertTrue(channel.config().isAutoRead());
    say("{'type':'ping'}");
    assertFalse(channel.config().isAutoRead());
    sweepAfter(250);
    assertTrue(channel.config().isAutoRead());
    assertEquals(List.of(), told);
  }

  @Test
  void aPingWakesNobody() {
    say("{'type':'ping'}");
    turn();
    assertEquals(List.of(), told);
    assertEquals(List.of("write", "flush"), done);
  }
}
