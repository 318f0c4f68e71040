package io.rejoin.javascript;

import com.fasterxml.jackson.databind.JsonNode;
import io.rejoin.client.Member;
import io.rejoin.client.Options;
import io.rejoin.profile.ProfilesModule;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.io.IOAccess;
import org.graalvm.polyglot.proxy.ProxyExecutable;
import org.graalvm.polyglot.proxy.ProxyObject;

/**
 * Where the JavaScript of one thread lives: one context with the client's modules, for all clients
 * of all its simulations, since loading them takes longer than most simulations. Modules keep
 * nothing of a client, so that a new client finds it as the first did. Whatever was promised in a
 * call from Java has happened when that call returns.
 */
final class Realm {
  private static final ThreadLocal<Realm> OF_THREAD = ThreadLocal.withInitial(Realm::new);

  /** Shared by all threads: what is parsed and known of the modules. */
  private static final class Shared {
    static final Engine ENGINE =
        Engine.newBuilder("js").option("engine.WarnInterpreterOnly", "false").build();
    static final Source MODULES =
        Source.newBuilder(
                "js",
                """
                export * from '/io/rejoin/javascript/environment.js';
                export * from '/io/rejoin/javascript/machine.js';
                """,
                "simulation.mjs")
            .mimeType("application/javascript+module")
            .buildLiteral();
  }

  private static final int INSTANCE_DIGITS = 32;
  private static final int DIGITS = 16;

  private final Value modules;

  private Realm() {
    Context context =
        Context.newBuilder("js")
            .engine(Shared.ENGINE)
            .allowHostAccess(HostAccess.NONE)
            .allowIO(IOAccess.newBuilder().fileSystem(new ClasspathFiles()).build())
            .allowExperimentalOptions(true)
            .option("js.esm-eval-returns-exports", "true")
            .option("js.text-encoding", "true")
            .option("js.unhandled-rejections", "throw")
            .build();
    modules = context.eval(Shared.MODULES);
    Map<String, Object> host =
        Map.of("btoa", function(Realm::toBase64), "atob", function(Realm::ofBase64));
    modules.invokeMember("furnish", ProxyObject.fromMap(host));
  }

  static Realm ofThisThread() {
    return OF_THREAD.get();
  }

  /** A new client object. */
  Value start(String server, Options.Chosen chosen) {
    return modules.invokeMember("start", server, options(chosen), new Host(chosen).asProxy());
  }

  private static String options(Options.Chosen chosen) {
    Map<String, Object> options = new LinkedHashMap<>();
    options.put("app", chosen.app());
    putIfThere(options, "user", chosen.user());
    putIfThere(options, "token", chosen.token());
    putIfThere(options, "platform", chosen.platform());
    options.put("instance", chosen.instance() == null ? drawn(chosen) : chosen.instance());
    options.put("resendAfterMs", chosen.resendAfter().toMillis());
    options.put("maxFrameBytes", chosen.maxFrameBytes());
    if (chosen.profile() != null) {
      options.put("profile", Events.tree(ProfilesModule.json(chosen.profile())));
    }
    return Events.text(options);
  }

  private static void putIfThere(Map<String, Object> options, String name, String value) {
    if (value != null) {
      options.put(name, value);
    }
  }

  private static String drawn(Options.Chosen chosen) {
    StringBuilder id = new StringBuilder();
    for (int i = 0; i < INSTANCE_DIGITS; i++) {
      id.append(Character.forDigit((int) (chosen.random().getAsDouble() * DIGITS), DIGITS));
    }
    return id.toString();
  }

  void hearClient(Value client, BiConsumer<String, String> told, BiConsumer<String, String> seen) {
    modules.invokeMember("hearClient", client, hearing(told), hearing(seen));
  }

  void hearRoom(Value room, BiConsumer<String, String> told) {
    modules.invokeMember("hearRoom", room, hearing(told));
  }

  List<Member> membersOf(Value room) {
    Member[] members =
        Events.read(
            Events.tree(modules.invokeMember("membersOf", room).asString()), Member[].class);
    return List.of(members);
  }

  private static ProxyExecutable hearing(BiConsumer<String, String> told) {
    return given -> {
      told.accept(given[0].asString(), given[1].asString());
      return null;
    };
  }

  /** Calls a method of a client or a room, in a turn. */
  CompletableFuture<JsonNode> call(
      Executor turns, Value target, String method, Object... arguments) {
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    ProxyExecutable kept = given -> answer.complete(Events.tree(given[0].asString()));
    ProxyExecutable failed =
        given -> answer.completeExceptionally(Events.error(given[0].asString()));
    turns.execute(
        () -> {
          Object[] all = new Object[4 + arguments.length];
          all[0] = target;
          all[1] = method;
          all[2] = kept;
          all[3] = failed;
          for (int i = 0; i < arguments.length; i++) {
            all[4 + i] = argument(arguments[i]);
          }
          modules.invokeMember("call", all);
        });
    return answer;
  }

  private Object argument(Object given) {
    return given instanceof byte[] bytes
        ? modules.invokeMember("bytes", Base64.getEncoder().encodeToString(bytes))
        : modules.invokeMember("given", Events.text(given));
  }

  private static String toBase64(String binary) {
    return Base64.getEncoder().encodeToString(binary.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static String ofBase64(String base64) {
    return new String(Base64.getDecoder().decode(base64), StandardCharsets.ISO_8859_1);
  }

  private static ProxyExecutable function(UnaryOperator<String> of) {
    return given -> of.apply(given[0].asString());
  }
}
