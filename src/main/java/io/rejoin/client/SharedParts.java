package io.rejoin.client;

import io.rejoin.profile.Profiles;
import java.net.http.HttpClient;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** What all clients of a process share where they were given nothing else; each made when used. */
final class SharedParts {
  private SharedParts() {}

  static final Profiles PROFILES = Profiles.builtIn();
  static final ExecutorService EXECUTOR = pool();
  static final ClientClock CLOCK = new SystemClock(daemons("rejoin-clock"));
  static final Transport TRANSPORT =
      new HttpTransport(HttpClient.newBuilder().executor(EXECUTOR).build());

  private static ExecutorService pool() {
    int threads = Math.max(2, Runtime.getRuntime().availableProcessors());
    // A client gives it one task at a time, so that the queue is no longer than there are clients.
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            threads,
            threads,
            1,
            TimeUnit.MINUTES,
            new LinkedBlockingQueue<>(),
            daemons("rejoin-client"));
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  private static ThreadFactory daemons(String name) {
    AtomicInteger made = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, name + "-" + made.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }
}
