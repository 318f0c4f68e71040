package io.rejoin.gateway;

import io.netty.util.collection.LongObjectHashMap;
import io.netty.util.collection.LongObjectMap;
import io.rejoin.cluster.Clocks;
import io.rejoin.wire.Code;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * The links of one event loop. All but {@link #execute} is called on that loop only.
 *
 * <p>One sweep looks at all links; no link has a timer. A sweep that comes late by more than an
 * interval says that the loop itself was paused: bytes may lie unread in the sockets, so it passes,
 * and the next one, by which they have been read, looks again.
 */
final class LinkLoop {
  private final int index;
  private final int loops;
  private final LoopTurns turns;
  private final GatewaySettings settings;
  private final Clocks clocks;
  private final Logins logins;
  private final LongObjectMap<Link> links = new LongObjectHashMap<>();
  private final Set<HttpEntrance> entrances = Collections.newSetFromMap(new IdentityHashMap<>());
  private final CompletableFuture<Void> stopped = new CompletableFuture<>();
  private List<Link> unflushed = new ArrayList<>();
  private final List<Link> unread = new ArrayList<>();
  private long opened;
  private long turn;
  private long sweeps;
  private long lastSweep;

  LinkLoop(
      int index,
      int loops,
      LoopTurns turns,
      GatewaySettings settings,
      Clocks clocks,
      Logins logins) {
    this.index = index;
    this.loops = loops;
    this.turns = turns;
    this.settings = settings;
    this.clocks = clocks;
    this.logins = logins;
  }

  GatewaySettings settings() {
    return settings;
  }

  /** The logins of the whole node. */
  Logins logins() {
    return logins;
  }

  int index() {
    return index;
  }

  boolean runsOn(LoopTurns other) {
    return turns.equals(other);
  }

  /** Milliseconds by the steady clock: for how long something lasts. */
  long now() {
    return clocks.steady().millis();
  }

  /** Milliseconds since 1970 by the wall clock: for what others decide the end of. */
  long wallNow() {
    return clocks.wall().millis();
  }

  /** Runs a task on this loop, never at once, in the order of the calls of any one thread. */
  void execute(Runnable task) {
    turns.execute(task);
  }

  /** The link of that socket; null if it has gone. */
  Link link(long socket) {
    return links.get(socket);
  }

  /** The number for a new socket of this loop; none is used twice. */
  long nextSocket() {
    return opened++ * loops + index;
  }

  void add(Link link) {
    links.put(link.socket(), link);
  }

  /** Takes a link out, once this turn's walk over the links is over. */
  void remove(Link link) {
    execute(() -> links.remove(link.socket()));
  }

  void add(HttpEntrance entrance) {
    entrances.add(entrance);
  }

  void remove(HttpEntrance entrance) {
    entrances.remove(entrance);
  }

  /** Flushes the link once, behind all that already waits to run in this loop. */
  void flushSoon(Link link) {
    if (link.isMarked(turn)) {
      return;
    }
    link.mark(turn);
    if (unflushed.isEmpty()) {
      execute(this::flush);
    }
    unflushed.add(link);
  }

  private void flush() {
    List<Link> due = unflushed;
    unflushed = new ArrayList<>(due.size());
    turn++;
    due.forEach(Link::flush);
  }

  /** Lets the link, which is not read now, be read again from the next sweep on. */
  void readAgainSoon(Link link) {
    unread.add(link);
  }

  /** Counts the sweeps, as a coarse clock for rates. */
  long sweeps() {
    return sweeps;
  }

  /** Starts sweeping, until the event loop ends. */
  void start() {
    lastSweep = now();
    turns.after(settings.sweepEvery(), this::sweepAndGoOn);
  }

  private void sweepAndGoOn() {
    try {
      sweep();
    } finally {
      turns.after(settings.sweepEvery(), this::sweepAndGoOn);
    }
  }

  /** Looks at all links, unless the loop was paused. */
  void sweep() {
    long now = now();
    long since = now - lastSweep;
    lastSweep = now;
    sweeps++;
    unread.forEach(Link::readAgain);
    unread.clear();
    if (since > 2 * settings.sweepEvery().toMillis()) {
      return;
    }
    links.values().forEach(link -> link.sweep(now));
    List.copyOf(entrances).forEach(entrance -> entrance.sweep(now));
  }

  /** Closes all links with {@code server-stopping}; done when all have gone. */
  CompletableFuture<Void> stop() {
    execute(
        () -> {
          links
              .values()
              .forEach(link -> link.close(Code.SERVER_STOPPING, "this node leaves service"));
          List.copyOf(entrances).forEach(HttpEntrance::close);
          awaitEmpty();
        });
    return stopped;
  }

  private void awaitEmpty() {
    if (links.isEmpty()) {
      stopped.complete(null);
    } else {
      turns.after(settings.sweepEvery(), this::awaitEmpty);
    }
  }
}
