package io.rejoin.testkit;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What each user's client was told, with the virtual times. {@link #expect} takes all that a user
 * was told since it was asked last, so a test that expects says also that nothing else happened.
 * What was told to an expected user and never asked for fails the end of the simulation.
 */
public final class EventRecorder {
  private final InstantSource time;
  private final long begin;
  private final List<Told> all = new ArrayList<>();
  private final Map<String, List<Told>> unasked = new HashMap<>();
  private Predicate<Told> ignored = told -> false;

  EventRecorder(InstantSource time) {
    this.time = time;
    this.begin = time.millis();
  }

  void told(String user, String what) {
    Told told = new Told(time.millis() - begin, user, what);
    all.add(told);
    if (!ignored.test(told)) {
      unasked.computeIfAbsent(user, key -> new ArrayList<>()).add(told);
    }
  }

  /** From now on these are not asked for; they stay in {@link #all}. */
  public void ignore(Predicate<Told> what) {
    ignored = ignored.or(what);
  }

  /** All that was told to all, in order. */
  public List<Told> all() {
    return List.copyOf(all);
  }

  /** All that was told, a line each: the log of the simulation. Equal seeds give equal logs. */
  public String log() {
    StringBuilder log = new StringBuilder();
    all.forEach(told -> log.append(told).append('\n'));
    return log.toString();
  }

  /**
   * What the user was told since this was asked last, as {@code 33.000 r: member-left u1 timeout}.
   */
  public List<String> of(String user) {
    List<Told> told = unasked.remove(user);
    return told == null ? List.of() : told.stream().map(Told::line).toList();
  }

  /** Forgets what was told until now. */
  public void forget() {
    unasked.clear();
  }

  /**
   * The user was told exactly this since it was asked last.
   *
   * @throws AssertionError if not; it shows both, and the log up to now
   */
  public void expect(String user, String... lines) {
    List<String> expected = List.of(lines);
    List<String> told = of(user);
    if (!told.equals(expected)) {
      throw new AssertionError(
          "%s was to be told%n%s%nand was told%n%s%nin%n%s"
              .formatted(user, shown(expected), shown(told), log()));
    }
  }

  /**
   * Nothing was told that was not asked for.
   *
   * @throws AssertionError with what was
   */
  public void expectNothingElse() {
    List<Told> rest = unasked.values().stream().flatMap(List::stream).toList();
    if (!rest.isEmpty()) {
      throw new AssertionError("told, and not asked for: " + rest + "\nin\n" + log());
    }
  }

  private static String shown(List<String> lines) {
    return lines.isEmpty() ? "  (nothing)" : "  " + String.join("\n  ", lines);
  }
}
