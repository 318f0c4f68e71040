package io.rejoin.testkit;

import io.rejoin.client.Member;
import io.rejoin.javascript.JavaScriptClient;
import io.rejoin.javascript.JavaScriptRoom;
import java.util.List;

/** The two kinds of clients, for stories that are told with each. */
enum BothClients {
  JAVA(ClientKind.JAVA),
  JAVA_SCRIPT(JavaScriptClient.KIND);

  private final ClientKind kind;

  BothClients(ClientKind kind) {
    this.kind = kind;
  }

  /** A plan whose users run this kind. */
  SimulationPlan plan(long seed) {
    return Simulation.of(seed).clients(kind);
  }

  /** Who is in a room, as that user's client shows it. */
  static List<Member> members(SimulatedUser user, String room) {
    return user.running().room(room) instanceof JavaScriptRoom script
        ? script.members()
        : user.client().room(room).members();
  }
}
