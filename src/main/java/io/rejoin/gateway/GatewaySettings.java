package io.rejoin.gateway;

import com.typesafe.config.Config;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * The keys of {@code rejoin.gateway}, explained in {@code reference.conf}.
 *
 * @param eventLoops how many, at least 1
 * @param maxConnections 0 for no limit
 * @param connectionsPerAddress 0 for no limit
 * @param framesPerSecond 0 for no limit
 */
public record GatewaySettings(
    String host,
    int port,
    int eventLoops,
    Transport transport,
    Optional<Tls> tls,
    int backlog,
    int maxConnections,
    int connectionsPerAddress,
    Set<String> allowedOrigins,
    Duration handshakeTimeout,
    Duration loginTimeout,
    int maxFrameBytes,
    int framesPerSecond,
    int readPerTurn,
    Duration ratePause,
    int countedLogins,
    int outboundHighWaterMark,
    int catchUpWindow,
    Duration sweepEvery,
    Duration sessionCheckEvery,
    Duration tokenWarning,
    Duration closeTimeout) {

  /** Paths of PEM files. */
  public record Tls(String certificate, String privateKey) {}

  /**
   * Reads the whole configuration's {@code rejoin.gateway}.
   *
   * @throws com.typesafe.config.ConfigException naming the key, if one is missing or of another
   *     kind
   */
  public static GatewaySettings from(Config config) {
    Config gateway = config.getConfig("rejoin.gateway");
    return new GatewaySettings(
        gateway.getString("host"),
        gateway.getInt("port"),
        eventLoops(gateway),
        Transport.named(gateway.getString("transport")),
        tls(gateway.getConfig("tls")),
        gateway.getInt("backlog"),
        gateway.getInt("max-connections"),
        gateway.getInt("connections-per-address"),
        Set.copyOf(gateway.getStringList("allowed-origins")),
        gateway.getDuration("handshake-timeout"),
        gateway.getDuration("login-timeout"),
        bytes(gateway, "max-frame-bytes"),
        gateway.getInt("frames-per-second"),
        bytes(gateway, "read-per-turn"),
        gateway.getDuration("rate-pause"),
        gateway.getInt("counted-logins"),
        bytes(gateway, "outbound-high-water-mark"),
        bytes(gateway, "catch-up-window"),
        gateway.getDuration("sweep-every"),
        gateway.getDuration("session-check-every"),
        gateway.getDuration("token-warning"),
        gateway.getDuration("close-timeout"));
  }

  /** How many frames a link may send from one sweep to the next. */
  long framesPerSweep() {
    return framesPerSecond == 0
        ? Long.MAX_VALUE
        : framesPerSecond * sweepEvery.toMillis() / Duration.ofSeconds(1).toMillis();
  }

  private static int eventLoops(Config gateway) {
    return gateway.getString("event-loops").equals("auto")
        ? Math.max(1, Runtime.getRuntime().availableProcessors() / 2)
        : atLeastOne(gateway.getInt("event-loops"));
  }

  private static int atLeastOne(int loops) {
    if (loops < 1) {
      throw new IllegalArgumentException("rejoin.gateway.event-loops is " + loops + "; at least 1");
    }
    return loops;
  }

  private static Optional<Tls> tls(Config tls) {
    return tls.getString("certificate").isEmpty()
        ? Optional.empty()
        : Optional.of(new Tls(file(tls, "certificate"), file(tls, "private-key")));
  }

  private static String file(Config tls, String key) {
    String path = tls.getString(key);
    if (!Files.isReadable(Path.of(path))) {
      throw new IllegalArgumentException(
          "rejoin.gateway.tls." + key + ": " + path + " cannot be read");
    }
    return path;
  }

  private static int bytes(Config gateway, String key) {
    return Math.toIntExact(gateway.getBytes(key));
  }
}
