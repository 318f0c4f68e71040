package io.rejoin.testkit;

import com.typesafe.config.Config;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.dispatch.Envelope;
import org.apache.pekko.dispatch.MailboxType;
import org.apache.pekko.dispatch.MessageQueue;
import org.apache.pekko.dispatch.ProducesMessageQueue;
import org.apache.pekko.dispatch.UnboundedMessageQueueSemantics;
import scala.Option;

/**
 * The mailbox of actors that live on logical nodes: what comes from another node comes by the
 * cluster's network, which may take its time, or lose it. An actor's node stands in its path.
 */
public final class NodeMailbox implements MailboxType, ProducesMessageQueue<NodeMailbox.Queue> {

  /** Called by Pekko with the mailbox's configuration. */
  public NodeMailbox(ActorSystem.Settings settings, Config config) {}

  @Override
  public MessageQueue create(Option<ActorRef> owner, Option<ActorSystem> system) {
    Wires wires =
        system.isEmpty()
            ? new Wires()
            : system.get().settings().setup().get(Wires.InSystem.class).orElseThrow().wires();
    return new Queue(wires, owner.isEmpty() ? Wires.NOWHERE : Wires.nodeOf(owner.get()));
  }

  /** What waits for one actor. */
  public static final class Queue implements MessageQueue, UnboundedMessageQueueSemantics {
    private final Wires wires;
    private final int node;
    private final Deque<Envelope> waiting = new ArrayDeque<>();

    Queue(Wires wires, int node) {
      this.wires = wires;
      this.node = node;
    }

    int node() {
      return node;
    }

    @Override
    public synchronized void enqueue(ActorRef receiver, Envelope envelope) {
      int from = wires.here();
      if (node == Wires.NOWHERE || from == Wires.NOWHERE || from == node) {
        waiting.add(envelope);
      } else {
        wires.carry(from, node, () -> receiver.tell(envelope.message(), envelope.sender()));
      }
    }

    @Override
    public synchronized Envelope dequeue() {
      wires.enter(node);
      return waiting.poll();
    }

    @Override
    public synchronized int numberOfMessages() {
      return waiting.size();
    }

    @Override
    public synchronized boolean hasMessages() {
      return !waiting.isEmpty();
    }

    @Override
    public void cleanUp(ActorRef owner, MessageQueue deadLetters) {
      waiting.clear();
    }
  }
}
