package io.rejoin.client;

import io.rejoin.wire.Attribute;
import io.rejoin.wire.ClientFrame;
import io.rejoin.wire.ServerFrame;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Attributes, as a client asks for them. What it has set of its user's own and the server has taken
 * is remembered until the login ends, and goes with each later login frame: the login may be a new
 * one, or the server may have lost them.
 */
final class Attributes {

  /** Who asks. */
  interface Host {
    /** Asks, and waits for the answer through drops. */
    CompletableFuture<ServerFrame> ask(Request.Asking asking);

    boolean send(ClientFrame frame);
  }

  private final Host host;
  private final int maxFrameBytes;
  private Map<String, String> own = new LinkedHashMap<>();

  Attributes(Host host, int maxFrameBytes) {
    this.host = host;
    this.maxFrameBytes = maxFrameBytes;
  }

  /** What is set of the user's own. */
  Map<String, String> own() {
    return Collections.unmodifiableMap(new LinkedHashMap<>(own));
  }

  /** Changes the user's own. */
  CompletableFuture<Void> changeOwn(AttributesChange change) {
    Map<String, String> ofThisLogin = own;
    return host.ask((id, number) -> change.frame(id, null))
        .thenAccept(done -> remember(change, ofThisLogin));
  }

  private static void remember(AttributesChange change, Map<String, String> own) {
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

  /** Says what the login frame had no room for, in as few frames as take it. */
  void opened() {
    boolean isFirst = true;
    Map<String, String> piece = new LinkedHashMap<>();
    for (Map.Entry<String, String> each : own.entrySet()) {
      Map<String, String> larger = new LinkedHashMap<>(piece);
      larger.put(each.getKey(), each.getValue());
      if (FrameSize.excess(frame(isFirst, larger), maxFrameBytes) == null) {
        piece = larger;
      } else {
        host.send(frame(isFirst, piece));
        isFirst = false;
        piece = new LinkedHashMap<>(Map.of(each.getKey(), each.getValue()));
      }
    }
    host.send(frame(isFirst, piece));
  }

  /** The first takes the place of what was there. */
  private static ClientFrame frame(boolean isFirst, Map<String, String> set) {
    return new ClientFrame.AttributesChange(0, null, isFirst, set, List.of(), false);
  }

  /** The login is over. */
  void end() {
    own = new LinkedHashMap<>();
  }
}
