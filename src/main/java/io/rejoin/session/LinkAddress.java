package io.rejoin.session;

import io.rejoin.cluster.CborSerializable;
import io.rejoin.room.Relays;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * How actors on any node reach a link.
 *
 * @param gateway the ear of the link's node
 * @param relays the relays of the link's node, through which the link's user joins rooms
 * @param socket the node's number of the connection
 */
public record LinkAddress(
    ActorRef<LinkCommand> gateway, ActorRef<Relays.Command> relays, long socket)
    implements CborSerializable {

  /** Sends a command to the link. */
  public void tell(LinkCommand command) {
    gateway.tell(command);
  }
}
