package io.rejoin.cluster;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one place through which every change of an actor's state goes: it logs from, to and why, and
 * counts. One for each kind of actor; thread-safe.
 */
public final class Transitions {

  /** Hears of transitions as they happen. */
  public interface Watcher {
    void happened(String kind, String id, String from, String to, String why);
  }

  private static final ThreadLocal<Watcher> WATCHERS = new ThreadLocal<>();

  private final String kind;
  private final Logger log;
  private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

  /**
   * @param kind such as {@code session}; the logger is this class's name, a dot and this
   */
  public Transitions(String kind) {
    this.kind = kind;
    this.log = LoggerFactory.getLogger(Transitions.class.getName() + "." + kind);
  }

  /**
   * From now on a watcher hears of all transitions, of every kind, that happen on the calling
   * thread; null ends that. For simulations, which have one thread.
   */
  public static void watchThisThread(Watcher watcher) {
    if (watcher == null) {
      WATCHERS.remove();
    } else {
      WATCHERS.set(watcher);
    }
  }

  /** Says that the actor of this id went from one state to another. */
  public void happened(String id, String from, String to, String why) {
    counts.computeIfAbsent(from + " -> " + to, key -> new LongAdder()).increment();
    log.debug("{} {}: {} -> {}: {}", kind, id, from, to, why);
    Watcher watcher = WATCHERS.get();
    if (watcher != null) {
      watcher.happened(kind, id, from, to, why);
    }
  }

  /** How often each transition, named {@code "from -> to"}, has happened so far. */
  public Map<String, Long> counts() {
    Map<String, Long> sums = new TreeMap<>();
    counts.forEach((name, count) -> sums.put(name, count.sum()));
    return sums;
  }
}
