package io.rejoin.server;

import com.typesafe.config.Config;
import io.rejoin.auth.App;
import io.rejoin.auth.Apps;
import io.rejoin.auth.DemoGuard;
import io.rejoin.cluster.Clocks;
import io.rejoin.cluster.ShardedDirectory;
import io.rejoin.gateway.GatewaySettings;
import io.rejoin.profile.Profiles;
import io.rejoin.room.Room;
import io.rejoin.session.Session;
import io.rejoin.store.Store;
import io.rejoin.store.StoreSettings;
import io.rejoin.store.StoreUnavailableException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.InstantSource;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorSystem;

/**
 * A running node: sockets, sessions, rooms and store. {@link #start} returns when it takes
 * connections; {@link #close} when it has stopped. The JVM's shutdown stops it as well.
 */
public final class RejoinServer implements AutoCloseable {
  private final ServerSettings settings;
  private final ActorSystem<Node.Command> system;
  private final Node.Ready node;
  private final InetSocketAddress address;
  private final String url;
  private final CompletionStage<Void> stopped;

  RejoinServer(
      ServerSettings settings,
      ActorSystem<Node.Command> system,
      Node.Ready node,
      InetSocketAddress address,
      String url,
      CompletionStage<Void> stopped) {
    this.settings = settings;
    this.system = system;
    this.node = node;
    this.address = address;
    this.url = url;
    this.stopped = stopped;
  }

  /**
   * Starts a node and waits until it takes connections.
   *
   * @param application what differs from the defaults; without reference.conf
   * @throws StartRefusedException if it must not or can not start; nothing stays behind
   */
  public static RejoinServer start(Config application) {
    try {
      UnknownKeys.refuse(application);
      Config config = ServerSettings.complete(application);
      return start(config, GatewaySettings.from(config), Apps.from(config), Profiles.from(config));
    } catch (IllegalArgumentException e) {
      throw new StartRefusedException(e.getMessage(), e);
    }
  }

  private static RejoinServer start(
      Config config, GatewaySettings gateway, Apps apps, Profiles profiles) {
    DemoGuard.refusal(apps.all(), isLoopback(gateway.host()))
        .ifPresent(
            why -> {
              throw new StartRefusedException(why);
            });
    for (App app : apps.all()) {
      if (profiles.find(app.defaultProfile()).isEmpty()) {
        throw new StartRefusedException(
            "rejoin.auth.apps.%s.profile: there is no profile %s"
                .formatted(app.id(), app.defaultProfile()));
      }
    }
    Clocks clocks = MachineClocks.start();
    Store store = open(config, clocks.wall());
    return new Starting(config, gateway, apps, profiles, clocks).start(store);
  }

  /**
   * The sessions of the cluster, for services that run beside them; found by {@code new
   * UserKey(app, user).entityId()}. {@code src/docs/commands.md} tells what can be asked.
   */
  public ShardedDirectory<Session.Command> sessions() {
    return node.sessions();
  }

  /** The rooms of the cluster; found by {@code new RoomKey(app, room).entityId()}. */
  public ShardedDirectory<Room.Command> rooms() {
    return node.rooms();
  }

  /** The port that it listens on. */
  public int port() {
    return address.getPort();
  }

  /** Where its page is. */
  public String url() {
    return url;
  }

  /** Done when the node has stopped, for whatever reason. */
  public CompletionStage<Void> stopped() {
    return stopped;
  }

  /** Tells all links that the server stops, and stops. Returns when that is done. */
  @Override
  public void close() {
    CoordinatedShutdown.get(system).runAll(CoordinatedShutdown.actorSystemTerminateReason());
    Waiting.on(stopped, settings.stopTimeout(), "the node's end");
  }

  private static Store open(Config config, InstantSource wall) {
    try {
      return Store.open(StoreSettings.from(config), wall);
    } catch (StoreUnavailableException e) {
      throw new StartRefusedException(e.getMessage(), e);
    }
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw new StartRefusedException("rejoin.gateway.host: unknown host " + host, e);
    }
  }
}
