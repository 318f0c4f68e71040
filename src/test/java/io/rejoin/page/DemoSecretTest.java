package io.rejoin.page;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DemoSecretTest {

  @Test
  void thePageSignsWithTheSecretThatTheServerHas() throws Exception {
    String secret = ConfigFactory.load().getString("rejoin.auth.demo-secret");
    String module = Files.readString(Path.of("src/main/resources/web/token.js"));
    assertTrue(module.contains("export const DEMO_SECRET = '" + secret + "';"), module);
  }
}
