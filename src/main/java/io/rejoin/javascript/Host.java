package io.rejoin.javascript;

import io.rejoin.client.ClientClock;
import io.rejoin.client.Options;
import io.rejoin.client.Transport;
import java.net.URI;
import java.util.Map;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyExecutable;
import org.graalvm.polyglot.proxy.ProxyObject;

/** The world, as one JavaScript client sees it: its clock, its sockets, its chance. */
final class Host {
  private final Options.Chosen chosen;

  Host(Options.Chosen chosen) {
    this.chosen = chosen;
  }

  ProxyObject asProxy() {
    return ProxyObject.fromMap(
        Map.of(
            "now", function(given -> chosen.clock().now()),
            "random", function(given -> chosen.random().getAsDouble()),
            "setTimeout", function(given -> new Alarm(given[0], given[1])),
            "clearTimeout", function(given -> given[0].<Alarm>asHostObject().cancel()),
            "dial", function(given -> dial(given[0], given[1], given[2]))));
  }

  private static ProxyExecutable function(ProxyExecutable function) {
    return function;
  }

  private void inTurn(Runnable task) {
    chosen.executor().execute(task);
  }

  /** One timer. Its turn may be due when it is cancelled: it then has no task. */
  private final class Alarm {
    private final ClientClock.Timer timer;
    private Value task;

    Alarm(Value task, Value delayMs) {
      this.task = task;
      long delay = delayMs.isNumber() ? (long) delayMs.asDouble() : 0;
      timer = chosen.clock().schedule(() -> inTurn(this::ring), Math.max(0, delay));
    }

    private void ring() {
      Value due = task;
      task = null;
      if (due != null) {
        due.executeVoid();
      }
    }

    Object cancel() {
      task = null;
      timer.cancel();
      return null;
    }
  }

  private ProxyObject dial(Value url, Value subprotocol, Value ear) {
    Ear heard = new Ear(ear);
    Transport.Socket socket =
        chosen.transport().dial(URI.create(url.asString()), subprotocol.asString(), heard);
    heard.socket = socket;
    return ProxyObject.fromMap(
        Map.of(
            "send", function(given -> sent(socket, given[0].asString())),
            "close", function(given -> closed(socket))));
  }

  private static Object sent(Transport.Socket socket, String text) {
    socket.send(text);
    return null;
  }

  private static Object closed(Transport.Socket socket) {
    socket.close();
    return null;
  }

  /** Hears of a socket, and tells it in turns. */
  private final class Ear implements Transport.Ear {
    private final Value ear;
    private Transport.Socket socket;

    Ear(Value ear) {
      this.ear = ear;
    }

    @Override
    public void opened() {
      inTurn(() -> ear.invokeMember("opened"));
    }

    @Override
    public void received(String text) {
      inTurn(
          () -> {
            ear.invokeMember("received", text);
            socket.taken();
          });
    }

    @Override
    public void closed(int code, String reason) {
      inTurn(() -> ear.invokeMember("closed", code, reason));
    }
  }
}
