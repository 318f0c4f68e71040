package io.rejoin.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodecTest {
  private static final String LONG_ID = "x".repeat(65);
  private static final String HALF_PAIR = "\\ud83d";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        // frame | code | id, - for none | words in the message
        "~~|bad-json|-|of 0",
        "{|bad-json|-|not one JSON object",
        "[]|bad-json|-|not one JSON object",
        "7|bad-json|-|not one JSON object",
        "{\"id\":4,\"type\":}|bad-json|4|byte",
        "{\"type\":\"ping\"}x|bad-json|-|not one JSON object",
        "{\"type\":\"ping\"}{}|bad-json|-|not one JSON object",
        "{\"type\":\"ping\",\"a\":[[[[[[[[[]]]]]]]]]}|bad-json|-|not one JSON object",
        "{\"id\":4}|bad-frame|4|type: is missing",
        "{\"type\":4}|bad-frame|-|type: a string",
        "{\"type\":\"dance\",\"id\":4}|unknown-type|4|dance",
        "{\"type\":\"join\",\"id\":4}|bad-frame|4|room: is missing",
        "{\"type\":\"join\",\"room\":null,\"id\":4}|bad-frame|4|room: is missing",
        "{\"type\":\"join\",\"room\":9,\"id\":4}|bad-frame|4|room: a string",
        "{\"type\":\"join\",\"room\":\"a\",\"room\":\"b\",\"id\":4}|bad-frame|4|room: is there twice",
        "{\"type\":\"join\",\"room\":\"\",\"id\":4}|bad-id|4|room",
        "{\"type\":\"join\",\"room\":\"a\\u0000\",\"id\":4}|bad-id|4|room",
        "{\"type\":\"join\",\"room\":\"" + HALF_PAIR + "\",\"id\":4}|bad-frame|4|surrogate",
        "{\"type\":\"join\",\"room\":\"LONG\",\"id\":4}|id-too-long|4|has 65 bytes; limit 64",
        "{\"type\":\"join\",\"room\":\"a\",\"id\":\"4\"}|bad-frame|-|id: a whole number",
        "{\"type\":\"join\",\"room\":\"a\",\"id\":-4}|bad-frame|-|id: a whole number",
        "{\"type\":\"join\",\"room\":\"a\",\"id\":9007199254740992}|bad-frame|-|id",
        "{\"type\":\"join\",\"room\":\"a\",\"id\":99999999999999999999}|bad-frame|-|id",
        "{\"type\":\"join\",\"room\":\"a\",\"id\":999999999999999999999}|bad-json|-|not one JSON object",
        "{\"type\":\"join\",\"room\":\"a\",\"id\":4,\"position\":[]}|bad-frame|4|position: an object",
        "{\"type\":\"join\",\"room\":\"a\",\"id\":4,\"position\":{}}|bad-frame|4|position.epoch",
        "{\"type\":\"status-query\",\"users\":[]}|bad-frame|-|id: is missing",
        "{\"type\":\"status-query\",\"id\":4}|bad-frame|4|users: is missing",
        "{\"type\":\"status-query\",\"id\":4,\"users\":\"a\"}|bad-frame|4|users: an array",
        "{\"type\":\"status-query\",\"id\":4,\"users\":[\"a\",[7]]}|bad-frame|4|well-formed strings",
        "{\"type\":\"status-query\",\"id\":4,\"users\":[\"a\",\"\"]}|bad-id|4|users",
        "{\"type\":\"publish\",\"room\":\"a\",\"id\":4,\"payload\":\"\"}|bad-frame|4|number: is missing",
        "{\"type\":\"publish\",\"room\":\"a\",\"id\":4,\"payload\":\"\",\"number\":0}|bad-frame|4|number",
        "{\"type\":\"publish\",\"room\":\"a\",\"id\":4,\"payload\":\"\",\"number\":1.5}|bad-frame|4|number",
        "{\"type\":\"publish\",\"room\":\"a\",\"id\":4,\"number\":1}|bad-frame|4|payload: is missing",
        "{\"type\":\"publish\",\"room\":\"a\",\"payload\":\"x\",\"number\":1,\"binary\":1}|bad-frame|-|true or false",
        "{\"type\":\"publish\",\"room\":\"a\",\"payload\":\"x\",\"number\":1,\"binary\":true}|bad-frame|-|base64",
      })
  void aBadFrameIsRefusedWithItsCodeItsIdAndTheFact(
      String frame, String code, String id, String fact) {
    BadFrameException bad = refusal(frame.replace("LONG", LONG_ID));
    assertEquals(code, bad.code().wireName(), bad.getMessage());
    assertEquals(id, bad.id() == null ? "-" : bad.id().toString());
    assertTrue(bad.getMessage().contains(fact), bad.getMessage());
  }

  @Test
  void bytesThatAreNotUtf8AreRefused() {
    for (int[] wrong : new int[][] {{0xff}, {0xc0, 0x80}, {0xed, 0xa0, 0x80}, {0xe2, 0x82}}) {
      byte[] frame = "{\"type\":\"leave\",\"room\":\"....\"}".getBytes(StandardCharsets.UTF_8);
      for (int i = 0; i < wrong.length; i++) {
        frame[24 + i] = (byte) wrong[i];
      }
      BadFrameException bad = assertThrows(BadFrameException.class, () -> Codec.decode(frame));
      assertEquals(Code.BAD_UTF8, bad.code());
      assertNull(bad.id());
    }
  }

  @ParameterizedTest
  @CsvSource({"de/mo,bad-id", "demo app,bad-id", "dém,bad-id", "'',bad-id"})
  void anAppIdHasFewCharacters(String app, String code) {
    String login =
        "{\"type\":\"login\",\"app\":\"%s\",\"user\":\"u\",\"instance\":\"i\",\"attempt\":1,\"platform\":\"web\"}";
    assertEquals(code, refusal(login.formatted(app)).code().wireName());
  }

  @Test
  void idsAreCountedInBytes() throws Exception {
    String sixtyFour = "é".repeat(30) + "😀"; // 30 times 2 and 4
    ClientFrame.Leave leave =
        (ClientFrame.Leave) decode("{\"type\":\"leave\",\"room\":\"" + sixtyFour + "\"}");
    assertEquals(sixtyFour, leave.room());
    BadFrameException bad = refusal("{\"type\":\"leave\",\"room\":\"" + sixtyFour + "é\"}");
    assertEquals("field room has 66 bytes; limit 64", bad.getMessage());
  }

  @Test
  void unknownFieldsAndKnownOnesThatTheTypeDoesNotHaveAreIgnored() throws Exception {
    String ping =
        "{\"room\":[7,{\"a\":null}],\"x\":{\"y\":1.5},\"number\":\"z\",\"type\":\"ping\"}";
    assertEquals(new ClientFrame.Ping(), decode(ping));
  }

  @Test
  void theUsersOfOneFrameAreBounded() throws Exception {
    for (String type : new String[] {"query 256", "subscribe 512", "unsubscribe 512"}) {
      int limit = Integer.parseInt(type.split(" ")[1]);
      String frame = "{\"id\":4,\"type\":\"status-" + type.split(" ")[0] + "\",\"users\":[\"u\"";
      decode(frame + ",\"u\"".repeat(limit - 1) + "]}");
      BadFrameException bad = refusal(frame + ",\"u\"".repeat(limit) + "]}");
      assertEquals(Code.BAD_FRAME, bad.code());
      String fact = "field users: has " + (limit + 1) + " ids; limit " + limit;
      assertEquals(fact, bad.getMessage());
    }
  }

  @Test
  void theInfoOfAStreamIsBounded() {
    String frame =
        "{\"type\":\"stream-publish\",\"room\":\"r\",\"stream\":\"s\",\"kind\":\"k\",\"info\":\"%s\"}";
    BadFrameException bad = refusal(frame.formatted("x".repeat(1025)));
    assertEquals(Code.PAYLOAD_TOO_LARGE, bad.code());
    assertEquals("field info has 1025 bytes; limit 1024", bad.getMessage());
  }

  @Test
  void aMessageNeverQuotesMoreOfTheClientThanIsFitToPrint() {
    BadFrameException bad = refusal("{\"type\":\"\\u0007\\ud83d" + "x".repeat(100) + "\"}");
    assertEquals(Code.BAD_FRAME, bad.code());
    bad = refusal("{\"type\":\"\\u0007" + "x".repeat(100) + "\"}");
    assertEquals("no frame of type ?" + "x".repeat(63) + "... here", bad.getMessage());
  }

  @Test
  void sizesOfPayloadsAreThoseOfWhatTheyStandFor() {
    assertEquals(0, Payloads.decodedBytes("", false));
    assertEquals(7, Payloads.decodedBytes("aé😀", false));
    assertEquals(0, Payloads.decodedBytes("", true));
    assertEquals(1, Payloads.decodedBytes("YQ==", true));
    assertEquals(2, Payloads.decodedBytes("YWI=", true));
    assertEquals(3, Payloads.decodedBytes("YWJj", true));
  }

  private static BadFrameException refusal(String frame) {
    return assertThrows(BadFrameException.class, () -> decode(frame), frame);
  }

  private static ClientFrame decode(String frame) throws BadFrameException {
    return Codec.decode(frame.getBytes(StandardCharsets.UTF_8));
  }
}
