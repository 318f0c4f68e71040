package io.rejoin.gateway;

import io.rejoin.cluster.Directory;
import io.rejoin.session.LinkCommand;
import io.rejoin.session.Session;
import java.time.Duration;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * The one actor of a node that hears what sessions say to its links, and hands it to the event loop
 * of the link. A session that attaches a link which has gone is told so. It has one behaviour and
 * keeps nothing.
 */
public final class LinkEar {
  private LinkEar() {}

  /**
   * The ear for these links.
   *
   * @param sessions where sessions are found
   */
  public static Behavior<LinkCommand> create(Links links, Directory<Session.Command> sessions) {
    Consumer<LinkCommand> gone = command -> tellGone(command, sessions);
    return Behaviors.receiveMessage(
        command -> {
          links.tell(command, gone);
          return Behaviors.same();
        });
  }

  private static void tellGone(LinkCommand command, Directory<Session.Command> sessions) {
    if (command instanceof LinkCommand.Attached attached) {
      // Since when, nobody knows.
      Session.Command gone = new Session.LinkClosed(attached.fence(), Duration.ZERO);
      sessions.tell(attached.user().entityId(), gone);
    }
  }
}
