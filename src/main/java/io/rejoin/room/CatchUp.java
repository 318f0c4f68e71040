package io.rejoin.room;

import io.rejoin.history.Position;
import io.rejoin.replay.CatchUpStage;
import io.rejoin.replay.Gate;
import io.rejoin.replay.GateSink;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.apache.pekko.Done;
import org.apache.pekko.stream.BoundedSourceQueue;
import org.apache.pekko.stream.FanInShape2;
import org.apache.pekko.stream.Graph;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.SourceShape;
import org.apache.pekko.stream.javadsl.GraphDSL;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;

/**
 * The slow road of one link that comes back: a stream that gives it what it missed and then what is
 * live, as fast as its socket takes it, until nothing waits any more. Belongs to one relay.
 */
final class CatchUp {

  /**
   * A frame on its way to the link.
   *
   * @param position of a message; null for other frames
   */
  record Piece(byte[] frame, Position position) {}

  /** The lane to the link, until this catching up has ended: then nothing more is written. */
  private static final class Way implements Gate<byte[]> {
    private final Outlet.Lane lane;
    private boolean ended;
    private Runnable wake = () -> {};

    Way(Outlet.Lane lane) {
      this.lane = lane;
    }

    @Override
    public synchronized boolean isWritable() {
      return ended || lane.isWritable();
    }

    @Override
    public synchronized void write(byte[] frame) {
      if (!ended) {
        lane.write(frame);
      }
    }

    @Override
    public synchronized void onWritable(Runnable newWake) {
      wake = newWake;
      lane.onWritable(newWake);
    }

    synchronized void end() {
      ended = true;
      wake.run();
    }
  }

  private final long serial;
  private final Member member;
  private final Way way;
  private final BoundedSourceQueue<Piece> live;
  private long offered;

  /**
   * Starts the stream.
   *
   * @param serial tells it from others of the same socket
   * @param past what the link missed
   * @param buffer how many live frames may wait
   * @param onIdle told, on the stream's thread, how many live frames were taken when nothing waits
   * @param onFailure told, on the stream's thread, if the stream fails
   */
  CatchUp(
      long serial,
      Outlet.Lane lane,
      Member member,
      List<Piece> past,
      int buffer,
      Materializer materializer,
      LongConsumer onIdle,
      Consumer<Throwable> onFailure) {
    this.serial = serial;
    this.member = member;
    this.way = new Way(lane);
    this.live =
        Source.fromGraph(pastThenLive(past, buffer, onIdle))
            .map(Piece::frame)
            .watchTermination((queue, done) -> failing(queue, done, onFailure))
            .to(Sink.fromGraph(new GateSink<>(way)))
            .run(materializer);
  }

  private static Graph<SourceShape<Piece>, BoundedSourceQueue<Piece>> pastThenLive(
      List<Piece> past, int buffer, LongConsumer onIdle) {
    return GraphDSL.create(
        Source.<Piece>queue(buffer),
        (builder, live) -> {
          FanInShape2<Piece, Piece, Piece> stage =
              builder.add(new CatchUpStage<>(Piece::position, onIdle));
          builder.from(builder.add(Source.from(past))).toInlet(stage.in0());
          builder.from(live).toInlet(stage.in1());
          return SourceShape.of(stage.out());
        });
  }

  private static BoundedSourceQueue<Piece> failing(
      BoundedSourceQueue<Piece> queue, CompletionStage<Done> done, Consumer<Throwable> onFailure) {
    done.whenComplete(
        (ended, failure) -> {
          if (failure != null) {
            onFailure.accept(failure);
          }
        });
    return queue;
  }

  /** Whether it is the one of this number. */
  boolean is(long number) {
    return serial == number;
  }

  long serial() {
    return serial;
  }

  /** Whose link it is, as of the start. */
  Member member() {
    return member;
  }

  /** The platform of the link, which decides what is for it. */
  String platform() {
    return member.platform();
  }

  /** Adds a live frame; false if too many wait already. */
  boolean offer(Piece piece) {
    offered++;
    return live.offer(piece).isEnqueued();
  }

  /** How many live frames it was given. */
  long offered() {
    return offered;
  }

  /** Ends the stream: nothing is written any more, and nothing may be offered. */
  void end() {
    way.end();
    live.complete();
  }
}
