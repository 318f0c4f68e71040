package io.rejoin.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.util.ReferenceCountUtil;
import io.rejoin.cluster.Clocks;
import io.rejoin.room.Fence;
import io.rejoin.room.Observers;
import io.rejoin.room.Outlet;
import io.rejoin.room.RoomKey;
import io.rejoin.session.LinkCommand;
import io.rejoin.session.Session;
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
                done.add("write"); // no further: a channel in memory runs all tasks on each write
                ReferenceCountUtil.release(frame);
              }

              @Override
              public void flush(ChannelHandlerContext ctx) {
                done.add("flush");
              }
            },
            new LinkDecoder(WebSocketDecoderConfig.newBuilder().build()),
            new LinkReader(links.loops().get(0), neighbours));
    say(GatewayRig.login("ann"));
    links.tell(
        new LinkCommand.Attached(0, 1, FENCE, false, GatewayRig.USER),
        gone -> fail("the link is there"));
    turn();
    told.clear();
    done.clear();
  }

  private void say(String json) {
    byte[] frame =
        TestLink.frame(
            TestLink.TEXT, true, true, json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    channel.writeInbound(io.netty.buffer.Unpooled.wrappedBuffer(frame));
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
    sweepAfter(250);
    assertEquals(List.of(new Session.Silent(FENCE, Duration.ofMillis(5_500))), told);
  }

  @Test
  void silenceIsToldAtItsTimeAndNotBefore() {
    for (int i = 0; i < 15; i++) {
      sweepAfter(250);
    }
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
