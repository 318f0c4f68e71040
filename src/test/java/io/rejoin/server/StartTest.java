package io.rejoin.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rejoin.gateway.TestLink;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a server must not do it does not, and says why. */
@ExtendWith(SharedServer.class)
class StartTest {

  @Test
  void theDemoSecretStaysOnThisMachine() {
    String why = refusal("rejoin.gateway.host = \"0.0.0.0\"");
    assertTrue(why.contains("these apps use the demo secret: demo"), why);
    assertTrue(why.contains("bind a loopback address"), why);
  }

  @Test
  void aPortThatIsTakenIsNamed(TestServer other) {
    String why = refusal("rejoin.gateway.port = " + other.port());
    assertTrue(why.startsWith("the socket 127.0.0.1:" + other.port() + ": "), why);
    assertTrue(why.contains("Address already in use"), why);
  }

  @Test
  void aSecondServerOnTheSameFileIsRefused(@TempDir Path data) throws Exception {
    String store = "rejoin.store.url = \"jdbc:h2:file:" + data.resolve("rejoin") + "\"";
    try (ServerProcess first = ServerProcess.start(TestServer.config(store), data)) {
      String why = refusal(store);
      assertTrue(why.contains(data.resolve("rejoin").toString()), why);
      assertTrue(why.contains("is held by another process"), why);
    }
  }

  @Test
  void anAppWhoseProfileDoesNotExistIsRefused() {
    assertEquals(
        "rejoin.auth.apps.demo.profile: there is no profile nope",
        refusal("rejoin.auth.apps.demo.profile = nope"));
  }

  @Test
  void aKeyThatNobodyReadsIsRefused() {
    assertEquals(
        "rejoin.gateway.max-frame-bytez: there is no such key",
        refusal("rejoin.gateway.max-frame-bytez = 5"));
  }

  @Test
  void aSettingThatCannotWorkIsRefusedByItsKey() {
    assertEquals(
        "rejoin.gateway.event-loops is -3; at least 1", refusal("rejoin.gateway.event-loops = -3"));
    assertEquals(
        "rejoin.gateway.tls.certificate: nope.pem cannot be read",
        refusal("rejoin.gateway.tls { certificate = nope.pem, private-key = nope.pem }"));
  }

  @Test
  void pagesOfOtherOriginsMayNotConnect(TestServer server) throws Exception {
    String refused =
        TestLink.http(
            server.port(), TestLink.upgrade(Map.of("Origin", "https://elsewhere.example")));
    assertTrue(refused.startsWith("HTTP/1.1 403 "), refused);
    assertTrue(refused.contains("origin-forbidden"), refused);
    String own = "http://localhost:" + server.port();
    String welcome =
        TestLink.http(
            server.port(),
            TestLink.upgrade(Map.of("Origin", own, "Host", "localhost:" + server.port())));
    assertTrue(welcome.startsWith("HTTP/1.1 101 "), welcome);
  }

  private static String refusal(String... lines) {
    return assertThrows(
            StartRefusedException.class, () -> RejoinServer.start(TestServer.config(lines)).close())
        .getMessage();
  }
}
