package io.rejoin.client;

import io.rejoin.wire.Attribute;
import io.rejoin.wire.ClientFrame;
import io.rejoin.wire.ServerFrame;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Attributes, as a client asks for them. What it has set of its user's own and the server has taken
 * is remembered until the login ends, and said again on each new link, before anything that still
 * waits: the login may be a new one, or the server may have lost them.
 */
final class Attributes {

  /** Who asks. */
  interface Host {
    /** Asks, and waits for the answer through drops. */
    CompletableFuture<ServerFrame> ask(Request.Asking asking);

    boolean send(ClientFrame frame);
  }

  private final Host host;
  private final Map<String, String> own = new LinkedHashMap<>();

  Attributes(Host host) {
    this.host = host;
  }

  /** Changes the user's own. */
  CompletableFuture<Void> changeOwn(AttributesChange change) {
    return host.ask((id, number) -> change.frame(id, null)).thenAccept(done -> remember(change));
  }

  private void remember(AttributesChange change) {
    if (change.clear()) {
      own.clear();
    }
    own.putAll(change.set());
    change.remove().forEach(own::remove);
  }

  /** Changes a room's. */
  CompletableFuture<ServerFrame> changeRoom(String room, AttributesChange change) {
    return host.ask((id, number) -> change.frame(id, room));
  }

  /** Reads a user's, or a room's (the other is null); without keys (null) all. */
  CompletableFuture<Map<String, Attribute>> read(String user, String room, List<String> keys) {
    return host.ask((id, number) -> new ClientFrame.AttributesRead(id, user, room, keys))
        .thenApply(frame -> ((ServerFrame.Attributes) frame).attributes());
  }

  /** A link is live. */
  void opened() {
    if (!own.isEmpty()) {
      host.send(AttributesChange.replace(Map.copyOf(own)).frame(0, null));
    }
  }

  /** The login is over. */
  void end() {
    own.clear();
  }
}
