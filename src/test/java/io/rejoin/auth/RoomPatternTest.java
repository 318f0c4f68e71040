package io.rejoin.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class RoomPatternTest {

  @Test
  void aStarStandsForAnyRunAndAllElseForItself() {
    assertMatch(true, "lobby", "lobby");
    assertMatch(false, "lobby", "lobby1");
    assertMatch(false, "lobby", "Lobby");
    assertMatch(true, "lobby*", "lobby");
    assertMatch(true, "*-eu", "game-1-eu");
    assertMatch(true, "game-*-eu*", "game--eu-2");
    assertMatch(false, "game.*", "gamex");
    assertMatch(false, "?", "a");
    assertMatch(true, "", "");
    assertMatch(false, "", "a");
  }

  @Test
  void itAgreesWithARegularExpressionOnRandomNames() {
    var seed = new Random().nextLong();
    var random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      var glob = text(random, "ab*", 8);
      var room = text(random, "ab", 10);
      var expected = Pattern.matches(glob.replace("*", ".*"), room);
      assertEquals(
          expected,
          new RoomPattern(glob).matches(room),
          () -> "seed " + seed + ": " + glob + " on " + room);
    }
  }

  @Test
  void manyStarsDoNotMakeItSlow() {
    // Backtracking over 2,000 stars would not end; a bounded number of steps does.
    assertMatch(false, "*a".repeat(2_000) + "b", "a".repeat(4_000));
  }

  private static String text(Random random, String alphabet, int maxLength) {
    var text = new StringBuilder();
    for (int n = random.nextInt(maxLength + 1); n > 0; n--) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }

  private static void assertMatch(boolean expected, String glob, String room) {
    assertEquals(expected, new RoomPattern(glob).matches(room), glob + " on " + room);
  }
}
