package io.rejoin.store;

import io.rejoin.store.Inboxes.Letter;
import io.rejoin.store.Inboxes.Line;
import io.rejoin.store.Inboxes.Stored;
import io.rejoin.testkit.MemoryStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionStage;

/** Calls that sessions of some users might make, right ones and late ones, from a seed. */
final class RandomCalls {

  /** The same call to any store. */
  interface Call {
    CompletionStage<?> to(Accounts accounts, Inboxes inboxes);
  }

  /** A call, and how it is told. */
  record Told(String words, Call call) {}

  private final Random random;
  private final MemoryStore known;
  private final InstantSource clock;
  private int calls;

  /**
   * @param known what stands, so that most calls are about that
   */
  RandomCalls(long seed, MemoryStore known, InstantSource clock) {
    this.random = new Random(seed);
    this.known = known;
    this.clock = clock;
  }

  Told next() {
    // Users come and go, so that each kind of call is some user's first.
    String user = "u" + (calls++ / 100 + random.nextInt(4));
    return switch (random.nextInt(11)) {
      case 0, 1 -> login(user);
      case 2 -> new Told("reborn " + user, (accounts, inboxes) -> accounts.reborn("demo", user));
      case 3 -> logout(user);
      case 4 -> sanction(user);
      case 5 -> new Told("open " + user, (accounts, inboxes) -> inboxes.open("demo", user));
      case 6, 7 -> remove(user);
      default -> put(user);
    };
  }

  /** Until the next call: whole hours, as all is counted in, so that often something just ends. */
  Duration pause() {
    return switch (random.nextInt(20)) {
      case 0 -> Duration.ofDays(random.nextInt(4));
      case 1, 2 -> Duration.ofHours(random.nextInt(4));
      default -> Duration.ZERO;
    };
  }

  private Told login(String user) {
    String instance = "i" + random.nextInt(2);
    long attempt = random.nextInt(3);
    long at = clock.millis();
    if (random.nextBoolean()) {
      return new Told(
          "login %s %s %d at %d".formatted(user, instance, attempt, at),
          (accounts, inboxes) -> accounts.login("demo", user, instance, attempt, at));
    }
    return new Told(
        "login and take over %s %s %d at %d".formatted(user, instance, attempt, at),
        (accounts, inboxes) -> accounts.loginAndTakeOver("demo", user, instance, attempt, at));
  }

  private Told logout(String user) {
    long epoch = known.account("demo", user).epoch() - random.nextInt(2);
    return new Told(
        "logout %s %d".formatted(user, epoch),
        (accounts, inboxes) -> accounts.logout("demo", user, epoch));
  }

  private Told sanction(String user) {
    long at = clock.millis();
    String room = random.nextInt(3) == 0 ? null : "r" + random.nextInt(70);
    long until = at + Duration.ofHours(random.nextInt(8) - 1).toMillis();
    Sanction sanction =
        switch (random.nextInt(4)) {
          case 0 -> new Sanction.Kick("spam");
          case 1 -> new Sanction.Lift(room);
          default -> new Sanction.Ban(new Sanctions.Ban(room, until, "spam"));
        };
    return new Told(
        "%s of %s at %d".formatted(sanction, user, at),
        (accounts, inboxes) -> accounts.sanction("demo", user, sanction, at));
  }

  private long incarnation(String user) {
    long newest = known.account("demo", user).incarnation();
    return random.nextInt(8) == 0 ? newest + random.nextInt(3) - 1 : newest;
  }

  private Told put(String user) {
    long incarnation = incarnation(user);
    List<Letter> letters = new ArrayList<>();
    for (int more = random.nextInt(4); more > 0; more--) {
      letters.add(letter(user));
    }
    if (!letters.isEmpty() && random.nextInt(5) == 0) {
      letters.add(letters.get(0));
    }
    return new Told(
        "put %s %d %s".formatted(user, incarnation, letters),
        (accounts, inboxes) -> inboxes.put("demo", user, incarnation, letters));
  }

  private Letter letter(String user) {
    String from = "s" + random.nextInt(3);
    Line line =
        known.lines("demo", user).stream()
            .filter(of -> of.from().equals(from))
            .findFirst()
            .orElse(new Line(from, 1, 0));
    long epoch = line.epoch() + (random.nextInt(8) == 0 ? random.nextInt(3) - 1 : 0);
    long number = line.lastNumber() + random.nextInt(6) - 2;
    var age = Duration.ofDays(random.nextInt(6) == 0 ? random.nextInt(9) : 0);
    String payload = (random.nextBoolean() ? "x" : "ü").repeat(random.nextInt(30));
    return new Letter(
        from, epoch, number, clock.millis() - age.toMillis(), payload, random.nextBoolean());
  }

  private Told remove(String user) {
    long incarnation = incarnation(user);
    List<Long> places = new ArrayList<>(List.of((long) random.nextInt(9)));
    for (Stored letter : known.letters("demo", user)) {
      if (random.nextInt(3) == 0) {
        places.add(letter.place());
      }
    }
    return new Told(
        "remove %s %d %s".formatted(user, incarnation, places),
        (accounts, inboxes) -> inboxes.remove("demo", user, incarnation, places));
  }
}
