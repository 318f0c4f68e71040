package io.rejoin.gateway;

import io.rejoin.session.LinkCommand;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * The one actor of a node that hears what sessions say to its links, and hands it to the event loop
 * of the link. It has one behaviour and keeps nothing.
 */
public final class LinkEar {
  private LinkEar() {}

  /** The ear for these links. */
  public static Behavior<LinkCommand> create(Links links) {
    return Behaviors.receiveMessage(
        command -> {
          links.tell(command);
          return Behaviors.same();
        });
  }
}
