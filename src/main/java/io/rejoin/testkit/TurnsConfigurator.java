package io.rejoin.testkit;

import com.typesafe.config.Config;
import java.util.concurrent.ThreadFactory;
import org.apache.pekko.dispatch.DispatcherPrerequisites;
import org.apache.pekko.dispatch.ExecutorServiceConfigurator;
import org.apache.pekko.dispatch.ExecutorServiceFactory;

/** Makes a dispatcher run its actors in the {@link Turns} of the system's setup. */
public final class TurnsConfigurator extends ExecutorServiceConfigurator {
  private final Turns turns;

  /** Called by Pekko with the dispatcher's configuration. */
  public TurnsConfigurator(Config config, DispatcherPrerequisites prerequisites) {
    super(config, prerequisites);
    this.turns = prerequisites.settings().setup().get(Turns.InSystem.class).orElseThrow().turns();
  }

  @Override
  public ExecutorServiceFactory createExecutorServiceFactory(String id, ThreadFactory threads) {
    return () -> turns;
  }
}
