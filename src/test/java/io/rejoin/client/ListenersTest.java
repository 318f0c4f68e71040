package io.rejoin.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What listeners may do, and what may not be done at all. */
class ListenersTest {
  private final StillClock clock = new StillClock();
  private final ScriptedServer server = new ScriptedServer(clock);
  private final List<String> told = new ArrayList<>();
  private final List<String> uncaught = new ArrayList<>();
  private final Client client =
      Client.connect(
          "ws://server/v1",
          Options.app("demo")
              .user("alice")
              .transport(server)
              .clock(clock)
              .executor(Runnable::run)
              .random(() -> 0.5));

  @BeforeEach
  void hearWhatIsUncaught() {
    Thread.currentThread()
        .setUncaughtExceptionHandler((thread, thrown) -> uncaught.add(thrown.getMessage()));
  }

  @AfterEach
  void nothingElse() {
    Thread.currentThread().setUncaughtExceptionHandler(null);
    client.close();
    assertEquals(0, clock.pending(), "a closed client holds no timer");
  }

  private void logIn() {
    client.login();
    ObjectNode newest = JsonNodeFactory.instance.objectNode();
    server.socket(newest).open();
    server
        .socket(newest)
        .say("{\"type\":\"logged-in\",\"id\":1,\"epoch\":1,\"link\":1,\"profile\":\"rejoin\"}");
  }

  private void say(String frame) {
    server.socket(JsonNodeFactory.instance.objectNode()).say(frame);
  }

  @Test
  void whatAListenerThrowsStopsNeitherTheOthersNorTheAcknowledgement() {
    logIn();
    server.take();
    client.on(
        ClientEvent.PeerMessage.class,
        message -> {
          throw new IllegalStateException("not today");
        });
    client.on(ClientEvent.PeerMessage.class, message -> told.add(message.payload().text()));
    say(
        "{\"type\":\"peer-message\",\"from\":\"bob\",\"epoch\":3,\"number\":1,\"at\":1,"
            + "\"payload\":\"hi\"}");
    assertEquals(List.of("hi"), told);
    assertEquals(List.of("not today"), uncaught);
    assertEquals("received", server.take().path("sends").path(0).path("type").asText());
  }

  @Test
  void aListenerThatIsTakenAwayHearsNothingMore() {
    Registration registration =
        client.on(ClientEvent.StateChanged.class, state -> told.add(state.to().wireName()));
    client.on(ClientEvent.class, event -> told.add("all: " + event.event()));
    client.login();
    registration.remove();
    registration.remove();
    client.logout();
    assertEquals(List.of("connecting", "all: state", "all: state"), told);
  }

  @Test
  void transitionsAreToldInTheirOrderEvenIfAListenerCausesTheNext() {
    client.on(
        ClientEvent.StateChanged.class,
        state -> {
          if (state.to() == State.CONNECTING) {
            client.logout();
          }
        });
    client.on(ClientEvent.StateChanged.class, state -> told.add(state.to().wireName()));
    client.login();
    assertEquals(List.of("connecting", "disconnected"), told);
  }

  @Test
  void framesAreToldAsTheyGoWherePeopleListen() {
    client.on(
        ClientEvent.Frame.class,
        seen -> told.add(seen.direction() + " " + seen.frame().replaceAll("\"id.*", "...")));
    logIn();
    clock.advance(1000);
    say("{\"type\":\"pong\"}");
    assertEquals(
        List.of(
            "OUT {\"type\":\"login\",...",
            "IN {\"type\":\"logged-in\",...",
            "OUT {\"type\":\"ping\"}",
            "IN {\"type\":\"pong\"}"),
        told);
  }

  @Test
  void aRoomThatIsLeftAndJoinedInOneGoIsAnother() {
    logIn();
    Room first = client.room("lobby");
    client.join("lobby");
    say(
        "{\"type\":\"joined\",\"id\":2,\"room\":\"lobby\",\"epoch\":7,\"offset\":0,\"presence\":1,"
            + "\"count\":0,\"members\":[]}");
    first.leave();
    client.join("lobby").thenAccept(second -> told.add("joined " + (second != first)));
    assertEquals(RoomState.ENDED, first.state());
    say(
        "{\"type\":\"joined\",\"id\":4,\"room\":\"lobby\",\"epoch\":7,\"offset\":0,\"presence\":1,"
            + "\"count\":0,\"members\":[]}");
    assertEquals(List.of("joined true"), told);
  }

  @Test
  void anAnswerOfAnotherKindFailsTheCallWithACode() {
    logIn();
    client
        .queryStatus(List.of("bob"))
        .whenComplete((statuses, thrown) -> told.add(((RejoinException) thrown).code()));
    say("{\"type\":\"ok\",\"id\":2}");
    assertEquals(List.of("internal"), told);
  }

  @Test
  void whatCannotWorkIsRefusedWhenAClientIsMade() {
    Options options = Options.app("demo");
    assertThrows(IllegalArgumentException.class, () -> Client.connect("http://server/v1", options));
    assertThrows(IllegalArgumentException.class, () -> Client.connect("not an address", options));
    assertEquals(
        "profile-unknown",
        assertThrows(RejoinException.class, () -> options.profile("nobody")).code());
    assertThrows(NullPointerException.class, () -> Options.app(null));
  }
}
