package io.rejoin.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.typesafe.config.ConfigFactory;
import io.rejoin.room.Answer;
import io.rejoin.room.AttributeEdit;
import io.rejoin.room.Fence;
import io.rejoin.room.Relays;
import io.rejoin.store.Inboxes.Letter;
import io.rejoin.wire.Attribute;
import io.rejoin.wire.Code;
import io.rejoin.wire.RoomPosition;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What sessions and links say to each other survives the trip between nodes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SessionMessagesOnTheWireTest {
  private static final Fence FENCE = new Fence(2, 3);
  private static final Duration AGE = Duration.ofMillis(2500);

  private static final Letter LETTER = new Letter("u1", 4, 5, 6, "hi", true);

  private static final AttributeEdit EDIT = new AttributeEdit(true, Map.of("k", "v"), List.of("l"));

  private ActorTestKit kit;
  private LinkAddress link;

  @BeforeAll
  void start() {
    kit =
        ActorTestKit.create(
            ConfigFactory.parseString("pekko.actor.provider = cluster")
                .withFallback(ConfigFactory.load("application-test")));
    link =
        new LinkAddress(
            kit.<LinkCommand>createTestProbe().ref(),
            kit.<Relays.Command>createTestProbe().ref(),
            7);
  }

  @AfterAll
  void stop() {
    kit.shutdownTestKit();
  }

  private Stream<Object> messages() {
    RoomPosition position = new RoomPosition(1, 2, 3);
    Asker service = Asker.service(kit.<Answer>createTestProbe().ref());
    return Stream.of(
        new Session.Login(link, 1, "i1", 2, "native", "rejoin", Map.of("k", "v")),
        new Session.Resume(
            link,
            1,
            "i1",
            FENCE,
            "native",
            "rejoin",
            Map.of("r", position),
            Map.of("k", "v"),
            Set.of("s")),
        new Session.Reattach(link, "i1", FENCE, "native", "rejoin", Map.of("r", position)),
        new Session.Farewell(link, 1, "i1", 2, 3),
        new Session.Forbid(FENCE, Set.of("r")),
        new Session.Logout(link, FENCE, 1, Duration.ofSeconds(5)),
        new Session.Join(link, FENCE, 1, "r", position),
        new Session.Join(link, FENCE, 1, "r", null),
        new Session.Leave(link, FENCE, 1, "r"),
        new Session.Silent(FENCE, AGE),
        new Session.Heard(FENCE),
        new Session.Present(link, FENCE),
        new Session.LinkClosed(FENCE, AGE),
        new Session.Send(link, FENCE, 1, "u2", 3, 2, "hi", false, true),
        new Session.Deliver(new Asker.OfLink(link, 1), LETTER, 2, true),
        new Session.Kick("r", "spam", service),
        new Session.Kick(null, "", new Asker.OfLink(link, 1)),
        new Session.Ban("r", AGE, "spam", service),
        new Session.Unban(null, service),
        new Session.SendAsService("news", 3, "hi", false, true, service),
        new Session.Read(kit.<SessionView>createTestProbe().ref()),
        new SessionView("demo", "u1", "recovering", Status.OFFLINE, null, 2),
        new SessionView(
            "demo",
            "u1",
            "connected",
            Status.ONLINE,
            new SessionView.LoginView(
                FENCE,
                "i1",
                "web",
                "rejoin",
                true,
                Set.of("r"),
                Map.of("k", new Attribute("v", "u1", 5))),
            0),
        new LinkCommand.Expelled(7, "r", Code.KICKED, "spam"),
        new Session.Received(FENCE, "u2", 4, 5),
        new Session.StatusRequest(
            link, FENCE, 1, Session.StatusRequest.Want.SUBSCRIBE, List.of("u2")),
        new Session.Watch("u2", Status.UNREACHABLE),
        new Session.Watch("u2", null),
        new Session.Unwatch("u2"),
        new Session.StatusAsked("u2"),
        new Session.StatusTold("u2", Status.ONLINE),
        new Session.StatusAnswered("u2", Status.OFFLINE),
        new LinkCommand.Statuses(7, 1, Map.of("u2", Status.OFFLINE)),
        new LinkCommand.StatusChanged(7, "u2", Status.ONLINE),
        new Session.ChangeAttributes(link, FENCE, 1, "r", EDIT, true),
        new Session.ChangeAttributes(link, FENCE, 1, null, EDIT, false),
        new Session.ReadAttributes(link, FENCE, 1, "u2", null, List.of("k")),
        new Session.ReadAttributes(link, FENCE, 1, null, "r", null),
        new Session.TellAttributes(link, 1, List.of("k")),
        new Session.TellAttributes(link, 1, null),
        Session.Stop.INSTANCE,
        new Session.LinkGone(link),
        new Session.LinkNodeLost(link.gateway()),
        new LinkCommand.Attributes(7, 1, "u2", Map.of("k", new Attribute("v", "u2", 5))),
        new LinkCommand.Letter(7, "u2", 4, 5, 6, "hi", false, true),
        new LinkCommand.Sent(7, 1, "u2", 3, "stored"),
        new LinkCommand.Attached(7, 1, FENCE, true, new UserKey("demo", "u1")),
        new LinkCommand.Refused(7, 1, Code.FENCED, "why", 0),
        new LinkCommand.Done(7, 1),
        new LinkCommand.Close(7, Code.SUPERSEDED, "why"),
        new LinkCommand.SessionLost(7, FENCE));
  }

  @ParameterizedTest
  @MethodSource("messages")
  void eachMessageArrivesAsItWasSent(Object message) {
    kit.serializationTestKit().verifySerialization(message, true);
  }

  @Test
  void noMessageIsLeftOut() {
    Set<Class<?>> missing = new LinkedHashSet<>();
    for (Class<?> protocol : List.of(Session.Command.class, LinkCommand.class)) {
      for (Class<?> message : protocol.getPermittedSubclasses()) {
        if (Modifier.isPublic(message.getModifiers())) {
          missing.add(message);
        }
      }
    }
    messages().forEach(message -> missing.remove(message.getClass()));
    assertEquals(Set.of(), missing);
  }
}
