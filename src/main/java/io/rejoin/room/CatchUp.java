package io.rejoin.room;

import io.rejoin.history.Position;
import io.rejoin.replay.CatchUpStage;
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

  private final Member member;
  private final BoundedSourceQueue<Piece> live;
  private long offered;

  /**
   * Starts the stream.
   *
   * @param past what the link missed
   * @param buffer how many live frames may wait
   * @param onIdle told, on the stream's thread, how many live frames were taken when nothing waits
   * @param onFailure told, on the stream's thread, if the stream fails
   */
  CatchUp(
      Outlet.Lane lane,
      Member member,
      List<Piece> past,
      int buffer,
      Materializer materializer,
      LongConsumer onIdle,
      Consumer<Throwable> onFailure) {
    this.member = member;
    this.live =
        Source.fromGraph(pastThenLive(past, buffer, onIdle))
            .map(Piece::frame)
            .watchTermination((queue, done) -> failing(queue, done, onFailure))
            .to(Sink.fromGraph(new GateSink<>(lane)))
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

  /** Ends the stream; nothing may be offered any more. */
  void end() {
    live.complete();
  }
}
