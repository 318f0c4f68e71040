package io.rejoin.testkit;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import org.apache.pekko.actor.ActorCell;
import org.apache.pekko.actor.ActorRefWithCell;
import org.apache.pekko.actor.BootstrapSetup;
import org.apache.pekko.actor.InternalActorRef;
import org.apache.pekko.actor.setup.ActorSystemSetup;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.dispatch.sysmsg.DeathWatchNotification;
import scala.jdk.javaapi.CollectionConverters;

/**
 * An actor system whose time, turns and mailboxes are those of a simulation. To start one takes a
 * hundred times as long as a simulation may, so each thread has one, and uses it again and again.
 */
final class SimulatedSystem {
  private static final String CONFIG =
      """
      pekko {
        loglevel = OFF
        stdout-loglevel = OFF
        log-dead-letters = off
        loggers = []
        # Of the machine: one that is busy may take its time.
        logger-startup-timeout = 60s
        use-slf4j = off
        scheduler.implementation = io.rejoin.testkit.VirtualTime
        coordinated-shutdown.exit-jvm = off
        coordinated-shutdown.run-by-jvm-shutdown-hook = off
        actor {
          provider = local
          default-mailbox.mailbox-type = io.rejoin.testkit.NodeMailbox
          typed.default-mailbox.mailbox-type = io.rejoin.testkit.NodeMailbox
          default-dispatcher {
            type = Dispatcher
            executor = io.rejoin.testkit.TurnsConfigurator
            throughput = 1
          }
          internal-dispatcher = ${pekko.actor.default-dispatcher}
        }
      }
      """;

  private static final ThreadLocal<SimulatedSystem> OF_THREAD = new ThreadLocal<>();

  final Wires wires = new Wires();

  /** A turn, or an alarm, is on no node until it says on which. */
  final Turns turns = new Turns(() -> wires.enter(Wires.NOWHERE), wires::standsStill);

  final VirtualTime time;
  final ActorSystem<Void> actors;
  private final Set<ActorRef<?>> spawned = new LinkedHashSet<>();
  private boolean taken;
  private long names;

  private SimulatedSystem() {
    Config config =
        ConfigFactory.parseString(CONFIG).withFallback(ConfigFactory.defaultReference()).resolve();
    actors =
        ActorSystem.create(
            Behaviors.<Void>empty(),
            "simulation-" + UUID.randomUUID(),
            ActorSystemSetup.create(
                BootstrapSetup.create(config),
                new Turns.InSystem(turns),
                new Wires.InSystem(wires)));
    time = (VirtualTime) Adapter.toClassic(actors).scheduler();
    turns.adopt();
    turns.settle();
  }

  /**
   * The calling thread's system, in which nothing lives and no time has passed.
   *
   * @throws IllegalStateException if a simulation of this thread is not closed
   */
  static SimulatedSystem take(SplittableRandom random, Faults faults, Faults.Delay nodeDelay) {
    SimulatedSystem system = OF_THREAD.get();
    if (system == null) {
      system = new SimulatedSystem();
      OF_THREAD.set(system);
    }
    if (system.taken) {
      throw new IllegalStateException("this thread has a simulation already: close it first");
    }
    system.taken = true;
    system.time.reset();
    system.wires.begin(system.time, faults, nodeDelay);
    system.turns.drawFrom(random);
    return system;
  }

  /** Starts an actor on a node, or on none. */
  <T> ActorRef<T> spawn(int node, String kind, Behavior<T> behavior) {
    String place = node == Wires.NOWHERE ? "" : Wires.nameOn(node);
    ActorRef<T> ref = actors.systemActorOf(behavior, place + kind + "-" + ++names, Props.empty());
    spawned.add(ref);
    return ref;
  }

  /**
   * Ends an actor and its children, without a word to them: what waits for them is not heard any
   * more. The actor system itself would pass that on, turn by turn.
   */
  void stop(ActorRef<?> ref) {
    List<InternalActorRef> all = new ArrayList<>();
    withChildren((InternalActorRef) Adapter.toClassic(ref), all);
    for (InternalActorRef one : all) {
      if (one instanceof ActorRefWithCell known && known.underlying() instanceof ActorCell cell) {
        turns.ends(cell.mailbox());
      }
      one.stop();
    }
    spawned.remove(ref);
  }

  /**
   * A node was removed from its cluster: who watches an actor there is told its end, though it may
   * go on, unheard.
   */
  void removed(int node) {
    List<InternalActorRef> there = new ArrayList<>();
    List<InternalActorRef> others = new ArrayList<>();
    for (ActorRef<?> ref : spawned) {
      InternalActorRef classic = (InternalActorRef) Adapter.toClassic(ref);
      int home = Wires.nodeOf(classic);
      if (home != Wires.NOWHERE) {
        withChildren(classic, home == node ? there : others);
      }
    }
    for (InternalActorRef gone : there) {
      others.forEach(
          watcher -> watcher.sendSystemMessage(new DeathWatchNotification(gone, true, true)));
    }
  }

  private static void withChildren(InternalActorRef ref, List<InternalActorRef> all) {
    all.add(ref);
    if (ref instanceof ActorRefWithCell parent) {
      for (org.apache.pekko.actor.ActorRef child :
          CollectionConverters.asJava(parent.underlying().childrenRefs().children())) {
        withChildren((InternalActorRef) child, all);
      }
    }
  }

  /** An actor has ended by itself. */
  void ended(ActorRef<?> ref) {
    spawned.remove(ref);
  }

  /** Ends all that lives here. */
  void release() {
    wires.begin(null, null, null);
    turns.lookAgain();
    List.copyOf(spawned).forEach(this::stop);
    spawned.clear();
    turns.settle();
    time.reset();
    taken = false;
  }
}
