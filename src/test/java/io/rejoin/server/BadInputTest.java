package io.rejoin.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.rejoin.gateway.TestLink;
import io.rejoin.wire.Code;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A client's mistake has its own code, harms nobody else, and is not worth a line in the log. */
class BadInputTest extends SharedServerTest {
  private static final String ID_OF_65_BYTES = "é".repeat(32) + "x";

  private TestUser ann;
  private TestUser ben;

  @BeforeEach
  void meet() throws Exception {
    ann = user("ann");
    ben = user("ben");
    meet(ann, ben);
  }

  @AfterEach
  void nobodyElseIsHarmed() throws Exception {
    nothingElse(ann);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      delimiter = '|',
      value = {
        "{'type':'ping'|bad-json",
        "['ping']|bad-json",
        "{'type':'ping'} x|bad-json",
        "{'type':'sing'}|unknown-type",
        "{'kind':'ping'}|bad-frame",
        "{'type':'join','id':7}|bad-frame",
        "{'type':'join','id':7,'room':5}|bad-frame",
        "{'type':'join','id':7,'room':''}|bad-id",
        "{'type':'join','id':7,'room':'LONG'}|id-too-long",
        "{'type':'login','id':7,'app':'demo','user':'u','instance':'i','attempt':1,"
            + "'platform':'web'}|already-logged-in",
        "{'type':'publish','id':7,'room':'elsewhere','number':1,'payload':'x'}|not-joined",
        "{'type':'members','id':7,'room':'elsewhere'}|not-joined",
        "{'type':'publish','id':7,'room':'ROOM','number':0,'payload':'x'}|bad-frame",
        "{'type':'publish','id':7,'room':'ROOM','number':1,'payload':'?','binary':true}|bad-frame",
        "{'type':'publish','id':7,'room':'ROOM','number':1,'payload':'HUGE'}|payload-too-large",
        "{'type':'renew','id':7,'token':'no token'}|token-invalid",
      })
  void aWrongRequestIsRefusedAndTheLinkGoesOn(String frame, String code) throws Exception {
    ben.send(
        frame
            .replace("LONG", ID_OF_65_BYTES)
            .replace("ROOM", room)
            .replace("HUGE", "x".repeat(32_769)));
    JsonNode error = ben.nextError(code);
    assertEquals(Code.ofWireName(code).number(), error.path("number").asInt());
    assertEquals(frame.contains("'id':7") ? 7 : 0, error.path("id").asInt(), error.toString());
    assertTrue(!error.path("message").asText().isEmpty(), error.toString());
    ben.say(room, "I am still here");
    ann.nextMessage("I am still here");
    nothingElse(ben);
  }

  @ParameterizedTest
  @CsvSource({"1, ff, 4506", "2, 7b7d, 4515", "3, 00, 4507"})
  void aFrameThatBreaksTheProtocolClosesTheLink(int opcode, String hex, int code) throws Exception {
    byte[] payload = java.util.HexFormat.of().parseHex(hex);
    ben.link().raw(TestLink.frame(opcode, true, true, payload));
    assertEquals(code, ben.closed());
  }

  @Test
  void aFrameThatIsTooLargeClosesTheLink() throws Exception {
    byte[] payload = "x".repeat(65_537).getBytes(StandardCharsets.US_ASCII);
    ben.link().raw(TestLink.frame(TestLink.TEXT, true, true, payload));
    assertEquals(4509, ben.closed());
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      delimiter = '|',
      value = {
        "{'type':'ping'}|login-first",
        "{'type':'join','id':1,'room':'r'}|login-first",
        "{'type':'login','id':1,'app':'demo','user':'LONG','instance':'i','attempt':1,"
            + "'platform':'web'}|id-too-long",
        "{'type':'login','id':1,'app':'nobody','user':'u','instance':'i','attempt':1,"
            + "'platform':'web'}|app-unknown",
        "{'type':'login','id':1,'app':'demo','user':'u','instance':'i','attempt':1,"
            + "'platform':'web','profile':'none'}|profile-unknown",
        "{'type':'login','id':1,'app':'guarded','user':'u','instance':'i','attempt':1,"
            + "'platform':'web'}|token-invalid",
        "{'type':'login','id':1,'app':'demo','user':'u','attempt':1}|bad-frame",
      })
  void aLinkWithoutALoginIsToldWhatIsWrong(String frame, String code) throws Exception {
    TestUser cat = user("cat");
    cat.connect();
    cat.send(frame.replace("LONG", ID_OF_65_BYTES));
    cat.nextError(code);
    cat.askToLogIn("");
    cat.loggedIn(false);
    cat.hearsNothingElse();
  }
}
