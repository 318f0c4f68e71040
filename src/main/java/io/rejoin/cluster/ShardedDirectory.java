package io.rejoin.cluster;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;

/**
 * A directory by Cluster Sharding: each entity lives on one node of the cluster, and moves when
 * nodes come and go.
 *
 * @param <C> the entity's commands
 */
public final class ShardedDirectory<C> implements Directory<C> {
  private final ClusterSharding sharding;
  private final EntityTypeKey<C> type;

  /**
   * A directory of one kind of entity. Nothing may be told before {@link #start}.
   *
   * @param name of the kind; the same on all nodes
   */
  public ShardedDirectory(ActorSystem<?> system, Class<C> commands, String name) {
    this.sharding = ClusterSharding.get(system);
    this.type = EntityTypeKey.create(commands, name);
  }

  /**
   * Lets this node have entities.
   *
   * @param entity an entity of an id
   * @param stop what an entity is sent that asked for its end
   */
  public void start(
      BiFunction<String, Passivation<C>, Behavior<C>> entity,
      C stop,
      DispatcherSelector dispatcher) {
    sharding.init(
        Entity.of(
                type,
                context -> {
                  Passivation<C> passivation =
                      self -> context.getShard().tell(new ClusterSharding.Passivate<>(self));
                  return entity.apply(context.getEntityId(), passivation);
                })
            .withStopMessage(stop)
            .withEntityProps(dispatcher));
  }

  @Override
  public void tell(String entityId, C command) {
    sharding.entityRefFor(type, entityId).tell(command);
  }

  /**
   * Sends a command that names who is answered. The stage fails with a {@link
   * java.util.concurrent.TimeoutException} if no answer has come by then; the command may have been
   * carried out.
   *
   * @param command made of who is to be answered
   */
  public <A> CompletionStage<A> ask(
      String entityId, Function<ActorRef<A>, C> command, Duration limit) {
    return sharding.entityRefFor(type, entityId).ask(command::apply, limit);
  }
}
