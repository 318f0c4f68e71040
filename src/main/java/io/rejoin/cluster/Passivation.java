package io.rejoin.cluster;

import org.apache.pekko.actor.typed.ActorRef;

/**
 * How an entity asks to be ended: it is sent its stop command, and what comes for it meanwhile is
 * kept for its next life.
 *
 * @param <C> the entity's commands
 */
@FunctionalInterface
public interface Passivation<C> {

  /** Asks for the end of this entity. */
  void passivate(ActorRef<C> entity);
}
