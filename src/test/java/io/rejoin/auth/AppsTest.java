package io.rejoin.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AppsTest {
  private static final String OWN =
      "rejoin.auth.apps.\"my.shop\" { profile = agora-rtm-1, keys = [{ kid = k1, algorithm ="
          + " HS256, secret = \"a secret of the tests, long enough\" }] }\n";

  private static Config config(String text) {
    return ConfigFactory.parseString(text).withFallback(ConfigFactory.defaultReference()).resolve();
  }

  private static JwtTokens tokens(Apps apps) {
    return new JwtTokens(apps, AuthSettings.from(config("")), InstantSource.fixed(TokenBench.NOW));
  }

  @Test
  void embeddedDefaultsHoldTheDemoAppAlone() {
    var apps = Apps.from(config("")).all();
    assertEquals(List.of("demo"), apps.stream().map(App::id).toList());
    assertEquals("rejoin", apps.get(0).defaultProfile());
    assertTrue(apps.get(0).development() && apps.get(0).usesDemoSecret());
    var expected = new AuthSettings(Duration.ofSeconds(5), true, Duration.ofHours(24), 8192);
    assertEquals(expected, AuthSettings.from(config("")));
  }

  @Test
  void anAppOfItsOwnRequiresTokensByDefault() {
    var app = Apps.from(config(OWN)).find("my.shop").orElseThrow();
    assertEquals("agora-rtm-1", app.defaultProfile());
    assertFalse(app.development() || app.usesDemoSecret());
    assertEquals("[AppKey[k1, HS256]]", app.keys().toString());
  }

  @Test
  void demoLoginsWithoutTokenAreTakenFromLoopbackAddressesOnly() throws Exception {
    var tokens = tokens(Apps.from(config(OWN)));
    var grant = tokens.check("demo", "u1", null, true);
    assertEquals(Instant.MAX, grant.expires());
    assertTrue(grant.mayJoin("any") && grant.mayPublish("any") && grant.mayPeer());
    assertMissing(
        "no token was given; app demo takes logins without one from loopback addresses only",
        () -> tokens.check("demo", "u1", null, false));
    assertMissing(
        "no token was given; app my.shop requires one",
        () -> tokens.check("my.shop", "u1", null, true));
  }

  private static void assertMissing(String fact, org.junit.jupiter.api.function.Executable check) {
    var refused = assertThrows(TokenRefusedException.class, check);
    assertEquals(fact, refused.getMessage());
    assertEquals(TokenRefusedException.Cause.INVALID, refused.why());
  }

  @Test
  void theDemoSecretKeepsTheServerOnLoopback() {
    var apps = Apps.from(config(OWN)).all();
    assertEquals(Optional.empty(), DemoGuard.refusal(apps, true));
    var why = DemoGuard.refusal(apps, false).orElseThrow();
    assertTrue(why.contains("use the demo secret: demo."), why);
    assertTrue(why.contains("rejoin.auth.apps.demo = null"), why);

    var without = Apps.from(config(OWN + "rejoin.auth.apps.demo = null")).all();
    assertEquals(List.of("my.shop"), without.stream().map(App::id).toList());
    assertEquals(Optional.empty(), DemoGuard.refusal(without, false));
  }

  @Test
  void theDemoSecretIsFoundUnderAnyAppAndKid() {
    var stolen =
        "rejoin.auth.apps { demo = null, live { keys = [{ kid = x, algorithm = HS256, secret ="
            + " ${rejoin.auth.demo-secret} }] } }";
    var why = DemoGuard.refusal(Apps.from(config(stolen)).all(), false).orElseThrow();
    assertTrue(why.contains("use the demo secret: live."), why);
  }

  @Test
  void wrongConfigurationIsRefusedWithItsKeyAndNeverShowsASecret() {
    assertWrong("rejoin.auth.apps.a b", "apps.\"a b\" { tokens-required = no }");
    assertWrong("requires tokens and has no key", "apps.shop {}");
    assertWrong("rejoin.auth.apps.shop", "apps.shop = 7");
    var key = "{ kid = k1, algorithm = HS256, secret = \"%s\" }";
    var shortOne = key.formatted("hush-hush");
    assertWrong("rejoin.auth.apps.shop.keys[0]", "apps.shop.keys = [" + shortOne + "]");
    var longOne = key.formatted("hush-hush-hush-hush-hush-hush-hush-hush");
    assertWrong("same kid", "apps.shop.keys = [" + longOne + "," + longOne + "]");
    assertWrong("algorithm", "apps.shop.keys = [{ kid = k, algorithm = none }]");
    assertWrong("public-key", "apps.shop.keys = [{ kid = k, algorithm = RS256 }]");
  }

  private static void assertWrong(String fact, String auth) {
    var config = config("rejoin.auth { " + auth + " }");
    var wrong = assertThrows(ConfigException.class, () -> Apps.from(config));
    assertTrue(wrong.getMessage().contains(fact), wrong.getMessage());
    assertFalse(wrong.getMessage().contains("hush"), wrong.getMessage());
  }
}
