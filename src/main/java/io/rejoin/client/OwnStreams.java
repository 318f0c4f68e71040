package io.rejoin.client;

import io.rejoin.wire.Code;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * What this client has published in one room and not withdrawn, and what it has withdrawn last:
 * held from when the server has taken that, so that the room can be told again what it has lost
 * meanwhile.
 */
final class OwnStreams {

  /** So many withdrawn streams are remembered; of more, the last. */
  private static final int MAX_WITHDRAWN = 64;

  /** The room that they are in. */
  interface Host {
    CompletableFuture<?> announce(Stream stream);

    CompletableFuture<?> withdraw(String stream);

    boolean hasEnded();

    /** What the client has asked by itself was refused. */
    void refused(RejoinException error);
  }

  private final Host host;
  private final Map<String, Stream> held = new LinkedHashMap<>();
  private final Set<String> withdrawn = new LinkedHashSet<>();

  /** The last that was asked of each stream, and waits for its answer. */
  private final Map<String, CompletableFuture<?>> asked = new HashMap<>();

  OwnStreams(Host host) {
    this.host = host;
  }

  /** Announces it; of all that is asked of one stream the last counts. */
  CompletableFuture<?> publish(Stream stream) {
    withdrawn.remove(stream.stream());
    CompletableFuture<?> answer = host.announce(stream);
    return awaited(stream.stream(), answer, () -> held.put(stream.stream(), stream));
  }

  /** It is not to be there any more, whatever is still said of it. */
  CompletableFuture<?> withdraw(String stream) {
    held.remove(stream);
    asked.remove(stream);
    return awaited(stream, host.withdraw(stream), () -> remember(stream));
  }

  private CompletableFuture<?> awaited(String stream, CompletableFuture<?> answer, Runnable taken) {
    asked.put(stream, answer);
    return answer.whenComplete(
        (done, thrown) -> {
          if (asked.remove(stream, answer) && thrown == null) {
            taken.run();
          }
        });
  }

  private void remember(String stream) {
    withdrawn.add(stream);
    if (withdrawn.size() > MAX_WITHDRAWN) {
      withdrawn.remove(withdrawn.iterator().next());
    }
  }

  /**
   * The room has these. What it still has is withdrawn, and what it has lost announced, unless that
   * is being asked; until it is answered, as long as it is wanted.
   */
  void joined(List<String> there) {
    withdrawn.stream()
        .filter(there::contains)
        .filter(stream -> !asked.containsKey(stream))
        .toList()
        .forEach(this::withdrawAgain);
    held.values().stream()
        .filter(stream -> !there.contains(stream.stream()))
        .filter(stream -> !asked.containsKey(stream.stream()))
        .toList()
        .forEach(this::announceAgain);
  }

  /**
   * What the client asks by itself.
   *
   * @param ask asks it once
   * @param isWanted whether the application has asked for nothing else since
   */
  private record Wish(
      Supplier<CompletableFuture<?>> ask, BooleanSupplier isWanted, Runnable drop) {}

  private void withdrawAgain(String stream) {
    again(
        new Wish(
            () -> withdraw(stream),
            () -> withdrawn.contains(stream),
            () -> withdrawn.remove(stream)));
  }

  private void announceAgain(Stream stream) {
    again(
        new Wish(
            () -> publish(stream),
            () -> held.get(stream.stream()) == stream,
            () -> held.remove(stream.stream())));
  }

  private void again(Wish wish) {
    try {
      wish.ask.get().whenComplete((done, thrown) -> answered(wish, thrown));
    } catch (RejoinException refused) {
      answered(wish, refused);
    }
  }

  private void answered(Wish wish, Throwable thrown) {
    // That the room or the login has ended is told as such.
    if (thrown == null || host.hasEnded() || !wish.isWanted.getAsBoolean()) {
      return;
    }
    RejoinException error = Core.error(thrown);
    if (error.is(Code.TIMEOUT)) {
      again(wish);
    } else {
      wish.drop.run();
      host.refused(error);
    }
  }
}
