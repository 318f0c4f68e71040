package io.rejoin.cluster;

/**
 * Where entities of one kind are found by their id: Cluster Sharding in production, a plain map in
 * simulations and tests. An entity comes to be with the first message to it. Delivery is at most
 * once, in order between one sender and one entity.
 *
 * @param <C> the entity's commands
 */
public interface Directory<C> {

  /** Sends a command to the entity of that id; never blocks. */
  void tell(String entityId, C command);
}
