package io.rejoin.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rejoin.room.Observers;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpTest {
  private static GatewayRig rig;

  @BeforeAll
  static void start() throws Exception {
    rig = new GatewayRig("allowed-origins = [\"https://app.example.com\"]");
  }

  @AfterAll
  static void stop() throws Exception {
    rig.close();
  }

  private static String get(String path, String... headers) throws Exception {
    String more = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
    return TestLink.http(
        rig.port, "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + more + "\r\n");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      delimiter = '|',
      value = {
        // header: value | status | words of the fact
        "Upgrade:|426|speaks WebSocket only",
        "Sec-WebSocket-Version: 8|426|version 13",
        "Sec-WebSocket-Key:|400|Sec-WebSocket-Key is missing",
        "Sec-WebSocket-Protocol:|400|subprotocol rejoin.v1.json is wanted",
        "Sec-WebSocket-Protocol: chat, soap|400|subprotocol rejoin.v1.json is wanted",
        "Origin: https://evil.example|403|origin-forbidden",
        "Origin: null|403|origin-forbidden",
      })
  void aRequestThatCannotBecomeALinkIsRefusedWithTheFact(String header, String status, String fact)
      throws Exception {
    String[] parts = header.split(": ?", 2);
    String response = TestLink.http(rig.port, TestLink.upgrade(Map.of(parts[0], parts[1])));
    assertTrue(response.startsWith("HTTP/1.1 " + status + " "), response);
    assertTrue(response.contains(fact), response);
    if (status.equals("426")) {
      assertTrue(response.contains("upgrade: websocket"), response);
    }
    rig.expectNothingElse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://localhost", "https://localhost", "https://app.example.com"})
  void pagesOfThisHostAndOfListedOriginsMayConnect(String origin) throws Exception {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), rig.port);
    try (TestLink link =
        TestLink.over(
            socket, Map.of("Origin", origin, "Sec-WebSocket-Protocol", "x, rejoin.v1.json"))) {
      link.send("{'type':'ping'}");
      link.nextError("login-first");
    }
  }

  @Test
  void filesAreServedWithTheirTypeAndATag() throws Exception {
    String response = get("/asyncapi.yaml?x=1");
    assertTrue(response.startsWith("HTTP/1.1 200 "), response);
    assertTrue(response.contains("content-type: application/yaml"), response);
    assertTrue(response.contains("asyncapi:"), response);
    String tag = response.split("etag: ")[1].split("\r")[0];
    assertTrue(get("/asyncapi.yaml", "If-None-Match: " + tag).startsWith("HTTP/1.1 304 "));
    assertTrue(get("/asyncapi.yaml", "If-None-Match: \"no\"").startsWith("HTTP/1.1 200 "));
  }

  @Test
  void thePageAndTheClientHaveTheirPlaces() throws Exception {
    assertTrue(get("/").contains("content-type: text/html; charset=utf-8"));
    String part = get("/page.js");
    assertTrue(part.contains("content-type: text/javascript; charset=utf-8"), part);
    assertTrue(get("/sdk/rejoin.js").contains("export"));
  }

  @Test
  void thePageMayLoadAndRunNothingButWhatThisServerServes() throws Exception {
    String policy = get("/").split("content-security-policy: ")[1].split("\r")[0];
    assertTrue(
        policy.startsWith("default-src 'none'; script-src 'self'; style-src 'self';"), policy);
    assertFalse(policy.contains("unsafe"), policy);
    assertFalse(get("/page.js").contains("content-security-policy"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/../logback-test.xml",
        "/sdk/../reference.conf",
        "/%2e%2e/reference.conf",
        "/..%2freference.conf",
        "//etc/passwd",
        "/.hidden.js",
        "/reference.conf",
        "/io/rejoin/gateway/Link.class",
        "/sdk/",
        "/sdk",
        "/none.js",
        "http://localhost/asyncapi.yaml",
      })
  void nothingElseOfTheClassPathCanBeReached(String path) throws Exception {
    assertTrue(get(path).startsWith("HTTP/1.1 404 "), path);
  }

  @Test
  void otherMethodsAndOtherThanHttpAreRefused() throws Exception {
    String post = "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n";
    assertTrue(TestLink.http(rig.port, post).startsWith("HTTP/1.1 405 "));
    assertTrue(
        TestLink.http(rig.port, "\u0001\u0002 nonsense\r\n\r\n").startsWith("HTTP/1.1 400 "));
    String head = "HEAD /asyncapi.yaml HTTP/1.1\r\nHost: localhost\r\n\r\n";
    assertTrue(TestLink.http(rig.port, head).startsWith("HTTP/1.1 200 "));
  }

  @Test
  void aConnectionThatDoesNotShakeHandsInTimeIsClosed() throws Exception {
    try (Socket idle = new Socket(InetAddress.getLoopbackAddress(), rig.port)) {
      idle.setSoTimeout(10_000);
      String request = "GET /none.js HTTP/1.1\r\nHost: localhost\r\n\r\n";
      idle.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      String fact = "there is no such file here\n"; // ends the answer, after which it may idle
      StringBuilder answer = new StringBuilder();
      while (answer.indexOf(fact) < 0) {
        answer.append((char) idle.getInputStream().read());
      }
      rig.time.advance(Duration.ofMillis(10_001));
      assertEquals(-1, idle.getInputStream().read());
    }
  }

  @Test
  void moreConnectionsThanAllowedAreRefusedUntilOthersClose() throws Exception {
    try (GatewayRig strict = new GatewayRig("connections-per-address = 1", "max-connections = 2");
        TestLink first = strict.logIn("ann")) {
      String response = TestLink.http(strict.port, TestLink.upgrade(Map.of()));
      assertTrue(response.startsWith("HTTP/1.1 503 "), response);
      assertTrue(
          response.contains("too-many-connections: 2 connections of one address; limit 1"),
          response);
      first.expectNothingElse();
      first.close();
      strict.sessions.receiveMessage();
      strict.awaitConnections(0);
      strict.logIn("ann").close();
    }
  }

  @Test
  void linksMayBeEncrypted(@TempDir Path dir) throws Exception {
    KeyStore keys = selfSigned(dir);
    Path certificate = pem(dir, "CERTIFICATE", keys.getCertificate("rejoin").getEncoded());
    Path key = pem(dir, "PRIVATE KEY", keys.getKey("rejoin", "secret".toCharArray()).getEncoded());
    try (GatewayRig encrypted =
        new GatewayRig(
            "tls.certificate = \"" + certificate + "\"", "tls.private-key = \"" + key + "\"")) {
      TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
      trust.init(keys);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      Socket socket =
          context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), encrypted.port);
      try (TestLink link = encrypted.logIn(TestLink.over(socket, Map.of()), "ann")) {
        var audience = encrypted.audience("a");
        audience.admit(
            encrypted.socket, "ann", "web", new io.rejoin.room.Fence(1, 1), java.util.List.of());
        audience.deliver(GatewayRig.bytes("{'type':'message'}"), Observers.ALL, null);
        link.next("message");
        link.expectNothingElse();
      }
    }
  }

  private static KeyStore selfSigned(Path dir) throws Exception {
    Path store = dir.resolve("keys.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "rejoin",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-storetype",
                "PKCS12",
                "-storepass",
                "secret",
                "-keystore",
                store.toString())
            .inheritIO()
            .start();
    assertEquals(0, keytool.waitFor());
    return KeyStore.getInstance(store.toFile(), "secret".toCharArray());
  }

  private static Path pem(Path dir, String kind, byte[] der) throws Exception {
    String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return Files.writeString(
        dir.resolve(kind.replace(' ', '-') + ".pem"),
        "-----BEGIN " + kind + "-----\n" + base64 + "\n-----END " + kind + "-----\n");
  }
}
