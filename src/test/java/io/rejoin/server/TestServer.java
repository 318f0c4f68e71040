package io.rejoin.server;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.UUID;

/** A real server on a free port of this machine, with a database of its own. */
final class TestServer implements AutoCloseable {

  /**
   * What differs from the defaults. Nobody is told anything of a user of the default profile within
   * a test, and may ask as often as it can; {@code swift} is soon told lost and never left, {@code
   * brief} is soon told unreachable and left.
   */
  private static final String SETTINGS =
      """
      rejoin.gateway { port = 0, sweep-every = 50 ms, close-timeout = 60 s, frames-per-second = 0 }
      rejoin.gateway.event-loops = 2
      rejoin.profiles {
        rejoin.client.heartbeat = 100 ms
        rejoin.server {
          ask-after = 200 ms
          silent-after = 300 ms
          departures = [
            { after = 20 s, observers = all, event = lost }
            { after = 60 s, observers = all, event = left }
          ]
          limits.rates {
            messages { count = 10000, per = 100 ms }
            room-messages { count = 10000, per = 100 ms }
            joins { count = 1000, per = 1 s }
            same-room-joins { count = 1000, per = 1 s }
            logins { count = 1000, per = 1 s }
            members { count = 1000, per = 1 s }
          }
        }
        swift.server.departures = [
          { after = 800 ms, observers = all, event = lost }
          { after = 60 s, observers = all, event = left }
        ]
        brief.server.unreachable-after = 900 ms
        brief.server.departures = [
          { after = 700 ms, observers = all, event = lost }
          { after = 1800 ms, observers = all, event = left }
        ]
        forgetful.server { replay-age = 500 ms, empty-room-after = 300 ms }
      }
      rejoin.auth.apps {
        demo.tokens-required = no
        forgetful { profile = forgetful, tokens-required = no }
        guarded.keys = [
          { kid = k1, algorithm = HS256, secret = "a secret that only the tests of guarded know" }
        ]
      }
      """;

  private final Config config;
  private RejoinServer server;

  private TestServer(Config config) {
    this.config = config;
    this.server = RejoinServer.start(config);
  }

  /** What a test server differs in from the defaults, and in these HOCON lines from that. */
  static Config config(String... lines) {
    return ConfigFactory.parseString(String.join("\n", lines))
        .withFallback(ConfigFactory.parseString(SETTINGS))
        .withFallback(store("jdbc:h2:mem:" + UUID.randomUUID()));
  }

  /** Where the accounts are. */
  static Config store(String url) {
    return ConfigFactory.parseString("rejoin.store.url = \"" + url + "\"");
  }

  static TestServer start(Config config) {
    return new TestServer(config);
  }

  /** The server itself, for a service that runs beside it. */
  RejoinServer node() {
    return server;
  }

  int port() {
    return server.port();
  }

  /** Stops it as an operator does, and starts it again. */
  void restart() {
    server.close();
    server = RejoinServer.start(config);
  }

  @Override
  public void close() {
    server.close();
  }
}
