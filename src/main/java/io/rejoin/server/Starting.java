package io.rejoin.server;

import com.typesafe.config.Config;
import io.rejoin.auth.App;
import io.rejoin.auth.Apps;
import io.rejoin.auth.AuthSettings;
import io.rejoin.auth.JwtTokens;
import io.rejoin.cluster.Clocks;
import io.rejoin.gateway.EventLoops;
import io.rejoin.gateway.Gateway;
import io.rejoin.gateway.GatewaySettings;
import io.rejoin.gateway.Links;
import io.rejoin.gateway.Neighbours;
import io.rejoin.profile.Profile;
import io.rejoin.profile.Profiles;
import io.rejoin.room.RoomSettings;
import io.rejoin.session.SessionSettings;
import io.rejoin.store.Store;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.actor.BootstrapSetup;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.setup.ActorSystemSetup;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;

/**
 * The start of a node, in order: store, event loops, actors, cluster, sockets. Whatever has been
 * started when a step fails is stopped again.
 */
final class Starting {
  private final Config config;
  private final ServerSettings settings;
  private final GatewaySettings gateway;
  private final Apps apps;
  private final Profiles profiles;
  private final Clocks clocks;
  private final EventLoops loops;
  private final Links links;

  Starting(Config config, GatewaySettings gateway, Apps apps, Profiles profiles, Clocks clocks) {
    this.config = config;
    this.settings = ServerSettings.from(config);
    this.gateway = gateway;
    this.apps = apps;
    this.profiles = profiles;
    this.clocks = clocks;
    this.loops = new EventLoops(gateway);
    this.links = loops.links(clocks);
  }

  /** Starts the node; done when it takes connections. */
  RejoinServer start(Store store) {
    ActorSystem<Node.Command> system =
        ActorSystem.create(
            Node.create(parts(store)),
            "rejoin",
            ActorSystemSetup.create(BootstrapSetup.create(config), loops.setup()));
    CompletionStage<Void> stopped = system.getWhenTerminated().thenCompose(done -> loops.stop());
    CoordinatedShutdown.get(system)
        .addTask(
            CoordinatedShutdown.PhaseBeforeActorSystemTerminate(),
            "close-store",
            () -> CompletableFuture.runAsync(store::close).thenApply(closed -> Done.getInstance()));
    try {
      Node.Ready ready = Waiting.on(ready(system), settings.joinTimeout(), "the cluster");
      Gateway sockets = loops.gateway(links, neighbours(ready));
      InetSocketAddress address = Waiting.on(sockets.start(), settings.joinTimeout(), socket());
      CoordinatedShutdown.get(system)
          .addTask(
              CoordinatedShutdown.PhaseServiceUnbind(),
              "close-links",
              () -> sockets.stop().thenCompose(done -> stopRelays(system)));
      return new RejoinServer(settings, system, ready, address, url(address), stopped);
    } catch (StartRefusedException e) {
      system.terminate();
      Waiting.on(stopped, settings.stopTimeout(), "the node to stop");
      throw e;
    }
  }

  private CompletionStage<Done> stopRelays(ActorSystem<Node.Command> system) {
    return AskPattern.ask(system, Node.StopRelays::new, settings.stopTimeout(), system.scheduler());
  }

  private String socket() {
    return "the socket " + gateway.host() + ":" + gateway.port();
  }

  private String url(InetSocketAddress address) {
    String scheme = gateway.tls().isPresent() ? "https" : "http";
    String host = gateway.host().contains(":") ? "[" + gateway.host() + "]" : gateway.host();
    return scheme + "://" + host + ":" + address.getPort() + "/";
  }

  private Node.Parts parts(Store store) {
    return new Node.Parts(
        links,
        store.accounts(),
        store.inboxes(),
        this::profile,
        app -> profile(defaultProfile(app)),
        RoomSettings.from(config),
        SessionSettings.from(config),
        clocks,
        settings.dispatcher());
  }

  private Neighbours neighbours(Node.Ready ready) {
    return new Neighbours(
        ready.sessions(),
        ready.ear(),
        ready.relays(),
        new JwtTokens(apps, AuthSettings.from(config), clocks.wall()),
        profiles::find,
        this::defaultProfile);
  }

  /** A profile that was found when its user logged in, or stands in the configuration. */
  private Profile profile(String name) {
    return profiles.find(name).orElseThrow(() -> new IllegalStateException("no profile " + name));
  }

  private String defaultProfile(String app) {
    return apps.find(app).map(App::defaultProfile).orElse(Profiles.DEFAULT);
  }

  /** Joins the seed nodes that are configured, or, where there are none, makes a cluster of one. */
  private CompletionStage<Node.Ready> ready(ActorSystem<Node.Command> system) {
    if (config.getStringList("pekko.cluster.seed-nodes").isEmpty()) {
      Cluster cluster = Cluster.get(system);
      cluster.manager().tell(new Join(cluster.selfMember().address()));
    }
    return AskPattern.ask(system, Node.WhenReady::new, settings.joinTimeout(), system.scheduler());
  }
}
