package io.rejoin.testkit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.apache.pekko.actor.setup.Setup;
import org.apache.pekko.dispatch.Mailbox;

/**
 * One thread's turns for all that a simulation is made of: actors, streams, links, clients. Whoever
 * has something to do waits for a turn; {@link #settle} gives turns until nobody waits. Who is next
 * is drawn, so that one seed tries one order of all that happens at one moment, and the same seed
 * the same order again.
 *
 * <p>While an actor system starts, a thread of its own gives the turns, since the start waits for
 * some of them; from {@link #adopt} on, the thread that called it.
 */
public final class Turns extends AbstractExecutorService {
  private static final int DIGITS = 19;

  /** So many turns without an end in sight are taken for a story that never settles. */
  private static final int TOO_MANY = 5_000_000;

  /** How the dispatchers of a system find its turns; see {@link TurnsConfigurator}. */
  static final class InSystem extends Setup {
    private final Turns turns;

    InSystem(Turns turns) {
      this.turns = turns;
    }

    Turns turns() {
      return turns;
    }
  }

  private static final Pattern NUMBER = Pattern.compile("\\d+");

  private final CountDownLatch shutdown = new CountDownLatch(1);
  private final Thread starter = new Thread(this::start, "simulation-start");
  private final Object lock = new Object();
  private final List<Runnable> waiting = new ArrayList<>();
  private final List<Runnable> standing = new ArrayList<>();
  private final Set<Runnable> ending = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Runnable between;
  private final Predicate<Runnable> standsStill;
  private RandomGenerator draw = new SplittableRandom(0);
  private Thread owner = starter;
  private boolean running;

  /**
   * @param between runs after each turn, and before what is due at a time
   * @param standsStill whether a turn is not to be had now; asked again by {@link #lookAgain}
   */
  Turns(Runnable between, Predicate<Runnable> standsStill) {
    this.between = between;
    this.standsStill = standsStill;
    starter.setDaemon(true);
    starter.start();
  }

  /** From now on who is next is drawn from this. */
  void drawFrom(RandomGenerator newDraw) {
    draw = newDraw;
    ending.clear();
  }

  /** From now on the calling thread gives the turns. */
  void adopt() {
    synchronized (lock) {
      owner = Thread.currentThread();
      lock.notifyAll();
    }
    try {
      starter.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void execute(Runnable task) {
    synchronized (lock) {
      (standsStill.test(task) ? standing : waiting).add(task);
      if (owner == starter) {
        lock.notifyAll();
      }
    }
  }

  /** Gives turns until nobody waits for one. Within a turn it does nothing. */
  public void settle() {
    if (Thread.currentThread() != owner) {
      throw new IllegalStateException("a simulation is moved by the thread that made it");
    }
    if (running) {
      return;
    }
    running = true;
    between.run();
    try {
      int given = 0;
      for (Runnable next = next(); next != null; next = next()) {
        int waited = waiting();
        next.run();
        if (ending.contains(next)) {
          order(waited);
        }
        between.run();
        if (++given > TOO_MANY) {
          throw new IllegalStateException("nothing settles within " + TOO_MANY + " turns");
        }
      }
    } finally {
      running = false;
    }
  }

  /**
   * An actor with this mailbox will end. Who watches it is told in an order that differs from
   * process to process, so those who are woken by it are put in the order of their names.
   */
  void ends(Mailbox mailbox) {
    ending.add(mailbox);
  }

  private int waiting() {
    synchronized (lock) {
      return waiting.size();
    }
  }

  private void order(int from) {
    synchronized (lock) {
      List<Runnable> woken = waiting.subList(from, waiting.size());
      List<Mailbox> mailboxes = new ArrayList<>();
      woken.forEach(
          task -> {
            if (task instanceof Mailbox mailbox) {
              mailboxes.add(mailbox);
            }
          });
      if (mailboxes.size() > 1) {
        mailboxes.sort(Comparator.comparing(Turns::name));
      }
      Iterator<Mailbox> next = mailboxes.iterator();
      woken.replaceAll(task -> task instanceof Mailbox ? next.next() : task);
    }
  }

  /**
   * An actor's path, with numbers of equal length: names are counted on from simulation to
   * simulation, and two of them have the same order whatever the count began with.
   */
  private static String name(Mailbox mailbox) {
    return NUMBER
        .matcher(mailbox.actor().self().path().toString())
        .replaceAll(
            number -> "0".repeat(Math.max(0, DIGITS - number.group().length())) + number.group());
  }

  /** Others stand still now than before. */
  void lookAgain() {
    synchronized (lock) {
      List<Runnable> all = new ArrayList<>(standing);
      all.addAll(waiting);
      standing.clear();
      waiting.clear();
      all.forEach(task -> (standsStill.test(task) ? standing : waiting).add(task));
    }
  }

  private Runnable next() {
    synchronized (lock) {
      int size = waiting.size();
      if (size == 0) {
        return null;
      }
      int last = size - 1;
      int chosen = size == 1 ? 0 : draw.nextInt(size);
      Runnable next = waiting.get(chosen);
      waiting.set(chosen, waiting.get(last));
      waiting.remove(last);
      return next;
    }
  }

  private void start() {
    while (true) {
      Runnable next;
      synchronized (lock) {
        while (waiting.isEmpty() && owner == starter) {
          try {
            lock.wait();
          } catch (InterruptedException e) {
            return;
          }
        }
        if (owner != starter) {
          return;
        }
        next = waiting.remove(0);
      }
      next.run();
    }
  }

  /** The end of one dispatcher; the others go on. */
  @Override
  public void shutdown() {
    shutdown.countDown();
  }

  @Override
  public List<Runnable> shutdownNow() {
    shutdown();
    return List.of();
  }

  @Override
  public boolean isShutdown() {
    return shutdown.getCount() == 0;
  }

  @Override
  public boolean isTerminated() {
    return isShutdown();
  }

  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
    return shutdown.await(timeout, unit);
  }
}
