package io.rejoin.store;

import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Settings for stores under test, and bounded waits for what they answer. */
final class Stores {
  private static final long WAIT_SECONDS = 20;

  private Stores() {}

  /** A database of its own, in memory for as long as this process lives. */
  static String inMemory() {
    return "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
  }

  /** The defaults, with other values for some keys of {@code rejoin.store}. */
  static StoreSettings settings(String url, Map<String, ?> others) {
    return StoreSettings.from(
        ConfigFactory.parseMap(others)
            .atPath("rejoin.store")
            .withFallback(ConfigFactory.parseMap(Map.of("rejoin.store.url", url)))
            .withFallback(ConfigFactory.defaultReference()));
  }

  static StoreSettings settings(String url) {
    return settings(url, Map.of());
  }

  /** The default URL, at another place. */
  static String file(Path dir) {
    var url = StoreSettings.from(ConfigFactory.defaultReference()).url();
    if (!url.contains("./data/rejoin")) {
      throw new AssertionError(url);
    }
    return url.replace("./data/rejoin", dir.resolve("rejoin").toString());
  }

  static <T> T answer(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().get(WAIT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** The message of the failure; an error if it succeeds, or fails otherwise than it may. */
  static String refusal(CompletionStage<?> stage) {
    try {
      var answer = stage.toCompletableFuture().get(WAIT_SECONDS, TimeUnit.SECONDS);
      throw new AssertionError("not refused, but answered: " + answer);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof StoreUnavailableException refused) {
        return refused.getMessage();
      }
      throw new AssertionError(e);
    } catch (TimeoutException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
