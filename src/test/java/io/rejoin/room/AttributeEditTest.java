package io.rejoin.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.rejoin.profile.AttributeLimits;
import io.rejoin.wire.Attribute;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a change does to attributes, and what is too much. */
class AttributeEditTest {
  private static final AttributeLimits LIMITS = new AttributeLimits(4, 8, 2, 16);
  private static final Map<String, Attribute> BEFORE =
      Map.of("a", new Attribute("1", "ann", 5), "b", new Attribute("2", "ann", 5));

  private static AttributeEdit set(Map<String, String> values) {
    return new AttributeEdit(false, values, List.of());
  }

  @Test
  void settingMergesAndSaysByWhomAndWhen() {
    Map<String, Attribute> after = set(Map.of("b", "3", "c", "4")).applied(BEFORE, "bob", 9);
    assertEquals(
        Map.of(
            "a", new Attribute("1", "ann", 5),
            "b", new Attribute("3", "bob", 9),
            "c", new Attribute("4", "bob", 9)),
        after);
  }

  @Test
  void clearingComesFirstAndRemovingLast() {
    AttributeEdit all = new AttributeEdit(true, Map.of("c", "4", "d", "5"), List.of("d", "x"));
    assertEquals(Map.of("c", new Attribute("4", "bob", 9)), all.applied(BEFORE, "bob", 9));
  }

  @Test
  void theChosenAreThoseThatAreThere() {
    assertEquals(BEFORE, AttributeEdit.chosen(BEFORE, null));
    assertEquals(Map.of(), AttributeEdit.chosen(BEFORE, List.of()));
    assertEquals(
        Map.of("a", new Attribute("1", "ann", 5)),
        AttributeEdit.chosen(BEFORE, List.of("a", "x", "a")));
  }

  @Test
  void eachLimitIsRefusedAboveAndTakenAt() {
    assertNull(set(Map.of("kkkk", "v")).excess(Map.of(), LIMITS));
    assertEquals("a key has 5 bytes; limit 4", set(Map.of("kkkkk", "v")).excess(Map.of(), LIMITS));
    assertNull(set(Map.of("k", "12345678")).excess(Map.of(), LIMITS));
    assertEquals(
        "the value of k has 9 bytes; limit 8",
        set(Map.of("k", "123456789")).excess(Map.of(), LIMITS));
    assertNull(set(Map.of("a", "new", "b", "new")).excess(BEFORE, LIMITS));
    assertEquals(
        "there would be 3 attributes; limit 2", set(Map.of("c", "3")).excess(BEFORE, LIMITS));
    assertNull(set(Map.of("a", "1234567", "b", "1234567")).excess(Map.of(), LIMITS));
    assertEquals(
        "all attributes would have 17 bytes; limit 16",
        set(Map.of("a", "12345678", "b", "1234567")).excess(Map.of(), LIMITS));
  }

  @Test
  void bytesAreThoseOfUtf8() {
    assertEquals("a key has 6 bytes; limit 4", set(Map.of("äöü", "v")).excess(Map.of(), LIMITS));
    assertEquals(
        "the value of k has 9 bytes; limit 8", set(Map.of("k", "€€€")).excess(Map.of(), LIMITS));
  }

  @Test
  void whatIsReplacedOrRemovedDoesNotCount() {
    assertNull(
        new AttributeEdit(true, Map.of("c", "3", "d", "4"), List.of()).excess(BEFORE, LIMITS));
    assertNull(new AttributeEdit(false, Map.of("c", "3"), List.of("a")).excess(BEFORE, LIMITS));
  }

  @Test
  void aChangeThatOnlyRemovesIsTakenEvenAboveTheLimits() {
    AttributeLimits small = new AttributeLimits(1, 1, 1, 1);
    assertNull(new AttributeEdit(false, Map.of(), List.of("x")).excess(BEFORE, small));
  }
}
