package io.rejoin.simulator;

import io.rejoin.client.ClientEvent;
import io.rejoin.client.ClientEvent.Direction;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether the server has said of a client's logouts that they are done, by the frames that cross
 * the wire: the client's own call is kept also if nobody answers.
 */
final class Logouts {
  private static final Pattern LOGOUT = typed("logout");
  private static final Pattern OK = typed("ok");

  private final Set<String> asked = new HashSet<>();

  private static Pattern typed(String type) {
    return Pattern.compile("\\{\"type\":\"" + type + "\",\"id\":(\\d+)}");
  }

  boolean isAnsweredBy(ClientEvent.Frame frame) {
    if (frame.direction() == Direction.OUT) {
      Matcher logout = LOGOUT.matcher(frame.frame());
      if (logout.matches()) {
        asked.add(logout.group(1));
      }
      return false;
    }
    Matcher ok = OK.matcher(frame.frame());
    return ok.matches() && asked.remove(ok.group(1));
  }
}
