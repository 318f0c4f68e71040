package io.rejoin.client;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * What this client has published in one room and not withdrawn: held from when the server has taken
 * an announcement, so that the room can be told again what it has lost meanwhile.
 */
final class OwnStreams {
  private final Function<Stream, CompletableFuture<?>> announce;
  private final Map<String, Stream> held = new LinkedHashMap<>();

  /** The last announcement of each stream that waits for its answer. */
  private final Map<String, CompletableFuture<?>> asked = new HashMap<>();

  /**
   * @param announce asks the server
   */
  OwnStreams(Function<Stream, CompletableFuture<?>> announce) {
    this.announce = announce;
  }

  /** Announces it; of several announcements of one stream the last counts. */
  CompletableFuture<?> publish(Stream stream) {
    CompletableFuture<?> answer = announce.apply(stream);
    asked.put(stream.stream(), answer);
    return answer.whenComplete(
        (done, thrown) -> {
          if (asked.remove(stream.stream(), answer) && thrown == null) {
            held.put(stream.stream(), stream);
          }
        });
  }

  /** It is not to be there any more, whatever is still said of it. */
  void withdraw(String stream) {
    held.remove(stream);
    asked.remove(stream);
  }

  /** What the room has lost that has these, and nobody is announcing, in order. */
  List<Stream> lost(List<String> there) {
    return held.values().stream()
        .filter(stream -> there == null || !there.contains(stream.stream()))
        .filter(stream -> !asked.containsKey(stream.stream()))
        .toList();
  }

  /** Whether it is still to be there. */
  boolean holds(Stream stream) {
    return held.get(stream.stream()) == stream;
  }
}
