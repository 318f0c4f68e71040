package io.rejoin.replay;

import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.Inlet;
import org.apache.pekko.stream.SinkShape;
import org.apache.pekko.stream.stage.AbstractInHandler;
import org.apache.pekko.stream.stage.AsyncCallback;
import org.apache.pekko.stream.stage.GraphStage;
import org.apache.pekko.stream.stage.GraphStageLogic;

/**
 * Writes to a gate, and asks for the next element only while the gate is writable: the
 * back-pressure of a socket, as demand.
 *
 * @param <T> what is written
 */
public final class GateSink<T> extends GraphStage<SinkShape<T>> {
  private final Inlet<T> in = Inlet.create("Gate.in");
  private final SinkShape<T> shape = SinkShape.of(in);
  private final Gate<T> gate;

  public GateSink(Gate<T> gate) {
    this.gate = gate;
  }

  @Override
  public SinkShape<T> shape() {
    return shape;
  }

  @Override
  public GraphStageLogic createLogic(Attributes inherited) {
    return new Logic();
  }

  private final class Logic extends GraphStageLogic {

    Logic() {
      super(shape);
      setHandler(
          in,
          new AbstractInHandler() {
            @Override
            public void onPush() {
              gate.write(grab(in));
              pullIfWritable();
            }
          });
    }

    @Override
    public void preStart() {
      AsyncCallback<Gate<T>> wake = createAsyncCallback(woken -> pullIfWritable());
      gate.onWritable(() -> wake.invoke(gate));
      pullIfWritable();
    }

    private void pullIfWritable() {
      if (gate.isWritable() && !hasBeenPulled(in) && !isClosed(in)) {
        pull(in);
      }
    }
  }
}
