package io.rejoin.testkit;

import io.rejoin.client.Client;
import io.rejoin.client.Options;
import io.rejoin.client.Stream;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * A user with a machine, on which a real client runs, the Java one or another: in virtual time,
 * over the simulated network, in turns of the simulation. What the client tells goes to the
 * recorder.
 */
public final class SimulatedUser {
  private final Simulation simulation;
  private final String name;
  private final String app;
  private final ClientKind kind;
  private final Consumer<Options> options;
  private final SplittableRandom random;
  private final Cable cable;
  private Lane process;
  private SimulatedClient client;
  private Teller teller;
  private int starts;

  SimulatedUser(
      Simulation simulation,
      String name,
      String app,
      ClientKind kind,
      Consumer<Options> options,
      SplittableRandom random,
      Cable cable) {
    this.simulation = simulation;
    this.name = name;
    this.app = app;
    this.kind = kind;
    this.options = options;
    this.random = random;
    this.cable = cable;
    start();
  }

  public String name() {
    return name;
  }

  /**
   * The Java client of the process that runs now, or ran last.
   *
   * @throws IllegalStateException if another kind of client runs here
   */
  public Client client() {
    return running(JavaClient.class).client();
  }

  /** The client of the process that runs now, or ran last, of whatever kind. */
  public SimulatedClient running() {
    return client;
  }

  /**
   * The same as what it is.
   *
   * @throws IllegalStateException if it is of another kind
   */
  public <T extends SimulatedClient> T running(Class<T> type) {
    if (!type.isInstance(client)) {
      throw new IllegalStateException(
          "%s runs a %s, not a %s"
              .formatted(name, client.getClass().getSimpleName(), type.getSimpleName()));
    }
    return type.cast(client);
  }

  Cable cable() {
    return cable;
  }

  private void start() {
    starts++;
    process =
        new Lane(simulation.system().turns, () -> simulation.system().wires.enter(Wires.NOWHERE));
    cable.process(process);
    Options all =
        Options.app(app)
            .user(name)
            .instance(name + "-" + starts)
            .transport(cable)
            .clock(simulation.system().time)
            .executor(process)
            .random(random::nextDouble);
    options.accept(all);
    client = kind.connect("ws://simulated/v1", all);
    teller = new Teller(client, words -> simulation.recorder().told(name, words));
  }

  /** Logs in; what becomes of it is told as a change of state. */
  public void login() {
    asked("login", client.login());
  }

  /** The same with a token. */
  public void login(String token) {
    asked("login", client.login(name, token));
  }

  public void logout() {
    asked("logout", client.logout());
  }

  /** Enters a room; its events are recorded from now on. */
  public SimulatedRoom join(String id) {
    SimulatedRoom room = teller.room(id);
    asked("join " + id, room.join());
    return room;
  }

  public void leave(String room) {
    asked("leave " + room, client.room(room).leave());
  }

  public void publish(String room, String text) {
    asked("publish " + room + " " + text, client.room(room).publish(text));
  }

  /** Announces a stream in a room, of a kind that is called as it is. */
  public void publishStream(String room, String stream) {
    asked(
        "stream " + room + " " + stream,
        client.room(room).publishStream(new Stream(stream, stream, null)));
  }

  public void renew(String token) {
    asked("renew", client.renew(token));
  }

  public void sendMessage(String to, String text) {
    asked("send " + to + " " + text, client.sendMessage(to, text));
  }

  private void asked(String what, CompletionStage<?> stage) {
    teller.asked(what, stage);
    simulation.settle();
  }

  /** The app goes to the background: its process stands still, its sockets stay. */
  void suspend() {
    process.suspend();
  }

  void resume() {
    process.resume();
  }

  /** The process is killed: nobody logs out, and its system closes its sockets. */
  void kill() {
    process.end();
    cable.resetAll();
  }

  /** The machine is switched off: its sockets stay open at the other end. */
  void powerOff() {
    process.end();
    cable.vanish();
  }

  /** A new process: a client that remembers nothing. */
  public void restart() {
    process.end();
    start();
  }
}
