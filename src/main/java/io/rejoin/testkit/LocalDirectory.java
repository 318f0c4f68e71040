package io.rejoin.testkit;

import io.rejoin.cluster.Directory;
import io.rejoin.cluster.Passivation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Props;

/**
 * A directory within one actor system: an entity comes to be with the first command for it. What
 * comes for one that has asked for its end waits for its next life, as with Cluster Sharding. For
 * tests, which can also make it lose what sharding may lose. Lives as long as the system.
 * Thread-safe.
 *
 * @param <C> the entity's commands
 */
public final class LocalDirectory<C> implements Directory<C> {

  private static final class Life<C> {
    private final ActorRef<C> ref;
    private List<C> kept;

    Life(ActorRef<C> ref) {
      this.ref = ref;
    }
  }

  private final ActorSystem<?> system;
  private final Props props;
  private final BiFunction<String, Passivation<C>, Behavior<C>> entity;
  private final C stop;
  private final ActorRef<ActorRef<C>> keeper;
  private final Map<String, Life<C>> lives = new HashMap<>();
  private final Map<ActorRef<?>, String> ids = new HashMap<>();
  private final Set<String> losing = new HashSet<>();
  private boolean delaysEnds;

  /**
   * @param props what entities run on
   * @param entity the behaviour of an entity of that id
   * @param stop told to an entity that has asked for its end
   */
  public LocalDirectory(
      ActorSystem<?> system,
      Props props,
      BiFunction<String, Passivation<C>, Behavior<C>> entity,
      C stop) {
    this.system = system;
    this.props = props;
    this.entity = entity;
    this.stop = stop;
    this.keeper = system.systemActorOf(Keeper.of(this::ended), name("keeper"), props);
  }

  @Override
  public synchronized void tell(String id, C command) {
    if (losing.remove(id)) {
      return;
    }
    Life<C> life = lives.computeIfAbsent(id, this::born);
    if (life.kept == null) {
      life.ref.tell(command);
    } else {
      life.kept.add(command);
    }
  }

  /** The ids of the entities that live now. */
  public synchronized List<String> living() {
    return lives.keySet().stream().sorted().toList();
  }

  /** The entity of that id, to be told something past the directory. */
  public synchronized ActorRef<C> ref(String id) {
    return lives.get(id).ref;
  }

  /** From now on an entity that asks for its end is made to wait for it. */
  public synchronized void delayEnds() {
    delaysEnds = true;
  }

  /** The next command to this entity gets lost on its way. */
  public synchronized void losesNext(String id) {
    losing.add(id);
  }

  /** Ends an entity as the loss of its node does: it does not ask, and nothing waits for it. */
  public synchronized void kill(String id) {
    lives.get(id).ref.tell(stop);
  }

  private Life<C> born(String id) {
    Behavior<C> behavior = entity.apply(id, this::passivate);
    ActorRef<C> ref = system.systemActorOf(behavior, name("entity"), props);
    ids.put(ref, id);
    keeper.tell(ref);
    return new Life<>(ref);
  }

  private synchronized void passivate(ActorRef<C> ref) {
    lives.get(ids.get(ref)).kept = new ArrayList<>();
    if (!delaysEnds) {
      ref.tell(stop);
    }
  }

  private synchronized void ended(ActorRef<?> ref) {
    String id = ids.remove(ref);
    List<C> kept = lives.remove(id).kept;
    if (kept != null) {
      kept.forEach(command -> tell(id, command));
    }
  }

  private static String name(String kind) {
    return kind + "-" + UUID.randomUUID();
  }
}
