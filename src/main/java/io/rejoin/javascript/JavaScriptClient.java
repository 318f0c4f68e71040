package io.rejoin.javascript;

import com.fasterxml.jackson.databind.JsonNode;
import io.rejoin.client.AttributesChange;
import io.rejoin.client.ClientEvent;
import io.rejoin.client.Kick;
import io.rejoin.client.Options;
import io.rejoin.client.Sent;
import io.rejoin.client.State;
import io.rejoin.profile.Profile;
import io.rejoin.profile.Profiles;
import io.rejoin.testkit.ClientKind;
import io.rejoin.testkit.SimulatedClient;
import io.rejoin.wire.Attribute;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.graalvm.polyglot.Value;

/**
 * A JavaScript client in a simulation: {@code rejoin.js} itself, unchanged. Each of its tasks (a
 * call, a timer, what a socket tells) is a turn of its process, with all that was promised in it;
 * so one seed is one story. What it tells is told as the Java client's events, which have the same
 * names and fields.
 *
 * <p>Its thread has one JavaScript context, made when the thread's first client is, and kept for
 * the next. What a listener throws, and a rejection that nobody handles, ends the turn and so the
 * call that moves the simulation.
 */
public final class JavaScriptClient implements SimulatedClient {
  /** The kind that simulated users run whose client is this one. */
  public static final ClientKind KIND = JavaScriptClient::connect;

  private static final Profiles BUILT_IN = Profiles.builtIn();

  private final Realm realm;
  private final Executor turns;
  private final Profile chosen;
  private final Value client;
  private final List<Consumer<ClientEvent>> listeners = new ArrayList<>();
  private final Map<String, JavaScriptRoom> rooms = new HashMap<>();

  private JavaScriptClient(Realm realm, Options.Chosen options, Value client) {
    this.realm = realm;
    this.turns = options.executor();
    this.chosen = options.profile();
    this.client = client;
    realm.hearClient(
        client,
        (event, detail) -> told(Events.ofClient(event, detail)),
        (direction, frame) -> told(Events.frame(direction, frame)));
  }

  /**
   * Makes a client; nothing is sent before {@link #login}.
   *
   * @param options transport, clock, executor and random source must be given; the instance is
   *     drawn if it is not, and the platform is the JavaScript client's own default
   * @throws org.graalvm.polyglot.PolyglotException what the client throws, such as for an address
   *     that is none
   */
  public static JavaScriptClient connect(String server, Options options) {
    Realm realm = Realm.ofThisThread();
    Options.Chosen chosen = options.chosen();
    return new JavaScriptClient(realm, chosen, realm.start(server, chosen));
  }

  /**
   * The client object itself, for what is not here. What changes something is to be done in a turn:
   * by {@link #call}.
   */
  public Value value() {
    return client;
  }

  /**
   * Calls a method of the client object, whichever it has, such as {@code subscribeStatus}.
   *
   * @param arguments what JSON has (texts, numbers, lists, maps, records), and bytes
   * @return what its promise is kept with, or what it returns; null for a room or nothing. Fails
   *     with a {@link io.rejoin.client.RejoinException}
   */
  public CompletionStage<JsonNode> call(String method, Object... arguments) {
    return realm.call(turns, client, method, arguments);
  }

  private void told(ClientEvent event) {
    List.copyOf(listeners).forEach(listener -> listener.accept(event));
  }

  @Override
  public State state() {
    return Events.constant(State.class, client.getMember("state").asString());
  }

  /** As it names it: the one that was given to it, or one that is built in. */
  @Override
  public Profile profile() {
    return chosen != null
        ? chosen
        : BUILT_IN.find(client.getMember("profile").getMember("name").asString()).orElseThrow();
  }

  @Override
  public void on(Consumer<ClientEvent> listener) {
    listeners.add(listener);
  }

  @Override
  public CompletionStage<Void> login() {
    return done(call("login"));
  }

  @Override
  public CompletionStage<Void> login(String user, String token) {
    Map<String, String> who = new LinkedHashMap<>();
    who.put("user", user);
    if (token != null) {
      who.put("token", token);
    }
    return done(call("login", who));
  }

  @Override
  public CompletionStage<Void> logout() {
    return done(call("logout"));
  }

  @Override
  public CompletionStage<Void> renew(String token) {
    return done(call("renew", token));
  }

  @Override
  public CompletionStage<Sent> sendMessage(String to, String text) {
    return call("sendMessage", to, text).thenApply(sent -> Events.read(sent, Sent.class));
  }

  @Override
  public CompletionStage<Void> changeRoomAttributes(String room, AttributesChange change) {
    return done(call("changeRoomAttributes", room, change));
  }

  @Override
  public CompletionStage<Map<String, Attribute>> readRoomAttributes(String room) {
    return call("readRoomAttributes", room).thenApply(Events::attributes);
  }

  @Override
  public CompletionStage<Void> kick(String user, Kick kick) {
    Map<String, Object> how = new LinkedHashMap<>();
    if (kick.room() != null) {
      how.put("room", kick.room());
    }
    if (kick.reason() != null) {
      how.put("reason", kick.reason());
    }
    if (!kick.ban().isZero()) {
      how.put("forMs", kick.ban().toMillis());
    }
    return done(call("kick", user, how));
  }

  @Override
  public JavaScriptRoom room(String id) {
    Value room = client.invokeMember("room", id);
    JavaScriptRoom known = rooms.get(id);
    if (known == null || !known.value().equals(room)) {
      known = new JavaScriptRoom(realm, turns, room);
      rooms.put(id, known);
    }
    return known;
  }

  static CompletionStage<Void> done(CompletionStage<JsonNode> answer) {
    return answer.thenAccept(nothing -> {});
  }
}
