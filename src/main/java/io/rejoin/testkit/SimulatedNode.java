package io.rejoin.testkit;

import io.rejoin.gateway.GatewaySettings;
import io.rejoin.gateway.LinkEar;
import io.rejoin.gateway.LoopTurns;
import io.rejoin.gateway.MemoryGateway;
import io.rejoin.gateway.MemorySocket;
import io.rejoin.room.Relays;
import io.rejoin.session.LinkCommand;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.receptionist.Receptionist;

/**
 * One logical node of a simulated cluster: a gateway in memory, and the actors of which each node
 * has one. Sessions and rooms live in {@link Entities}.
 */
final class SimulatedNode {
  private final int number;
  private final SimulatedSystem system;
  private final Lane loop;
  private final MemoryGateway gateway;
  private final ActorRef<LinkCommand> ear;
  private final ActorRef<Relays.Command> relays;
  private final Set<Connection> connections = new LinkedHashSet<>();

  SimulatedNode(int number, SimulatedSystem system, GatewaySettings settings, NodeActors actors) {
    this.number = number;
    this.system = system;
    this.loop = new Lane(system.turns, () -> system.wires.enter(number));
    this.gateway = new MemoryGateway(settings, system.time.clocks(), new Loop());
    this.ear = system.spawn(number, "ear", LinkEar.create(gateway.links(), actors.sessions()));
    this.relays =
        system.spawn(
            number,
            "relays",
            actors.relays(gateway.links().outlet(), DispatcherSelector.defaultDispatcher()));
    loop.execute(() -> gateway.start(actors.neighbours(ear, relays)));
  }

  int number() {
    return number;
  }

  /** A client's connection has reached this node: it is told its socket in a turn of the loop. */
  void connect(Connection connection, Consumer<MemorySocket> connected) {
    connections.add(connection);
    loop.execute(() -> connected.accept(gateway.connect(connection)));
  }

  /** How many connections it has. */
  int connections() {
    return connections.size();
  }

  void gone(Connection connection) {
    connections.remove(connection);
  }

  /** Does something with a socket, in a turn of the loop. */
  void execute(Runnable task) {
    loop.execute(task);
  }

  /**
   * The process is killed: nothing of it happens any more, and its clients' connections are reset.
   */
  void kill() {
    end();
    List.copyOf(connections).forEach(Connection::resetByServer);
    connections.clear();
  }

  /** The machine is switched off: nothing of it happens any more, and nobody is told. */
  void vanish() {
    end();
    connections.forEach(Connection::vanishAtServer);
    connections.clear();
  }

  private void end() {
    loop.end();
    system.stop(relays);
    system.stop(ear);
  }

  /** The process stands still, and its connections stay. */
  void freeze() {
    loop.suspend();
  }

  void thaw() {
    loop.resume();
  }

  /** The others have removed this node: they know its relays no more. */
  void exile() {
    system.actors.receptionist().tell(Receptionist.deregister(Relays.KEY, relays));
  }

  private final class Loop implements LoopTurns {
    @Override
    public void execute(Runnable task) {
      loop.execute(task);
    }

    @Override
    public void after(Duration delay, Runnable task) {
      system.time.after(delay, () -> loop.execute(task));
    }
  }
}
