package io.rejoin.session;

import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.ActorContext;

/**
 * Watches the node of a session's link: if that is lost, nobody is left who would say that the link
 * has gone. Belongs to one session.
 */
final class LinkNode {
  private final ActorContext<Session.Command> context;
  private ActorRef<LinkCommand> watched;

  LinkNode(ActorContext<Session.Command> context) {
    this.context = context;
  }

  /** This is the session's link from now on. */
  void follow(LinkAddress link) {
    ActorRef<LinkCommand> gateway = link.gateway();
    if (gateway.equals(watched)) {
      return;
    }
    if (watched != null) {
      context.unwatch(watched);
    }
    watched = gateway;
    context.watchWith(gateway, new Session.LinkNodeLost(gateway));
  }
}
