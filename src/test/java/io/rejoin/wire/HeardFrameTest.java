package io.rejoin.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a client makes of frames that are not as its own version has them. */
class HeardFrameTest {

  @Test
  void aFrameOfALaterVersionIsToldByItsType() throws Exception {
    assertEquals(
        new HeardFrame.Unknown("dance"), Codec.decodeText("{\"type\":\"dance\",\"id\":[[7]]}"));
  }

  @Test
  void fieldsOfALaterVersionAreIgnored() throws Exception {
    assertEquals(
        new HeardFrame.Known(new ServerFrame.Ok(3)),
        Codec.decodeText("{\"mood\":{\"deep\":[1]},\"id\":3,\"type\":\"ok\"}"));
  }

  @Test
  void aCodeOfALaterVersionIsToldAsItIs() throws Exception {
    assertEquals(
        new HeardFrame.Refusal(4L, "tired", 4999, "no more", false, null),
        Codec.decodeText(
            "{\"type\":\"error\",\"id\":4,\"code\":\"tired\",\"number\":4999,\"message\":\"no"
                + " more\",\"retry\":false}"));
  }

  @Test
  void whatIsNotSaidIsLeftOut() {
    assertEquals(
        "{\"type\":\"join\",\"id\":1,\"room\":\"lobby\"}",
        Codec.encodeText(new ClientFrame.Join(1, "lobby", null)));
    assertEquals("{\"type\":\"ping\"}", Codec.encodeText(new ClientFrame.Ping()));
    assertEquals(
        "{\"type\":\"attributes-change\",\"clear\":true}",
        Codec.encodeText(
            new ClientFrame.AttributesChange(0, null, true, Map.of(), List.of(), false)));
    assertEquals(
        "{\"type\":\"send\",\"id\":2,\"to\":\"bob\",\"number\":1,\"settled\":0,\"payload\":\"hi\"}",
        Codec.encodeText(new ClientFrame.Send(2, "bob", 1, 0, "hi", false, false)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"half\":|bad-json",
        "[1, 2]|bad-frame",
        "~~|bad-frame",
        "{\"id\":4}|bad-frame",
        "{\"type\":7}|bad-frame",
        "{\"type\":\"ok\",\"id\":[]}|bad-json",
        "{\"type\":\"ping\"}{}|bad-json",
      })
  void whatIsNoFrameIsRefusedWithItsCode(String text, String code) {
    BadFrameException bad = assertThrows(BadFrameException.class, () -> Codec.decodeText(text));
    assertEquals(code, bad.code().wireName(), bad.getMessage());
  }
}
