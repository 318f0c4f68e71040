package io.rejoin.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.pekko.Done;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/** A gate that closes is not written to, and nothing is pulled for it. */
class GateSinkTest {
  private static ActorTestKit kit;

  /** A gate with room for so many more elements. */
  private static final class Narrow implements Gate<Integer> {
    final BlockingQueue<Integer> written = new LinkedBlockingQueue<>();
    private int room;
    private Runnable wake = () -> {};

    Narrow(int room) {
      this.room = room;
    }

    @Override
    public synchronized boolean isWritable() {
      return room > 0;
    }

    @Override
    public synchronized void write(Integer element) {
      room--;
      written.add(element);
    }

    @Override
    public synchronized void onWritable(Runnable newWake) {
      wake = newWake;
    }

    void open(int more) {
      Runnable woken;
      synchronized (this) {
        room += more;
        woken = wake;
      }
      woken.run();
    }

    List<Integer> next(int count) throws InterruptedException {
      ArrayDeque<Integer> all = new ArrayDeque<>();
      for (int i = 0; i < count; i++) {
        Integer element = written.poll(10, TimeUnit.SECONDS);
        all.add(element == null ? -1 : element);
      }
      return List.copyOf(all);
    }
  }

  /** What stands before the sink: counts what the sink asks for. */
  private static final class Upstream {
    final BlockingQueue<Long> asked = new LinkedBlockingQueue<>();
    private Subscriber<? super Integer> sink;

    Upstream(Gate<Integer> gate) {
      Pair<Subscriber<Integer>, ?> running =
          Source.<Integer>asSubscriber()
              .toMat(Sink.fromGraph(new GateSink<>(gate)), Keep.both())
              .withAttributes(Attributes.inputBuffer(1, 1))
              .run(Materializer.matFromSystem(kit.system().classicSystem()));
      sink = running.first();
      sink.onSubscribe(
          new Subscription() {
            @Override
            public void request(long count) {
              asked.add(count);
            }

            @Override
            public void cancel() {
              asked.add(-1L);
            }
          });
    }
  }

  @BeforeAll
  static void start() {
    kit = ActorTestKit.create();
  }

  @AfterAll
  static void stop() {
    kit.shutdownTestKit();
  }

  @Test
  void aClosedGateIsNotWrittenToAndAWakeResumesWhereItStopped() throws Exception {
    Narrow gate = new Narrow(2);
    var done =
        Source.from(IntStream.range(0, 6).boxed().toList())
            .watchTermination(Keep.right())
            .to(Sink.fromGraph(new GateSink<>(gate)))
            .run(Materializer.matFromSystem(kit.system().classicSystem()));
    assertEquals(List.of(0, 1), gate.next(2));
    gate.open(3);
    assertEquals(List.of(2, 3, 4), gate.next(3));
    assertNull(gate.written.poll(), "nothing passes a closed gate");
    gate.open(9);
    assertEquals(List.of(5), gate.next(1));
    assertEquals(Done.getInstance(), done.toCompletableFuture().get(10, TimeUnit.SECONDS));
  }

  @Test
  void aWakeOfAGateThatIsStillClosedPullsNothing() throws Exception {
    Narrow gate = new Narrow(0);
    Upstream upstream = new Upstream(gate);
    assertEquals(1L, upstream.asked.poll(10, TimeUnit.SECONDS), "the boundary's buffer of one");
    upstream.sink.onNext(7);
    gate.open(0);
    gate.open(0);
    gate.open(1);
    assertEquals(List.of(7), gate.next(1));
    assertEquals(1L, upstream.asked.poll(10, TimeUnit.SECONDS));
    assertNull(upstream.asked.poll(), "asked for once, when the first had passed");
  }

  @Test
  void aGoneGateDrains() throws Exception {
    Narrow gate = new Narrow(1);
    var done =
        Source.from(IntStream.range(0, 100).boxed().toList())
            .watchTermination(Keep.right())
            .to(Sink.fromGraph(new GateSink<>(gate)))
            .run(Materializer.matFromSystem(kit.system().classicSystem()));
    assertEquals(List.of(0), gate.next(1));
    gate.open(Integer.MAX_VALUE);
    assertEquals(Done.getInstance(), done.toCompletableFuture().get(10, TimeUnit.SECONDS));
    assertEquals(99, gate.written.size());
  }
}
