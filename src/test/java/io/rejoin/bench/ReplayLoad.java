package io.rejoin.bench;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A storm of resumes: users join rooms of ten, and lose their sockets; in each room somebody says
 * {@value #MISSED} messages; then all come back at once. Fails unless each of them gets exactly
 * what it missed, once and in order, and the verdict that it is complete.
 */
final class ReplayLoad {
  static final int MISSED = 20;

  private static final int MEMBERS = 10;
  private static final int WAIT_SECONDS = 60;

  private final int port;
  private final int users;
  private final EventLoopGroup group = Transport.oneLoop();
  private final EventLoop loop = group.next();
  private final String run = "r" + ProcessHandle.current().pid();
  private final CompletableFuture<Object> failed = new CompletableFuture<>();
  private final Meter meter;
  private final List<Returning> returnings = new ArrayList<>();

  private ReplayLoad(int port, long serverPid, int users) {
    this.port = port;
    this.users = users;
    this.meter = new Meter(loop.ticker(), serverPid, 0);
  }

  /** Port, the server's process, users. The line of standard output is the result. */
  public static void main(String[] args) throws Exception {
    ReplayLoad load =
        new ReplayLoad(
            Integer.parseInt(args[0]), Long.parseLong(args[1]), Integer.parseInt(args[2]));
    try {
      System.out.println(JsonMapper.builder().build().writeValueAsString(load.storm()));
    } finally {
      load.group.shutdownGracefully(0, 5, TimeUnit.SECONDS).await(6, TimeUnit.SECONDS);
    }
  }

  private LoadResult storm() throws Exception {
    Crowd[] crowds = new Crowd[3];
    Crowd speakers = crowd(crowds, 0, users / MEMBERS, n -> new Speaker(name(n), crowds[0]));
    await(speakers.gather());
    Crowd before = crowd(crowds, 1, users, n -> returning(n, crowds[1]));
    await(before.gatherSilently());
    await(before.hangUp());
    await(speakers.each(link -> ((Speaker) link).say(MISSED)));
    Crowd after = crowd(crowds, 2, users, n -> back(n, crowds[2]));
    CompletableFuture<LoadResult> result = new CompletableFuture<>();
    loop.execute(meter::begin);
    after.gatherSilently().thenRun(() -> result.complete(meter.end(after.present())));
    LoadResult measured = await(result);
    await(after.logOut());
    await(speakers.logOut());
    return measured;
  }

  private Crowd crowd(
      Crowd[] crowds, int which, int size, java.util.function.IntFunction<ClientLink> client) {
    crowds[which] = new Crowd(loop, port, size, client, this::failed);
    return crowds[which];
  }

  private String name(int room) {
    return run + "-" + room;
  }

  private ClientLink returning(int n, Crowd crowd) {
    Returning returning = new Returning(run + "-u" + n, name(n / MEMBERS));
    returnings.add(returning);
    return new ReturningLink(returning, link -> crowd.isIn(link), this::failed);
  }

  private ClientLink back(int n, Crowd crowd) {
    long since = meter.now();
    Consumer<ClientLink> in =
        link -> {
          meter.latency(meter.now() - since);
          crowd.isIn(link);
        };
    return new ReturningLink(returnings.get(n), in, this::failed);
  }

  private <T> T await(CompletableFuture<T> done) throws Exception {
    CompletableFuture.anyOf(done, failed).get(WAIT_SECONDS, TimeUnit.SECONDS);
    return done.get(0, TimeUnit.SECONDS);
  }

  private void failed(String why) {
    failed.completeExceptionally(new IllegalStateException(why));
  }

  /** Joins a room, and later says so many messages there. */
  private final class Speaker extends ClientLink {
    private final String room;
    private final Crowd crowd;
    private int unanswered;
    private Runnable said;

    Speaker(String room, Crowd crowd) {
      super("speaker-" + room, ReplayLoad.this::failed);
      this.room = room;
      this.crowd = crowd;
    }

    CompletableFuture<Void> say(int messages) {
      CompletableFuture<Void> done = new CompletableFuture<>();
      unanswered = messages;
      said = () -> done.complete(null);
      for (int number = 1; number <= messages; number++) {
        write(
            "{\"type\":\"publish\",\"id\":%d,\"room\":\"%s\",\"number\":%d,\"payload\":\"%s\"}"
                .formatted(number + 2, room, number, PAYLOAD));
      }
      flush();
      return done;
    }

    @Override
    void heard(int kind) {
      if (kind == FrameReader.LOGGED_IN) {
        write("{\"type\":\"join\",\"id\":2,\"room\":\"" + room + "\"}");
        flush();
      } else if (kind == FrameReader.JOINED) {
        crowd.isIn(this);
      } else if (kind == FrameReader.PUBLISHED && --unanswered == 0) {
        said.run();
      }
    }

    @Override
    void allHeard() {}
  }
}
