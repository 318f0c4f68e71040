package io.rejoin.auth;

/**
 * A set of room names: {@code *} stands for any run of characters, the empty one included; every
 * other character stands for itself. Matching takes at most (length of pattern × length of name)
 * steps, whatever the pattern.
 */
record RoomPattern(String glob) {

  boolean matches(String room) {
    int g = 0;
    int r = 0;
    int star = -1;
    int starRoom = 0;
    while (r < room.length()) {
      if (g < glob.length() && glob.charAt(g) == '*') {
        star = g++;
        starRoom = r;
      } else if (g < glob.length() && glob.charAt(g) == room.charAt(r)) {
        g++;
        r++;
      } else if (star >= 0) {
        // The last star takes one character more; earlier stars need never be revisited.
        g = star + 1;
        r = ++starRoom;
      } else {
        return false;
      }
    }
    while (g < glob.length() && glob.charAt(g) == '*') {
      g++;
    }
    return g == glob.length();
  }
}
