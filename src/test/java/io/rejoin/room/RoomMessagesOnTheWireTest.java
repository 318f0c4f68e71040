package io.rejoin.room;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.typesafe.config.ConfigFactory;
import io.rejoin.history.History;
import io.rejoin.history.Position;
import io.rejoin.testing.Samples;
import io.rejoin.wire.Attribute;
import io.rejoin.wire.Code;
import io.rejoin.wire.RoomPosition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What rooms and relays say to each other survives the trip between nodes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RoomMessagesOnTheWireTest {
  private static final Fence FENCE = new Fence(2, 3);
  private static final Duration AGE = Duration.ofMillis(2500);
  private static final RoomKey KEY = new RoomKey("app", "r");

  private static final AttributeEdit EDIT = new AttributeEdit(true, Map.of("k", "v"), List.of("l"));

  private ActorTestKit kit;
  private ActorRef<Relay.Command> relay;
  private ActorRef<Relays.Command> relays;
  private ActorRef<Room.Command> room;

  @BeforeAll
  void start() {
    kit =
        ActorTestKit.create(
            ConfigFactory.parseString("pekko.actor.provider = cluster")
                .withFallback(ConfigFactory.load("application-test")));
    relay = kit.<Relay.Command>createTestProbe().ref();
    relays = kit.<Relays.Command>createTestProbe().ref();
    room = kit.<Room.Command>createTestProbe().ref();
  }

  @AfterAll
  void stop() {
    kit.shutdownTestKit();
  }

  private static final Relay.Place PLACE = new Relay.Place(5, 6);

  private Member member(Silence silence) {
    return new Member(
        "u1",
        FENCE,
        "i1",
        "native",
        "rejoin",
        relay,
        7,
        3,
        List.of(new io.rejoin.room.Stream("cam", "video", null)),
        silence);
  }

  private Relays.Join join(RoomPosition position) {
    return new Relays.Join(KEY, "u1", FENCE, "i1", "native", "rejoin", 7, 8, position);
  }

  private RoomImage image() {
    Said said = new Said("u1", "i1", 4, 99, "hello", false);
    return new RoomImage(
        new Position(5, 6),
        List.of(new History.Era(4, 5)),
        List.of(new RoomImage.Aged(new Position(5, 6), 1000, said)),
        12,
        9,
        List.of(member(null), member(new Silence(3, 1))),
        Map.of("u1\ni1", 4L),
        new RoomAttributes(3, 2, Map.of("k", new Attribute("v", "u2", 5))));
  }

  private Stream<Change> changes() {
    return Stream.of(
        new Change.Entered(1, member(null)),
        new Change.TookOver(member(new Silence(1, 2))),
        new Change.FellSilent("u1", 5),
        new Change.StepTold(2, "u1", 0),
        new Change.Returned(3, "u1", 1),
        new Change.Gone(4, "u1", FENCE, "quit"),
        new Change.StreamAdded(5, "u1", new io.rejoin.room.Stream("mic", "audio", "x")),
        new Change.StreamRemoved(6, "u1", "mic"),
        new Change.Published(new Position(1, 2), new Said("u1", "i1", 1, 2, "AAA=", true)),
        new Change.AttributesChanged(EDIT, "u1", 5, true),
        new Change.Counted(3));
  }

  private Stream<Room.Command> roomCommands() {
    return Stream.of(
        new Room.Join(join(new RoomPosition(1, 2, 3)), relay, 4),
        new Room.Join(join(null), relay, 4),
        new Room.Publish("u1", FENCE, 1, 2, "text", false),
        new Room.StreamPublish("u1", FENCE, 1, "cam", "video", null),
        new Room.StreamUnpublish("u1", FENCE, 1, "cam"),
        new Room.Members("u1", FENCE, 1),
        new Room.Leave("u1", FENCE, "quit"),
        new Room.Expel("u1", FENCE, Code.KICKED, "spam"),
        new Room.PublishAsService("news", "hi", false, kit.<Answer>createTestProbe().ref()),
        new Room.Read(kit.<RoomView>createTestProbe().ref()),
        new Room.Silent("u1", FENCE, AGE),
        new Room.Heard("u1", FENCE),
        new Room.Again(new Room.Leave("u1", FENCE, "quit"), FENCE, 3),
        new Room.Again(new Room.Expel("u1", FENCE, Code.KICKED, "spam"), FENCE, 3),
        new Room.Amend("u1", FENCE, 3, "quit", null),
        new Room.Amend("u1", FENCE, 3, null, AGE),
        new Room.ChangeAttributes(
            new Relays.ChangeAttributes(KEY, "u1", 7, 1, EDIT, true), relay, 4),
        new Room.ReadAttributes(new Relays.ReadAttributes(KEY, 7, 1, null), relay, 4),
        Room.Due.STEP,
        new Room.WantSeed(relay),
        new Room.Recovered(relays, relay, image()),
        new Room.Recovered(relays, null, null),
        new Room.RelaysFound(Set.of(relays)),
        new Room.RelaysGone(relays),
        new Room.RelayGone(relay),
        Room.Stop.INSTANCE);
  }

  private Stream<Object> messages() {
    Stream<Object> toRelays =
        Stream.of(
            join(new RoomPosition(1, 2, 3)),
            new Relays.Pass(KEY, new Room.Leave("u1", FENCE, "quit")),
            new Relays.Pass(KEY, new Room.Expel("u1", FENCE, Code.BANNED, "spam")),
            new Relays.Pass(KEY, new Room.Silent("u1", FENCE, AGE)),
            new Relays.Pass(KEY, new Room.Heard("u1", FENCE)),
            new Relays.ChangeAttributes(KEY, "u1", 7, 1, EDIT, false),
            new Relays.ReadAttributes(KEY, 7, 1, List.of("k")),
            new Relays.Recover(KEY, room),
            Relays.AuditDue.INSTANCE,
            new Relays.WantStandby(KEY),
            new Relays.Stand(KEY, relays),
            new Relays.Stands(KEY),
            new Relays.NodesFound(Set.of(relays)),
            new Relays.Release(KEY, 3));
    Stream<Object> toServices =
        Stream.of(
            Answer.Done.DONE,
            new Answer.Sent("stored"),
            new Answer.Published(1, 2),
            new Answer.Refused(Code.USER_NOT_FOUND, "why", 3),
            new RoomView(
                "demo",
                "r",
                new Position(5, 6),
                null,
                7,
                List.of(
                    new RoomView.MemberView(
                        "u1",
                        FENCE,
                        "web",
                        "rejoin",
                        9,
                        List.of(new io.rejoin.room.Stream("cam", "video", null)))),
                Map.of("k", new Attribute("v", "u2", 5))));
    Stream<Object> toRelay =
        Stream.of(
            new Relay.Seed(image(), room, PLACE),
            new Relay.Admit("u1", 1, new RoomPosition(1, 2, 3)),
            new Relay.Admit("u1", 1, null),
            new Relay.Dismiss(7, null, null),
            new Relay.Dismiss(7, Code.KICKED, "spam"),
            new Relay.Done(7, 1),
            new Relay.Refuse(7, 1, Code.FENCED, "why", 0),
            new Relay.Repeated(7, 1, 2, 3),
            new Relay.ListMembers("u1", 1),
            new Relay.TellAttributes(7, 1, null),
            new Relay.Recover(room, relays),
            new Relay.Ended(4),
            new Relay.Left(new Room.Leave("u1", FENCE, "quit"), 3),
            new Relay.Left(new Room.Expel("u1", FENCE, Code.KICKED, "spam"), 3),
            Relay.Audit.INSTANCE,
            Relay.WantStandby.INSTANCE,
            Relay.Stand.INSTANCE,
            Relay.Stop.INSTANCE,
            Relay.RoomLost.INSTANCE,
            Relay.SeedOverdue.INSTANCE,
            new Relay.CaughtUp(1, 2, 3),
            new Relay.CatchUpFailed(1, 2, "why"));
    Stream<Object> applied =
        changes()
            .flatMap(
                change ->
                    Stream.of(
                        new Relay.Apply(PLACE, change, null),
                        new Relay.Apply(PLACE, change, new Relay.Receipt(7, 1))));
    return Stream.of(roomCommands(), toRelays, toRelay, applied).flatMap(all -> all);
  }

  @ParameterizedTest
  @MethodSource("messages")
  void eachMessageArrivesAsItWasSent(Object message) {
    kit.serializationTestKit().verifySerialization(message, true);
  }

  @Test
  void noMessageIsLeftOut() {
    Set<Class<?>> missing = new LinkedHashSet<>();
    for (Class<?> protocol :
        List.of(Room.Command.class, Relays.Command.class, Relay.Command.class, Change.class)) {
      for (Class<?> message : Samples.classes(protocol)) {
        if (!java.lang.reflect.Modifier.isPrivate(message.getModifiers())) {
          missing.add(message);
        }
      }
    }
    List<Object> sent = new ArrayList<>(messages().toList());
    sent.addAll(changes().toList());
    sent.forEach(message -> missing.remove(message.getClass()));
    assertEquals(Set.of(), missing);
  }
}
