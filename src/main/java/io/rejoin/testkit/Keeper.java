package io.rejoin.testkit;

import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Terminated;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** Watches the actors that it is told, and tells when one of them has ended. */
final class Keeper {
  private Keeper() {}

  /**
   * An actor that keeps watch.
   *
   * @param ended told of each that has ended, in the keeper's turn
   */
  static <C> Behavior<ActorRef<C>> of(Consumer<ActorRef<?>> ended) {
    return Behaviors.receive(
        (context, ref) -> {
          context.watch(ref);
          return Behaviors.same();
        },
        (context, signal) -> {
          if (signal instanceof Terminated gone) {
            ended.accept(gone.getRef());
          }
          return Behaviors.same();
        });
  }
}
