package io.rejoin.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.rejoin.auth.Grant;
import io.rejoin.auth.TokenRefusedException;
import io.rejoin.auth.Tokens;
import io.rejoin.cluster.Clocks;
import io.rejoin.history.Position;
import io.rejoin.profile.AttributeLimits;
import io.rejoin.profile.DepartureStep;
import io.rejoin.profile.Limits;
import io.rejoin.profile.Profile;
import io.rejoin.profile.Rate;
import io.rejoin.profile.RateKind;
import io.rejoin.profile.ServerHalf;
import io.rejoin.room.Fence;
import io.rejoin.room.Outlet;
import io.rejoin.room.Relays;
import io.rejoin.room.Room;
import io.rejoin.room.RoomKey;
import io.rejoin.session.LinkCommand;
import io.rejoin.session.Session;
import io.rejoin.session.UserKey;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;

/** A gateway on a real port, whose sessions, relays and rooms are played by the test. */
final class GatewayRig implements AutoCloseable {
  static final Position HEAD = new Position(1, 7);

  final TestTime time = new TestTime();

  /** How far the wall clock is ahead of the time. */
  volatile Duration wallAhead = Duration.ZERO;

  final ActorTestKit kit = ActorTestKit.create();
  final TestProbe<Session.Command> sessions = kit.createTestProbe();
  final TestProbe<Relays.Command> relays = kit.createTestProbe();
  final TestProbe<Room.Command> room = kit.createTestProbe();
  static final UserKey USER = new UserKey("demo", "ann");

  final EventLoops loops;
  final GatewaySettings settings;
  final Links links;
  final Gateway gateway;
  final ActorRef<LinkCommand> ear;
  final int port;

  GatewayRig(String... keys) throws Exception {
    settings = settings(keys);
    loops = new EventLoops(settings);
    InstantSource wall = () -> time.instant().plus(wallAhead);
    links = loops.links(new Clocks(time, wall));
    ear = kit.spawn(LinkEar.create(links, (id, command) -> sessions.ref().tell(command)));
    Neighbours neighbours =
        new Neighbours(
            (id, command) -> sessions.ref().tell(command),
            ear,
            relays.ref(),
            scriptedTokens(),
            name -> Optional.ofNullable(PROFILES.get(name)),
            app -> "tell");
    gateway = loops.gateway(links, neighbours);
    port = gateway.start().toCompletableFuture().get(10, TimeUnit.SECONDS).getPort();
  }

  /**
   * The defaults, with quick sweeps, a free port, no questions whether sessions know their links,
   * and these {@code key = value} instead.
   */
  static GatewaySettings settings(String... keys) {
    Config test =
        ConfigFactory.parseString(
            "port = 0, sweep-every = 20 ms, session-check-every = 1 h, event-loops = 2\n"
                + String.join("\n", keys));
    return GatewaySettings.from(
        test.atPath("rejoin.gateway").withFallback(ConfigFactory.defaultReference()));
  }

  /** Each kind has a count of its own, so that no test takes one for another. */
  private static final Map<RateKind, Rate> RATES =
      Map.ofEntries(
          Map.entry(RateKind.MESSAGES, new Rate(180, Duration.ofSeconds(3))),
          Map.entry(RateKind.ROOM_MESSAGES, new Rate(180, Duration.ofSeconds(3))),
          Map.entry(RateKind.JOINS, new Rate(5, Duration.ofSeconds(3))),
          Map.entry(RateKind.SAME_ROOM_JOINS, new Rate(2, Duration.ofSeconds(5))),
          Map.entry(RateKind.LOGINS, new Rate(3, Duration.ofSeconds(1))),
          Map.entry(RateKind.MEMBERS, new Rate(6, Duration.ofSeconds(2))),
          Map.entry(RateKind.RENEWALS, new Rate(4, Duration.ofSeconds(1))),
          Map.entry(RateKind.STREAMS, new Rate(7, Duration.ofSeconds(5))),
          Map.entry(RateKind.STATUS_QUERIES, new Rate(9, Duration.ofSeconds(5))),
          Map.entry(RateKind.SUBSCRIPTIONS, new Rate(10, Duration.ofSeconds(5))),
          Map.entry(RateKind.UNSUBSCRIPTIONS, new Rate(11, Duration.ofSeconds(5))));

  static final Map<String, Profile> PROFILES =
      Map.of(
          "tell", profile("tell", ServerHalf.OnTokenExpiry.TELL),
          "close", profile("close", ServerHalf.OnTokenExpiry.CLOSE));

  private static Profile profile(String name, ServerHalf.OnTokenExpiry onTokenExpiry) {
    Duration window = Duration.ofSeconds(30);
    return new Profile(
        name,
        new ServerHalf(
            Duration.ofSeconds(2),
            Duration.ofSeconds(4),
            Optional.empty(),
            List.of(new DepartureStep(window, DepartureStep.EVERYBODY, DepartureStep.Event.LEFT)),
            Map.of(),
            Optional.empty(),
            window,
            32,
            window,
            window,
            onTokenExpiry,
            new Limits(
                1024,
                3,
                4,
                512,
                window,
                window,
                RATES,
                new AttributeLimits(8, 16, 2, 30),
                new AttributeLimits(8, 16, 2, 30))),
        null);
  }

  /** A token says when it ends, in milliseconds; null is good for ever. */
  static Tokens scriptedTokens() {
    return (app, user, token, loopback) -> {
      if (app.equals("nowhere")) {
        throw new TokenRefusedException(TokenRefusedException.Cause.APP_UNKNOWN, "no such app");
      } else if ("forged".equals(token)) {
        throw new TokenRefusedException(TokenRefusedException.Cause.INVALID, "not signed");
      } else if ("old".equals(token)) {
        throw new TokenRefusedException(TokenRefusedException.Cause.EXPIRED, "ended 9 s ago");
      }
      return new ScriptedGrant(
          token == null ? Instant.MAX : Instant.ofEpochMilli(Long.parseLong(token)));
    };
  }

  private record ScriptedGrant(Instant expires) implements Grant {
    @Override
    public boolean mayJoin(String room) {
      return !room.equals("secret");
    }

    @Override
    public boolean mayPublish(String room) {
      return !room.equals("stage");
    }

    @Override
    public boolean mayPeer() {
      return true;
    }

    @Override
    public boolean mayKick() {
      return false;
    }
  }

  /** A link whose session has taken its login under (1, 1). */
  TestLink logIn(String user, String... fields) throws Exception {
    return logIn(TestLink.connect(port), user, fields);
  }

  TestLink logIn(TestLink link, String user, String... fields) throws Exception {
    link.send(login(user, fields));
    Session.Login login = sessions.expectMessageClass(Session.Login.class);
    login
        .link()
        .tell(new LinkCommand.Attached(login.link().socket(), 1, new Fence(1, 1), false, USER));
    link.next("logged-in");
    socket = login.link().socket();
    return link;
  }

  /** The socket of the newest login. */
  long socket;

  static String login(String user, String... fields) {
    String more = fields.length == 0 ? "" : "," + String.join(",", fields);
    return "{'type':'login','id':1,'app':'demo','user':'"
        + user
        + "','instance':'i','attempt':1,'platform':'web'"
        + more
        + "}";
  }

  /** The audience of a room whose head is {@link #HEAD}. */
  Outlet.Audience audience(String name) {
    Outlet.Audience audience = links.outlet().open(new RoomKey("demo", name));
    audience.route(room.ref(), HEAD);
    return audience;
  }

  static byte[] bytes(String json) {
    return json.replace('\'', '"').getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }

  /** Waits, for a bounded time, until the gateway has as many connections. */
  void awaitConnections(int count) {
    kit.createTestProbe()
        .awaitAssert(
            () -> {
              assertEquals(count, gateway.connections());
              return null;
            });
  }

  /** Fails if anything was said to sessions, relays or the room that the test has not seen. */
  void expectNothingElse() {
    sessions.expectNoMessage(Duration.ZERO);
    relays.expectNoMessage(Duration.ZERO);
    room.expectNoMessage(Duration.ZERO);
  }

  @Override
  public void close() throws IOException {
    gateway.stop().toCompletableFuture().join();
    kit.shutdownTestKit();
    loops.stop().toCompletableFuture().join();
  }
}
