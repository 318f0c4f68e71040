package io.rejoin.gateway;

import com.typesafe.config.Config;
import java.util.concurrent.ThreadFactory;
import org.apache.pekko.ConfigurationException;
import org.apache.pekko.dispatch.DispatcherPrerequisites;
import org.apache.pekko.dispatch.ExecutorServiceConfigurator;
import org.apache.pekko.dispatch.ExecutorServiceFactory;

/** Makes a dispatcher run its actors on the event loops of the system's {@link EventLoopSetup}. */
public final class EventLoopExecutorConfigurator extends ExecutorServiceConfigurator {
  private final EventLoopSetup setup;

  /** Called by Pekko with the dispatcher's configuration. */
  public EventLoopExecutorConfigurator(Config config, DispatcherPrerequisites prerequisites) {
    super(config, prerequisites);
    this.setup =
        prerequisites
            .settings()
            .setup()
            .get(EventLoopSetup.class)
            .orElseThrow(
                () ->
                    new ConfigurationException(
                        "a dispatcher on event loops needs an EventLoopSetup in the system's setup"));
  }

  @Override
  public ExecutorServiceFactory createExecutorServiceFactory(String id, ThreadFactory threads) {
    return () -> new EventLoopExecutor(setup.loops());
  }
}
