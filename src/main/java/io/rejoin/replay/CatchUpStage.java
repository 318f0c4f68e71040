package io.rejoin.replay;

import io.rejoin.history.Position;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.FanInShape2;
import org.apache.pekko.stream.Inlet;
import org.apache.pekko.stream.Outlet;
import org.apache.pekko.stream.stage.AbstractInHandler;
import org.apache.pekko.stream.stage.AbstractOutHandler;
import org.apache.pekko.stream.stage.GraphStage;
import org.apache.pekko.stream.stage.GraphStageLogic;

/**
 * First all that is past, then what is live: one strictly increasing line of positions. A live
 * element at or before the last position is dropped (the past had it); one that leaves a hole fails
 * the stage with {@link HoleException}. Elements without a position pass as they come.
 *
 * <p>The live inlet is not pulled before the past has ended, so what is live waits upstream, in
 * whatever bounded buffer is there. Whenever there is demand and nothing to give, and the past has
 * ended, {@code onIdle} is told how many live elements have been taken so far: whoever feeds the
 * live inlet then knows if anything is still on its way. Completes when both inlets have.
 *
 * @param <T> the elements
 */
public final class CatchUpStage<T> extends GraphStage<FanInShape2<T, T, T>> {
  private final Inlet<T> past = Inlet.create("CatchUp.past");
  private final Inlet<T> live = Inlet.create("CatchUp.live");
  private final Outlet<T> out = Outlet.create("CatchUp.out");
  private final FanInShape2<T, T, T> shape = new FanInShape2<>(past, live, out);
  private final Function<T, Position> positionOf;
  private final LongConsumer onIdle;

  /**
   * @param positionOf an element's position; null if it has none
   * @param onIdle called on the stream's thread; must not block
   */
  public CatchUpStage(Function<T, Position> positionOf, LongConsumer onIdle) {
    this.positionOf = positionOf;
    this.onIdle = onIdle;
  }

  @Override
  public FanInShape2<T, T, T> shape() {
    return shape;
  }

  @Override
  public GraphStageLogic createLogic(Attributes inherited) {
    return new Logic();
  }

  private final class Logic extends GraphStageLogic {
    private Position last;
    private long liveTaken;

    Logic() {
      super(shape);
      setHandler(past, new Past());
      setHandler(live, new Live());
      setHandler(
          out,
          new AbstractOutHandler() {
            @Override
            public void onPull() {
              pullNext();
            }
          });
    }

    private void pullNext() {
      if (!isClosed(past)) {
        pull(past);
      } else if (!isClosed(live)) {
        onIdle.accept(liveTaken);
        if (!hasBeenPulled(live)) {
          pull(live);
        }
      }
    }

    /** Gives an element, or drops it, or fails; true unless it was dropped. */
    private boolean give(T element) {
      Position position = positionOf.apply(element);
      if (position != null && last != null) {
        if (position.compareTo(last) <= 0) {
          return false;
        }
        if (position.offset() != last.offset() + 1) {
          failStage(new HoleException(last, position));
          return true;
        }
      }
      if (position != null) {
        last = position;
      }
      push(out, element);
      return true;
    }

    private final class Past extends AbstractInHandler {
      @Override
      public void onPush() {
        if (!give(grab(past))) {
          pull(past);
        }
      }

      @Override
      public void onUpstreamFinish() {
        if (isClosed(live)) {
          completeStage();
        } else if (isAvailable(out)) {
          pullNext();
        }
      }
    }

    private final class Live extends AbstractInHandler {
      @Override
      public void onPush() {
        liveTaken++;
        if (!give(grab(live))) {
          pullNext();
        }
      }

      @Override
      public void onUpstreamFinish() {
        if (isClosed(past)) {
          completeStage();
        }
      }
    }
  }
}
