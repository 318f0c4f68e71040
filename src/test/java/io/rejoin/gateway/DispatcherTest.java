package io.rejoin.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.BootstrapSetup;
import org.apache.pekko.actor.setup.ActorSystemSetup;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.Test;

class DispatcherTest {
  private static final DispatcherSelector ON_LOOPS =
      DispatcherSelector.fromConfig("rejoin.gateway.dispatcher");

  @Test
  void actorsRunOnTheEventLoopsAndTheSystemEndsBeforeThem() throws Exception {
    GatewaySettings settings = GatewayRig.settings();
    EventLoops loops = new EventLoops(settings);
    CompletableFuture<String> thread = new CompletableFuture<>();
    ActorSystem<Void> system =
        ActorSystem.create(
            Behaviors.<Void>setup(
                context -> {
                  context.spawn(
                      Behaviors.setup(
                          inner -> {
                            thread.complete(Thread.currentThread().getName());
                            return Behaviors.empty();
                          }),
                      "one",
                      ON_LOOPS);
                  return Behaviors.empty();
                }),
            "dispatcher-test",
            ActorSystemSetup.create(BootstrapSetup.create(ConfigFactory.load()), loops.setup()));
    assertTrue(thread.get(10, TimeUnit.SECONDS).startsWith("rejoin-loop-"), thread.join());
    system.terminate();
    system.getWhenTerminated().toCompletableFuture().get(10, TimeUnit.SECONDS);
    CompletableFuture<String> after = new CompletableFuture<>();
    loops.group().execute(() -> after.complete("runs"));
    assertEquals("runs", after.get(10, TimeUnit.SECONDS));
    loops.stop().toCompletableFuture().get(10, TimeUnit.SECONDS);
    assertTrue(loops.group().isTerminated());
  }

  @Test
  void withoutEventLoopsTheDispatcherSaysWhatIsMissing() {
    ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), "without-loops");
    Exception e = assertThrows(Exception.class, () -> system.dispatchers().lookup(ON_LOOPS));
    StringBuilder causes = new StringBuilder();
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      causes.append(cause).append('\n');
    }
    assertTrue(causes.toString().contains("EventLoopSetup"), causes.toString());
    system.terminate();
  }
}
