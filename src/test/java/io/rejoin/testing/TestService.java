package io.rejoin.testing;

import io.rejoin.room.Answer;
import io.rejoin.room.Room;
import io.rejoin.room.RoomView;
import io.rejoin.session.Asker;
import io.rejoin.session.Session;
import io.rejoin.session.SessionView;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** A service of the application, which commands sessions and rooms, and what it is answered. */
public final class TestService {
  private final World world;

  public TestService(World world) {
    this.world = world;
  }

  /** What the session of that user answers by the time all has settled. */
  public List<Answer> ask(String user, Function<Asker, Session.Command> command) {
    List<Answer> heard = new ArrayList<>();
    world.sessions.tell(world.sessionId(user), command.apply(Asker.service(keeping(heard))));
    world.settle();
    return heard;
  }

  /** The same of a room. */
  public List<Answer> askRoom(String room, Function<ActorRef<Answer>, Room.Command> command) {
    List<Answer> heard = new ArrayList<>();
    world.rooms.tell(world.key(room).entityId(), command.apply(keeping(heard)));
    world.settle();
    return heard;
  }

  /** How a user's session stands. */
  public SessionView read(String user) {
    List<SessionView> heard = new ArrayList<>();
    world.sessions.tell(world.sessionId(user), new Session.Read(keeping(heard)));
    world.settle();
    return heard.get(0);
  }

  /** How a room stands. */
  public RoomView readRoom(String room) {
    List<RoomView> heard = new ArrayList<>();
    world.rooms.tell(world.key(room).entityId(), new Room.Read(keeping(heard)));
    world.settle();
    return heard.get(0);
  }

  private <T> ActorRef<T> keeping(List<T> heard) {
    return world.spawn(
        Behaviors.receiveMessage(
            message -> {
              heard.add(message);
              return Behaviors.same();
            }));
  }
}
