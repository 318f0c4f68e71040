package io.rejoin.auth;

import io.rejoin.auth.RoomPermission.Action;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The claims of Rejoin's own in a token: {@code app}, {@code rooms}, {@code peer}, {@code kick}.
 */
final class Claims {
  static final String APP = "app";
  static final String ROOMS = "rooms";
  static final String PEER = "peer";
  static final String KICK = "kick";
  private static final String PATTERN = "pattern";
  private static final String CAN = "can";

  private Claims() {}

  /** What {@code rooms} says; all rooms where it is absent, none where it is empty. */
  static List<RoomPermission> rooms(Object claim) throws TokenRefusedException {
    if (claim == null) {
      return Permissions.ALL_ROOMS;
    }
    if (!(claim instanceof List<?> entries)) {
      throw malformed("claim rooms is not a list");
    }
    var rooms = new ArrayList<RoomPermission>();
    for (var entry : entries) {
      var where = "rooms[" + rooms.size() + "]";
      if (entry instanceof Map<?, ?> fields
          && fields.get(PATTERN) instanceof String pattern
          && fields.get(CAN) instanceof List<?> words) {
        rooms.add(new RoomPermission(pattern, actions(where, words)));
      } else {
        throw malformed("claim " + where + " is not {pattern: text, can: [join, publish]}");
      }
    }
    return rooms;
  }

  private static Set<Action> actions(String where, List<?> words) throws TokenRefusedException {
    var actions = EnumSet.noneOf(Action.class);
    for (var word : words) {
      if ("join".equals(word)) {
        actions.add(Action.JOIN);
      } else if ("publish".equals(word)) {
        actions.add(Action.PUBLISH);
      } else {
        throw malformed(
            "claim %s.can says \"%s\"; known are join and publish"
                .formatted(where, Shown.of(String.valueOf(word))));
      }
    }
    return actions;
  }

  /** What {@code peer} says; true where it is absent. */
  static boolean peer(Object claim) throws TokenRefusedException {
    return flag(PEER, claim, true);
  }

  /** What {@code kick} says; false where it is absent. */
  static boolean kick(Object claim) throws TokenRefusedException {
    return flag(KICK, claim, false);
  }

  private static boolean flag(String name, Object claim, boolean absent)
      throws TokenRefusedException {
    if (claim == null) {
      return absent;
    }
    if (claim instanceof Boolean flag) {
      return flag;
    }
    throw malformed("claim " + name + " is neither true nor false");
  }

  /** The claim {@code rooms} that says this. */
  static List<Map<String, Object>> toClaim(List<RoomPermission> rooms) {
    return rooms.stream().map(Claims::toClaim).toList();
  }

  private static Map<String, Object> toClaim(RoomPermission room) {
    var words =
        room.can().stream().sorted().map(can -> can.name().toLowerCase(Locale.ROOT)).toList();
    return Map.of(PATTERN, room.pattern(), CAN, words);
  }

  private static TokenRefusedException malformed(String fact) {
    return new TokenRefusedException(TokenRefusedException.Cause.INVALID, fact);
  }
}
