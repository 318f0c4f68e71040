package io.rejoin.session;

import io.rejoin.cluster.Answers;
import io.rejoin.session.Session.Command;
import io.rejoin.session.Session.Reattach;
import io.rejoin.session.Session.ReattachStored;
import io.rejoin.wire.Code;
import java.util.function.BiFunction;
import org.apache.pekko.actor.typed.Behavior;

/**
 * Links that live on while their session was lost: their gateway brings them to the reborn one,
 * under the same fence, and it takes them without waiting for the store.
 */
final class Reattachments {
  private Reattachments() {}

  /** Adds what is answered while no login stands. */
  static Answers.Builder<SessionLife, Standing, Command> withoutLogin(
      Answers.Builder<SessionLife, Standing, Command> others) {
    return others
        .on(Reattach.class, (life, none, link) -> attach(life, link))
        .ignore(ReattachStored.class);
  }

  /**
   * Adds what is answered while a login stands.
   *
   * @param stay the same state, with a login that changed
   */
  static Answers.Builder<SessionLife, Standing, Command> withLogin(
      Answers.Builder<SessionLife, Standing, Command> others,
      BiFunction<SessionLife, Standing, Behavior<Command>> stay) {
    return others
        .staying(Reattach.class, (life, standing, link) -> again(standing, link))
        .on(ReattachStored.class, (life, standing, s) -> stored(life, standing, s, stay));
  }

  private static Behavior<Command> attach(SessionLife life, Reattach link) {
    life.account().reborn((stored, failure) -> new ReattachStored(link, stored));
    Standing standing = Standing.of(link);
    life.rooms().heard(standing);
    LinkTalk.attach(life.key(), standing, 0, true);
    return life.connected(standing, "its link was attached again");
  }

  private static Behavior<Command> stored(
      SessionLife life,
      Standing standing,
      ReattachStored stored,
      BiFunction<SessionLife, Standing, Behavior<Command>> stay) {
    return life.told(standing, stored.account(), left -> stay.apply(life, left));
  }

  /** The link is attached, was replaced, or its login is over. */
  private static void again(Standing standing, Reattach link) {
    long epoch = link.fence().epoch();
    if (!LinkTalk.refuseUnlessNewest(link.link(), 0, epoch, standing)
        && link.fence().isBefore(standing.fence())) {
      String measured = "link " + link.fence().link() + " was replaced by a newer one";
      LinkTalk.refuse(link.link(), 0, Code.LINK_REPLACED, measured);
    }
  }
}
