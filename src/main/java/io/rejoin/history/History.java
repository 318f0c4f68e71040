package io.rejoin.history;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * The newest messages of a room: bounded by count and by age, whichever is reached first. Offsets
 * count on over epochs, without holes. Not thread-safe: it belongs to one actor.
 *
 * <p>What falls out is not lost silently: {@link #after} names what it can no longer give.
 */
public final class History<M> {

  /** A former epoch whose offsets are known: it ended at {@code lastOffset}. */
  public record Era(long epoch, long lastOffset) {}

  /** How many former epochs are remembered; a position of an older one is unknown. */
  private static final int ERAS = 8;

  private final int count;
  private final long ageMillis;
  private final ArrayDeque<Entry<M>> entries = new ArrayDeque<>();
  private final ArrayDeque<Era> eras = new ArrayDeque<>();
  private long epoch;
  private long offset;
  private long newestDroppedAt;

  /**
   * @param count how many messages are kept at most
   * @param age how old a message may be to be given
   */
  public History(long epoch, int count, Duration age) {
    this.epoch = epoch;
    this.count = count;
    this.ageMillis = age.toMillis();
  }

  /** The place of the newest message; its offset is 0 if there never was one. */
  public Position head() {
    return new Position(epoch, offset);
  }

  /** The place that the next message will have. */
  public Position next() {
    return new Position(epoch, offset + 1);
  }

  /** Takes a message, which must have the {@link #next} position. */
  public void append(Entry<M> entry) {
    if (entry.position().epoch() != epoch || entry.position().offset() != offset + 1) {
      throw new IllegalArgumentException(entry.position() + " does not follow " + head());
    }
    offset++;
    entries.addLast(entry);
    if (entries.size() > count) {
      newestDroppedAt = entries.removeFirst().heardAt();
    }
    dropOlderThan(entry.heardAt() - ageMillis);
  }

  /** Goes on under a higher epoch: positions so far stay known, the offset counts on. */
  public void startEpoch(long higher) {
    if (higher <= epoch) {
      throw new IllegalArgumentException("epoch " + higher + " is not above " + epoch);
    }
    eras.addLast(new Era(epoch, offset));
    if (eras.size() > ERAS) {
      eras.removeFirst();
    }
    epoch = higher;
  }

  /** What somebody who has all up to {@code position} has missed, as far as it may be given. */
  public Replay<M> after(Position position, long nowMillis) {
    dropOlderThan(nowMillis - ageMillis);
    if (!knows(position)) {
      long from = position.offset() + 1;
      return new Replay<>(
          notHadAt(position), truncated(Verdict.Cause.EPOCH, position, from, OptionalLong.empty()));
    }
    List<Entry<M>> missed = new ArrayList<>();
    for (Entry<M> entry : entries) {
      if (entry.position().offset() > position.offset()) {
        missed.add(entry);
      }
    }
    long firstKept = entries.isEmpty() ? offset + 1 : entries.peekFirst().position().offset();
    if (firstKept <= position.offset() + 1) {
      return new Replay<>(missed, new Verdict.Complete());
    }
    boolean aged = nowMillis - newestDroppedAt > ageMillis;
    Verdict.Cause cause = aged ? Verdict.Cause.WINDOW : Verdict.Cause.COUNT;
    OptionalLong to = OptionalLong.of(firstKept - 1);
    return new Replay<>(missed, truncated(cause, position, position.offset() + 1, to));
  }

  /**
   * What somebody has not had who was given more than is known here. If this history goes on from
   * the one that gave it, what is here of that epoch and those before was had.
   */
  private List<Entry<M>> notHadAt(Position position) {
    boolean goesOn =
        position.epoch() == epoch || eras.stream().anyMatch(era -> era.epoch() == position.epoch());
    return entries.stream()
        .filter(entry -> !goesOn || entry.position().epoch() > position.epoch())
        .toList();
  }

  /** What is kept now, oldest first. */
  public List<Entry<M>> entries() {
    return List.copyOf(entries);
  }

  /** The former epochs that are remembered, oldest first. */
  public List<Era> eras() {
    return List.copyOf(eras);
  }

  /** When the newest message that fell out was taken; meaningless if none ever did. */
  public long newestDroppedAt() {
    return newestDroppedAt;
  }

  /**
   * A history that goes on from a copy.
   *
   * @param head the copy's head
   * @param entries the copy's entries, with ages counted on the new owner's clock
   * @param newestDroppedAt when the newest message that fell out was taken, on the same clock
   */
  public static <M> History<M> restore(
      int count,
      Duration age,
      Position head,
      List<Era> eras,
      List<Entry<M>> entries,
      long newestDroppedAt) {
    History<M> history = new History<>(head.epoch(), count, age);
    history.offset = head.offset();
    history.eras.addAll(eras);
    history.entries.addAll(entries);
    history.newestDroppedAt = newestDroppedAt;
    return history;
  }

  private static Verdict truncated(
      Verdict.Cause cause, Position position, long from, OptionalLong to) {
    return new Verdict.Truncated(cause, position.epoch(), from, to);
  }

  /** Whether this position is one that this history, or one that it goes on from, has given. */
  public boolean knows(Position position) {
    if (position.epoch() == epoch) {
      return position.offset() <= offset;
    }
    return eras.stream()
        .anyMatch(era -> era.epoch() == position.epoch() && position.offset() <= era.lastOffset());
  }

  private void dropOlderThan(long millis) {
    while (!entries.isEmpty() && entries.peekFirst().heardAt() < millis) {
      newestDroppedAt = entries.removeFirst().heardAt();
    }
  }
}
