package io.rejoin.timeline;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.Locale;

/**
 * What happened in a story, in order of time; before its T0 only what was done. Immutable.
 *
 * @param lanes the users in order, and the server behind the first of them
 * @param bands windows: from a last byte heard until others were told that the user left
 */
public record Timeline(
    String title,
    String says,
    String setting,
    List<Lane> lanes,
    List<Entry> entries,
    List<Band> bands,
    List<Mark> marks) {

  /** The server's lane. */
  public static final String SERVER = "server";

  private static final double MILLIS = 1000;
  private static final long MINUTE = 60_000;

  /**
   * A column.
   *
   * @param name a user, or {@code server}
   * @param about such as the user's platform
   */
  public record Lane(String name, String about) {}

  /** What an entry is; of those at the same time, in this order, and then in that of the users. */
  public enum Kind {
    /** Somebody does something, or something is done to somebody. */
    ACT,
    /** A part of the server changes its state, or sends something. */
    DONE,
    /** A client tells its application. */
    TOLD
  }

  /**
   * Something that happened.
   *
   * @param at milliseconds since T0
   * @param vendor what the profile calls it; empty if it has no other word
   */
  public record Entry(long at, String lane, Kind kind, String what, String vendor) {

    /** Such as {@code 7.400 u1 state connected > reconnecting: interrupted}. */
    public String line() {
      return seconds(at) + " " + lane + " " + what + (vendor.isEmpty() ? "" : " = " + vendor);
    }
  }

  /** A window of a user, on the server's lane. */
  public record Band(String user, long from, long to) {}

  /**
   * A moment that has a name.
   *
   * @param entry its place among the entries; negative if it did not come
   * @param since the mark that its time is told from; empty for none
   * @param after milliseconds since then
   * @param wanted milliseconds that a document wants; negative for none
   * @param says what that document says; may be empty
   */
  public record Mark(String name, int entry, String since, long after, long wanted, String says) {

    /** Such as {@code T4 = T3 + 4.0 s}; without another mark such as {@code T0 = 0.0 s}. */
    public String equation() {
      if (entry < 0) {
        return name + " does not come";
      }
      String shown = length(after);
      return since.isEmpty() ? name + " = " + shown : name + " = " + since + " + " + shown;
    }

    /** Whether it is when the document wants it. */
    @JsonIgnore
    public boolean isAsWanted() {
      return entry >= 0 && (wanted < 0 || wanted == after);
    }
  }

  /** The marks on an entry. */
  public List<Mark> marksOf(int entry) {
    return marks.stream().filter(mark -> mark.entry() == entry).toList();
  }

  /** Whether all marks are when documents want them. */
  @JsonIgnore
  public boolean isAsWanted() {
    return marks.stream().allMatch(Mark::isAsWanted);
  }

  /** The mark of that name; null if there is none. */
  public Mark mark(String name) {
    return marks.stream().filter(mark -> mark.name().equals(name)).findFirst().orElse(null);
  }

  static String seconds(long millis) {
    return String.format(Locale.ROOT, "%.3f", millis / MILLIS);
  }

  /** Whole minutes, tenths of a second, or milliseconds where only that says all. */
  static String length(long millis) {
    if (millis > MINUTE && millis % MINUTE == 0) {
      return millis / MINUTE + " min";
    }
    String shape = millis % 100 == 0 ? "%.1f s" : "%.3f s";
    return String.format(Locale.ROOT, shape, millis / MILLIS);
  }
}
