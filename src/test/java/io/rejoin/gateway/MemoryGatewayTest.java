package io.rejoin.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import io.rejoin.cluster.Clocks;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A connection in memory is read as one behind a socket is. */
class MemoryGatewayTest {
  private static final String LIMIT = "max-frame-bytes = 2000";

  private final Queue<Runnable> turns = new ArrayDeque<>();
  private final List<String> heard = new ArrayList<>();

  private final class Turns implements LoopTurns {
    @Override
    public void execute(Runnable task) {
      turns.add(task);
    }

    @Override
    public void after(Duration delay, Runnable task) {
      // No time passes.
    }
  }

  private final class Ear implements MemoryGateway.Ear {
    @Override
    public void frame(String text) {
      heard.add(text);
    }

    @Override
    public void ping() {
      fail("a link that was heard a moment ago is not asked");
    }

    @Override
    public void closed(int code, String reason) {
      heard.add(code + " " + reason);
    }
  }

  private MemorySocket connect() {
    MemoryGateway gateway =
        new MemoryGateway(GatewayRig.settings(LIMIT), Clocks.one(new TestTime()), new Turns());
    gateway.start(
        new Neighbours(
            (id, command) -> heard.add("a session: " + command),
            null,
            null,
            GatewayRig.scriptedTokens(),
            name -> Optional.empty(),
            app -> "tell"));
    return gateway.connect(new Ear());
  }

  @ParameterizedTest
  @ValueSource(ints = {2001, 70_000})
  void aFrameAboveTheLimitEndsTheLinkWithTheSameCodeInMemoryAndBehindASocket(int bytes)
      throws Exception {
    connect().say("x".repeat(bytes));
    while (!turns.isEmpty()) {
      turns.remove().run();
    }
    assertEquals(List.of("4509 frame-too-large: a frame has more than 2000 bytes"), heard);

    try (GatewayRig rig = new GatewayRig(LIMIT);
        TestLink link = TestLink.connect(rig.port)) {
      link.raw(TestLink.frame(TestLink.TEXT, true, true, new byte[bytes]));
      TestLink.Closed closed = link.closed();
      assertEquals(List.of(closed.code() + " " + closed.reason()), heard);
    }
  }
}
