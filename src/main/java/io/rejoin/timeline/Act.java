package io.rejoin.timeline;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Something that is done in a story.
 *
 * @param at from the story's T0
 * @param user to whom, or by whom; empty for a node's
 * @param rooms entered with a login, in order
 * @param text of a message, or the name of a stream
 */
public record Act(
    Duration at,
    Kind kind,
    String user,
    List<String> rooms,
    String to,
    String text,
    int node,
    Duration life) {

  /** What can be done; in a story file in lower case, with hyphens. */
  public enum Kind {
    LOGIN("logs in"),
    LOGOUT("logs out"),
    JOIN("joins"),
    LEAVE("leaves"),
    SAY("says"),
    SEND("sends"),
    STREAM("publishes"),
    RENEW("renews its token"),
    CUT("network is cut"),
    CUT_UP("network is cut upwards"),
    CUT_DOWN("network is cut downwards"),
    HEAL("network is back"),
    KILL("process is killed"),
    POWER_OFF("machine is switched off"),
    RESTART("is started again"),
    SUSPEND("is suspended"),
    RESUME("wakes up"),
    STOP_NODE("is killed"),
    START_NODE("is started");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    /** What a lane says of it, at the least. */
    String words() {
      return words;
    }

    String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    boolean isOfNode() {
      return this == STOP_NODE || this == START_NODE;
    }

    /**
     * The kind of that word.
     *
     * @throws IllegalArgumentException if there is none
     */
    static Kind of(String word) {
      return Arrays.stream(values())
          .filter(kind -> kind.word().equals(word))
          .findFirst()
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "no act is called \"%s\"; there are: %s"
                          .formatted(
                              word,
                              Arrays.stream(values())
                                  .map(Kind::word)
                                  .collect(Collectors.joining(", ")))));
    }
  }

  /** What a lane says of it. */
  String words() {
    return switch (kind) {
      case JOIN, LEAVE -> kind.words + " " + String.join(", ", rooms);
      case LOGIN, RESTART -> rooms.isEmpty() ? kind.words : kind.words + ", enters " + names();
      case SAY -> kind.words + " \"" + text + "\" in " + names();
      case SEND -> kind.words + " \"" + text + "\" to " + to;
      case STREAM -> kind.words + " " + text + " in " + names();
      case STOP_NODE, START_NODE -> "node " + node + " " + kind.words;
      default -> kind.words;
    };
  }

  private String names() {
    return String.join(", ", rooms);
  }
}
