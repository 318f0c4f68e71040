package io.rejoin;

import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.LoggingTestKit;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/**
 * The parts as Maven resolves them fit each other. The runnable jar cannot show it: merging jars
 * merges the manifests that Pekko's check reads.
 */
class ClasspathTest {
  private static final String UNHANDLED = "org.apache.pekko.actor.LocalActorRef";

  @Test
  void anActorSystemStartsSoAllOfPekkoHasOneVersion() {
    var kit = ActorTestKit.create("one-version");
    try {
      assertTrue(kit.system().settings().config().getBoolean("pekko.fail-mixed-versions"));
    } finally {
      kit.shutdownTestKit();
    }
  }

  @Test
  void anUnhandledCommandIsSeenInTheLogOfTests() {
    var kit = ActorTestKit.create("unhandled");
    var logger = (Logger) LoggerFactory.getLogger(UNHANDLED);
    logger.setAdditive(false);
    try {
      var deaf = kit.spawn(Behaviors.<String>receiveMessage(message -> Behaviors.unhandled()));
      LoggingTestKit.debug("unhandled message")
          .withLoggerName(UNHANDLED)
          .expect(
              kit.system(),
              () -> {
                deaf.tell("hello");
                return null;
              });
    } finally {
      logger.setAdditive(true);
      kit.shutdownTestKit();
    }
  }
}
