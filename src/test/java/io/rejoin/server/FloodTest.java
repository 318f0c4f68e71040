package io.rejoin.server;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** One link floods; the others, on the same event loop, go on as if it were not there. */
class FloodTest {
  private static final int ROUNDS = 40;
  private static final int REFUSALS_BETWEEN = 50;

  @Test
  void aFloodIsRefusedAndLeavesTheOthersAlone() throws Exception {
    try (TestServer server =
            TestServer.start(
                TestServer.config(
                    "rejoin.gateway { event-loops = 1, sweep-every = 250 ms }",
                    "rejoin.gateway.frames-per-second = 2000"));
        TestUser ann = new TestUser(server::port, "ann");
        TestUser ben = new TestUser(server::port, "ben");
        TestUser mad = new TestUser(server::port, "mad").profile("agora-rtm-1")) {
      mad.logIn().join("noise");
      ann.logIn().join("quiet");
      ben.logIn().join("quiet");
      ann.next("member-joined", ben);
      Flood flood = new Flood(mad, "noise");
      for (int i = 0; i < ROUNDS; i++) {
        flood.awaitRefusals(REFUSALS_BETWEEN);
        talk(ann, ben, "to ben " + i);
        talk(ben, ann, "to ann " + i);
      }
      flood.awaitRefusals(REFUSALS_BETWEEN);
      assertTrue(flood.isOn());
      assertTrue(flood.fact().startsWith("181 messages in "), flood.fact());
      assertTrue(flood.fact().endsWith(" s; limit 180 in 3 s"), flood.fact());
      ann.hearsNothingElseIn("quiet");
      ben.hearsNothingElseIn("quiet");
    }
  }

  private static void talk(TestUser from, TestUser to, String text) throws Exception {
    from.say("quiet", text);
    to.nextMessage(text);
  }
}
