package io.rejoin.gateway;

import io.rejoin.room.Outlet;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The way to one link that is catching up. It is writable while less than {@code catch-up-window}
 * bytes of it have not been taken by the socket; a frame that starts inside the window is taken
 * whole.
 */
final class SocketLane implements Outlet.Lane {
  private static final int GONE = Integer.MAX_VALUE;
  private static final Runnable NOBODY = () -> {};

  private final LinkLoop loop;
  private final long socket;
  private final AtomicInteger unsentBytes = new AtomicInteger();
  private volatile int window;
  private volatile Runnable wake = NOBODY;

  SocketLane(LinkLoop loop, long socket) {
    this.loop = loop;
    this.socket = socket;
    this.window = loop.settings().catchUpWindow();
  }

  @Override
  public boolean isWritable() {
    return unsentBytes.get() < window;
  }

  @Override
  public void onWritable(Runnable newWake) {
    wake = newWake;
    if (window == GONE) {
      newWake.run();
    }
  }

  @Override
  public void write(byte[] frame) {
    unsentBytes.addAndGet(frame.length);
    loop.execute(
        () -> {
          Link link = loop.link(socket);
          if (link == null) {
            taken(frame.length);
          } else {
            link.catchUp(frame, () -> taken(frame.length));
          }
        });
  }

  private void taken(int bytes) {
    int before = unsentBytes.getAndAdd(-bytes);
    if (before >= window && before - bytes < window) {
      wake.run();
    }
  }

  /** The link has gone: all that is still written is dropped. */
  void gone() {
    window = GONE;
    wake.run();
  }
}
