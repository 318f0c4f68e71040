package io.rejoin.server;

import io.rejoin.gateway.TestLink;
import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Sends the pings of one link, until it is stopped, and counts what is answered. */
final class Heart {
  private static final long EVERY_MILLIS = 100;
  private static final ScheduledExecutorService CLOCK =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "hearts");
            thread.setDaemon(true);
            return thread;
          });

  private final TestLink link;
  private final ScheduledFuture<?> beating;
  private long sent;
  private long heard;

  Heart(TestLink link) {
    this(link, 0);
  }

  /** Goes on with a link that was plugged out. */
  Heart(TestLink link, Heart before) {
    this(link, before.unanswered());
  }

  private Heart(TestLink link, long unanswered) {
    this.link = link;
    this.sent = unanswered;
    this.beating =
        CLOCK.scheduleWithFixedDelay(
            this::beatOrStop, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Sends a ping now; how many were sent. */
  synchronized long beat() throws IOException {
    link.send("{'type':'ping'}");
    return ++sent;
  }

  private synchronized void beatOrStop() {
    try {
      if (!beating.isCancelled()) {
        beat();
      }
    } catch (IOException e) {
      stop(); // the link has ended
    }
  }

  /** A pong was heard. */
  synchronized void pong() {
    heard++;
  }

  synchronized long heard() {
    return heard;
  }

  private synchronized long unanswered() {
    return sent - heard;
  }

  synchronized void stop() {
    beating.cancel(false);
  }
}
