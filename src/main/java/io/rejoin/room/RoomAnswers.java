package io.rejoin.room;

import io.rejoin.cluster.Answers;
import io.rejoin.room.Room.Again;
import io.rejoin.room.Room.Amend;
import io.rejoin.room.Room.ChangeAttributes;
import io.rejoin.room.Room.Command;
import io.rejoin.room.Room.Due;
import io.rejoin.room.Room.Expel;
import io.rejoin.room.Room.Heard;
import io.rejoin.room.Room.Join;
import io.rejoin.room.Room.Leave;
import io.rejoin.room.Room.Members;
import io.rejoin.room.Room.Publish;
import io.rejoin.room.Room.PublishAsService;
import io.rejoin.room.Room.Read;
import io.rejoin.room.Room.ReadAttributes;
import io.rejoin.room.Room.Recovered;
import io.rejoin.room.Room.RelayGone;
import io.rejoin.room.Room.RelaysFound;
import io.rejoin.room.Room.RelaysGone;
import io.rejoin.room.Room.Silent;
import io.rejoin.room.Room.Stop;
import io.rejoin.room.Room.StreamPublish;
import io.rejoin.room.Room.StreamUnpublish;
import io.rejoin.room.Room.WantSeed;
import java.util.function.Function;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** What rooms answer in each state; {@link Room} holds the states. */
final class RoomAnswers {

  static final Answers<Room, Recovery, Command> RECOVERING =
      Answers.<Room, Recovery, Command>of()
          .on(RelaysFound.class, (room, recovery, found) -> room.ask(found.relays()))
          .on(Recovered.class, Room::answered)
          .on(RelaysGone.class, (room, recovery, gone) -> room.gone(recovery, gone.relays()))
          .on(Stop.class, (room, recovery, stop) -> Behaviors.stopped())
          .others(
              (room, recovery, early) -> {
                room.keep(early);
                return Behaviors.same();
              });

  static final Answers<Room, Void, Command> OPEN = living(Room::settledWhenOpen);

  static final Answers<Room, Void, Command> EMPTY = living(Room::settledWhenEmpty);

  static final Answers<Room, Void, Command> ENDED =
      Answers.<Room, Void, Command>of()
          .on(Stop.class, (room, none, stop) -> Behaviors.stopped())
          .staying(Join.class, (room, none, join) -> room.leaveToNextLife(join))
          .staying(Leave.class, (room, none, leave) -> room.leaveToNextLife(leave))
          .staying(Silent.class, (room, none, silent) -> room.leaveToNextLife(silent))
          .staying(Heard.class, (room, none, heard) -> room.leaveToNextLife(heard))
          .staying(ChangeAttributes.class, (room, none, change) -> room.leaveToNextLife(change))
          .staying(ReadAttributes.class, (room, none, read) -> room.leaveToNextLife(read))
          .staying(PublishAsService.class, (room, none, said) -> room.leaveToNextLife(said))
          .staying(Read.class, (room, none, read) -> room.leaveToNextLife(read))
          .staying(WantSeed.class, (room, none, want) -> room.ledger().end(want.relay()))
          .others((room, none, other) -> Behaviors.same());

  private RoomAnswers() {}

  /**
   * What a room answers, with members or without.
   *
   * @param settle what follows for the room's own state from a change of its members
   */
  private static Answers<Room, Void, Command> living(Function<Room, Behavior<Command>> settle) {
    return Answers.<Room, Void, Command>of()
        .staying(Publish.class, (room, none, publish) -> room.ledger().publish(publish))
        .on(Join.class, then(settle, Room::onJoin))
        .on(Leave.class, then(settle, (room, leave) -> room.ledger().leave(leave)))
        .on(Expel.class, then(settle, (room, expel) -> room.ledger().expel(expel)))
        .on(Silent.class, then(settle, (room, silent) -> room.ledger().silent(silent)))
        .on(Heard.class, then(settle, (room, heard) -> room.ledger().heard(heard)))
        .on(Again.class, then(settle, (room, again) -> room.ledger().again(again)))
        .on(Amend.class, then(settle, (room, amend) -> room.ledger().amend(amend)))
        .on(RelayGone.class, then(settle, Room::onRelayGone))
        .on(Due.class, (room, none, due) -> onDue(settle, room, due))
        .staying(StreamPublish.class, (room, none, s) -> room.ledger().publishStream(s))
        .staying(StreamUnpublish.class, (room, none, s) -> room.ledger().unpublishStream(s))
        .on(ChangeAttributes.class, (room, none, change) -> room.onChangeAttributes(change))
        .on(ReadAttributes.class, (room, none, read) -> room.onReadAttributes(read))
        .staying(Members.class, (room, none, ask) -> room.ledger().listMembers(ask))
        .staying(PublishAsService.class, (room, none, said) -> room.onPublishAsService(said))
        .staying(Read.class, (room, none, read) -> room.onRead(read))
        .staying(WantSeed.class, (room, none, want) -> room.seed(want.relay()))
        .ignore(Recovered.class)
        .ignore(RelaysFound.class)
        .ignore(RelaysGone.class)
        .on(Stop.class, (room, none, stop) -> Behaviors.stopped())
        .build();
  }

  /** A change of the room's members. */
  @FunctionalInterface
  private interface MemberChange<M> {
    void make(Room room, M message);
  }

  private static <M> Answers.Handler<Room, Void, M, Command> then(
      Function<Room, Behavior<Command>> settle, MemberChange<M> change) {
    return (room, none, message) -> {
      change.make(room, message);
      return settle.apply(room);
    };
  }

  private static Behavior<Command> onDue(
      Function<Room, Behavior<Command>> settle, Room room, Due due) {
    return switch (due) {
      case STEP -> {
        room.onStepDue();
        yield settle.apply(room);
      }
      case COUNT -> room.settled();
      case EMPTY -> room.become("ended", "its time without members is up");
    };
  }
}
