package io.rejoin.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.rejoin.auth.Apps;
import io.rejoin.auth.AuthSettings;
import io.rejoin.auth.Grant;
import io.rejoin.auth.JwtTokens;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class TokenCommandTest {
  private static final Config CONFIG = ConfigFactory.defaultReference();
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(String... args) {
    return TokenCommand.run(
        args, CONFIG, InstantSource.fixed(NOW), new PrintStream(out), new PrintStream(err));
  }

  private Grant checked(String user) throws Exception {
    var tokens =
        new JwtTokens(Apps.from(CONFIG), AuthSettings.from(CONFIG), InstantSource.fixed(NOW));
    return tokens.check("demo", user, text(out).strip(), false);
  }

  private static String text(ByteArrayOutputStream stream) {
    return stream.toString(StandardCharsets.UTF_8);
  }

  @Test
  void thePrintedTokenLogsItsUserIn() throws Exception {
    assertEquals(0, run("--user", "u1"));
    var grant = checked("u1");
    assertEquals(NOW.plusSeconds(3600), grant.expires());
    assertTrue(grant.mayJoin("any") && grant.mayPublish("any") && grant.mayPeer());
    assertEquals(1, text(out).lines().count());
    assertEquals("", text(err));
  }

  @Test
  void roomsActionsAndLifeAreAsAsked() throws Exception {
    assertEquals(
        0,
        run(
            "--user",
            "u 1",
            "--app",
            "demo",
            "--room",
            "lobby*",
            "--room",
            "hall",
            "--can",
            "join",
            "--no-peer",
            "--ttl",
            "90s",
            "--kid",
            "demo"));
    var grant = checked("u 1");
    assertEquals(NOW.plusSeconds(90), grant.expires());
    assertTrue(grant.mayJoin("lobby-2") && grant.mayJoin("hall"));
    assertFalse(grant.mayJoin("cellar") || grant.mayPublish("hall") || grant.mayPeer());
  }

  @Test
  void eachMistakeIsToldWithExitCode2AndNothingOnTheOutput() {
    assertMistake("--user is missing");
    assertMistake("--user needs a value", "--user");
    assertMistake("unknown argument: --usr", "--usr", "u1");
    assertMistake("there is no app shop; there are: [demo]", "--user", "u1", "--app", "shop");
    assertMistake("app demo has no key k9", "--user", "u1", "--kid", "k9");
    assertMistake(
        "--ttl is 172,800 s; at least 1 s, at most 86,400 s", "--user", "u1", "--ttl", "2d");
    assertMistake("--ttl", "--user", "u1", "--ttl", "soon");
    assertMistake("--can says \"read\"", "--user", "u1", "--can", "read");
  }

  private void assertMistake(String fact, String... args) {
    err.reset();
    assertEquals(2, run(args));
    assertTrue(text(err).contains(fact), text(err));
    assertEquals("", text(out));
  }
}
