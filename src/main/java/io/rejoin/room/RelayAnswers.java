package io.rejoin.room;

import io.rejoin.cluster.Answers;
import io.rejoin.room.Relay.Admit;
import io.rejoin.room.Relay.Apply;
import io.rejoin.room.Relay.Audit;
import io.rejoin.room.Relay.CatchUpFailed;
import io.rejoin.room.Relay.CaughtUp;
import io.rejoin.room.Relay.Command;
import io.rejoin.room.Relay.Dismiss;
import io.rejoin.room.Relay.Done;
import io.rejoin.room.Relay.Ended;
import io.rejoin.room.Relay.Left;
import io.rejoin.room.Relay.ListMembers;
import io.rejoin.room.Relay.Recover;
import io.rejoin.room.Relay.Refuse;
import io.rejoin.room.Relay.Repeated;
import io.rejoin.room.Relay.RoomLost;
import io.rejoin.room.Relay.Seed;
import io.rejoin.room.Relay.SeedOverdue;
import io.rejoin.room.Relay.Stand;
import io.rejoin.room.Relay.Stop;
import io.rejoin.room.Relay.TellAttributes;
import io.rejoin.room.Relay.WantStandby;
import org.apache.pekko.actor.typed.PreRestart;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** What relays answer in each state; {@link Relay} holds the states. */
final class RelayAnswers {

  static final Answers<Relay, Void, Command> UNSEEDED =
      withoutReplica().others((relay, none, asked) -> relay.wantSeed(asked));

  static final Answers<Relay, Void, Command> WANTING =
      withoutReplica()
          .ignore(Apply.class) // The seed will have it.
          .others(
              (relay, none, asked) -> {
                relay.keep(asked);
                return Behaviors.same();
              });

  static final Answers<Relay, Void, Command> SERVING =
      inEveryState()
          .staying(Apply.class, (relay, none, apply) -> relay.onApply(apply))
          .staying(Admit.class, (relay, none, admit) -> relay.audience().admit(admit))
          .staying(ListMembers.class, (relay, none, list) -> relay.audience().listMembers(list))
          .staying(TellAttributes.class, (relay, none, t) -> relay.audience().tellAttributes(t))
          .staying(CaughtUp.class, (relay, none, caughtUp) -> relay.audience().caughtUp(caughtUp))
          .staying(CatchUpFailed.class, (relay, none, f) -> relay.audience().catchUpFailed(f))
          .staying(Recover.class, (relay, none, recover) -> relay.onRecover(recover))
          .ignore(Stand.class)
          .staying(Audit.class, (relay, none, audit) -> relay.audit(Outlet.Evidence.TWICE))
          // Brings the room back: departures must go on, and links must know where it is.
          .staying(RoomLost.class, (relay, none, lost) -> relay.askForSeed())
          .build();

  private RelayAnswers() {}

  private static Answers.Builder<Relay, Void, Command> withoutReplica() {
    return inEveryState()
        .staying(Recover.class, (relay, none, recover) -> knowNothing(recover))
        .staying(Stand.class, (relay, none, stand) -> relay.askForSeed())
        .ignore(Audit.class)
        .ignore(RoomLost.class);
  }

  private static Answers.Builder<Relay, Void, Command> inEveryState() {
    return Answers.<Relay, Void, Command>of()
        .on(Seed.class, (relay, none, seed) -> relay.onSeed(seed))
        .on(Ended.class, (relay, none, ended) -> relay.onEnded(ended))
        .staying(Dismiss.class, (relay, none, d) -> relay.audience().dismiss(d))
        .staying(Done.class, (r, none, done) -> r.audience().done(done.socket(), done.request()))
        .staying(Refuse.class, (relay, none, refuse) -> relay.audience().refuse(refuse))
        .staying(Repeated.class, (relay, none, repeated) -> relay.audience().repeated(repeated))
        .staying(WantStandby.class, (relay, none, want) -> relay.onWantStandby())
        .staying(Left.class, (relay, none, left) -> relay.audience().left(left))
        .staying(SeedOverdue.class, (relay, none, overdue) -> relay.askForSeed())
        .on(Stop.class, (relay, none, stop) -> relay.onStop())
        .onSignal(
            PreRestart.class,
            (relay, none, failed) -> {
              relay.audience().forget();
              return Behaviors.same();
            });
  }

  private static void knowNothing(Recover recover) {
    recover.replyTo().tell(new Room.Recovered(recover.relays(), null, null));
  }
}
