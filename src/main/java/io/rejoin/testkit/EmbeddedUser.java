package io.rejoin.testkit;

import com.typesafe.config.Config;
import io.rejoin.client.Client;
import io.rejoin.client.Options;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * A user of an {@link EmbeddedNode}, with the real Java client and a connection that can drop. What
 * the client tells goes to an actor, and so does what it could not do, such as {@code login failed:
 * banned}. What a call asks for has its effect before it returns, as far as the node needs no time
 * and no other thread for it. Thread-safe.
 */
public final class EmbeddedUser {
  /** Where between their bounds the client's random waits lie. */
  private static final double MIDDLE = 0.5;

  private final EmbeddedNode node;
  private final JavaClient client;
  private final Teller teller;
  private final Plug plug;

  EmbeddedUser(EmbeddedNode node, Config config, String name, ActorRef<String> told) {
    this.node = node;
    this.plug = new Plug(node);
    Options options =
        Options.app(config.getString("rejoin.testkit.app"))
            .user(name)
            .instance(name)
            .config(config)
            .transport(plug)
            .clock(node.clientClock())
            .executor(node.turns())
            .random(() -> MIDDLE);
    this.client = new JavaClient(Client.connect("ws://embedded/v1", options));
    this.teller = new Teller(client, told::tell);
  }

  private void asked(String what, CompletionStage<?> stage) {
    teller.asked(what, stage);
    node.settle();
  }

  /** The client, with all that an application calls. */
  public Client client() {
    return client.client();
  }

  /** Logs in, which is told as a change of state. */
  public void login() {
    asked("login", client.login());
  }

  /** Ends the login: others are told at once. */
  public void logout() {
    asked("logout", client.logout());
  }

  /** Enters a room, whose events are told from now on. */
  public void join(String room) {
    asked("join " + room, teller.room(room).join());
  }

  /** Leaves a room for good. */
  public void leave(String room) {
    asked("leave " + room, client.room(room).leave());
  }

  /** Says something to all members of a room. */
  public void publish(String room, String text) {
    asked("publish " + room + " " + text, client.room(room).publish(text));
  }

  /**
   * The connection drops: both ends find it closed, and until {@link #heal} no new one is made. The
   * node counts the silence from the last byte that it heard, which is at most a heartbeat ago.
   */
  public void drop() {
    plug.pull();
    node.settle();
  }

  /** The network is back, and the client is told: it resumes its login at once, if it still can. */
  public void heal() {
    plug.putBack();
    client().networkIsBack();
    node.settle();
  }
}
