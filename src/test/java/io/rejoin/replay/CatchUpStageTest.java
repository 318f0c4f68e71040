package io.rejoin.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rejoin.history.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.BoundedSourceQueue;
import org.apache.pekko.stream.FanInShape2;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.QueueOfferResult;
import org.apache.pekko.stream.SourceShape;
import org.apache.pekko.stream.javadsl.GraphDSL;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.SinkQueueWithCancel;
import org.apache.pekko.stream.javadsl.Source;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** First the past, then what is live, as one line: in running streams. */
class CatchUpStageTest {
  private static final int BUFFER = 4;

  private static ActorTestKit kit;

  /** An element: a position, or null for news without one. */
  private record Item(Position position, String what) {}

  /** A running stage: two ends to feed, one to pull. */
  private static final class Rig {
    final BlockingQueue<Long> idle = new LinkedBlockingQueue<>();
    final BoundedSourceQueue<Item> past;
    final BoundedSourceQueue<Item> live;
    final SinkQueueWithCancel<Item> out;

    Rig() {
      CatchUpStage<Item> stage = new CatchUpStage<>(Item::position, idle::add);
      Source<Item, Pair<BoundedSourceQueue<Item>, BoundedSourceQueue<Item>>> source =
          Source.fromGraph(
              GraphDSL.create(
                  Source.<Item>queue(16),
                  Source.<Item>queue(BUFFER),
                  Pair::create,
                  (builder, first, second) -> {
                    FanInShape2<Item, Item, Item> shape = builder.add(stage);
                    builder.from(first).toInlet(shape.in0());
                    builder.from(second).toInlet(shape.in1());
                    return SourceShape.of(shape.out());
                  }));
      var running =
          source
              .toMat(Sink.<Item>queue().withAttributes(Attributes.inputBuffer(1, 1)), Keep.both())
              .run(Materializer.matFromSystem(kit.system().classicSystem()));
      past = running.first().first();
      live = running.first().second();
      out = running.second();
    }

    Optional<Item> pull() throws Exception {
      return get(out.pull());
    }

    List<String> pull(int count) throws Exception {
      List<String> all = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        all.add(pull().orElseThrow().what());
      }
      return all;
    }
  }

  private static <T> T get(CompletionStage<T> stage) throws Exception {
    return stage.toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  private static Item at(long offset) {
    return new Item(new Position(1, offset), "m" + offset);
  }

  private static Item news(String what) {
    return new Item(null, what);
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
  void whatIsLiveWaitsUntilThePastHasEnded() throws Exception {
    Rig rig = new Rig();
    rig.live.offer(at(3));
    rig.past.offer(at(1));
    rig.past.offer(at(2));
    assertEquals(List.of("m1", "m2"), rig.pull(2));
    CompletionStage<Optional<Item>> next = rig.out.pull();
    assertTrue(rig.idle.isEmpty(), "nobody is told of idleness while there is a past");
    rig.past.complete();
    assertEquals("m3", get(next).orElseThrow().what());
  }

  @Test
  void whatThePastHadIsDroppedFromWhatIsLive() throws Exception {
    Rig rig = new Rig();
    rig.past.offer(at(1));
    rig.past.offer(at(2));
    rig.past.complete();
    rig.live.offer(at(1));
    rig.live.offer(at(2));
    rig.live.offer(at(3));
    assertEquals(List.of("m1", "m2", "m3"), rig.pull(3));
  }

  @Test
  void newsWithoutAPlacePassAsTheyCome() throws Exception {
    Rig rig = new Rig();
    rig.past.offer(at(1));
    rig.past.offer(news("verdict"));
    rig.past.complete();
    rig.live.offer(news("joined"));
    rig.live.offer(at(2));
    assertEquals(List.of("m1", "verdict", "joined", "m2"), rig.pull(4));
  }

  @Test
  void aHoleFailsTheStream() throws Exception {
    Rig rig = new Rig();
    rig.past.offer(at(1));
    rig.past.complete();
    rig.live.offer(at(3));
    assertEquals(List.of("m1"), rig.pull(1));
    ExecutionException failure = assertThrows(ExecutionException.class, rig::pull);
    assertInstanceOf(HoleException.class, failure.getCause());
    assertEquals(
        "Position[epoch=1, offset=3] does not follow Position[epoch=1, offset=1]",
        failure.getCause().getMessage());
  }

  @Test
  void aHigherEpochGoesOnWithTheNextOffset() throws Exception {
    Rig rig = new Rig();
    rig.past.offer(at(1));
    rig.past.complete();
    rig.live.offer(new Item(new Position(9, 2), "next epoch"));
    assertEquals(List.of("m1", "next epoch"), rig.pull(2));
  }

  @Test
  void whoFeedsIsToldHowManyWereTakenWhenNothingWaits() throws Exception {
    Rig rig = new Rig();
    rig.past.offer(at(1));
    rig.past.complete();
    rig.live.offer(at(1)); // dropped, and still counted as taken
    rig.live.offer(at(2));
    assertEquals(List.of("m1", "m2"), rig.pull(2));
    rig.out.pull();
    long taken = -1;
    while (taken != 2) {
      Long told = rig.idle.poll(10, TimeUnit.SECONDS);
      assertTrue(told != null && told >= taken, "was told " + told + " after " + taken);
      taken = told;
    }
  }

  @Test
  void whatIsLiveIsBoundedWhileThePastIsNotTaken() throws Exception {
    Rig rig = new Rig();
    int taken = 0;
    while (rig.live.offer(at(taken + 1)) == QueueOfferResult.enqueued()) {
      taken++;
      assertTrue(taken <= BUFFER + 1, "the buffer has an end");
    }
    assertEquals(BUFFER, taken);
    rig.past.complete();
    assertEquals(List.of("m1", "m2", "m3", "m4"), rig.pull(BUFFER));
  }

  @Test
  void theStreamEndsWhenBothHaveEnded() throws Exception {
    Rig first = new Rig();
    first.live.offer(at(2));
    first.live.complete();
    first.past.offer(at(1));
    first.past.complete();
    assertEquals(List.of("m1", "m2"), first.pull(2));
    assertEquals(Optional.empty(), first.pull());

    Rig second = new Rig();
    second.past.complete();
    second.live.offer(at(1));
    second.live.complete();
    assertEquals(List.of("m1"), second.pull(1));
    assertEquals(Optional.empty(), second.pull());
  }
}
