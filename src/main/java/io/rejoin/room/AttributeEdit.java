package io.rejoin.room;

import io.rejoin.profile.AttributeLimits;
import io.rejoin.wire.Attribute;
import io.rejoin.wire.Payloads;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A change of the attributes of a room or of a user, done as a whole or not at all. Immutable.
 *
 * @param clear whether all that are there are removed first
 * @param set key to value; other keys stay
 * @param remove keys, removed last, there or not
 */
public record AttributeEdit(boolean clear, Map<String, String> set, List<String> remove) {

  /** The attributes after this change, each of the set ones by that user at that time. */
  public Map<String, Attribute> applied(Map<String, Attribute> before, String by, long at) {
    Map<String, Attribute> after = new LinkedHashMap<>(clear ? Map.of() : before);
    set.forEach((key, value) -> after.put(key, new Attribute(value, by, at)));
    after.keySet().removeAll(remove);
    return Map.copyOf(after);
  }

  /**
   * What is beyond the limits in this change or after it, as a measured fact; null if nothing is. A
   * change that only removes is never beyond them.
   */
  public String excess(Map<String, Attribute> before, AttributeLimits limits) {
    if (set.isEmpty()) {
      return null;
    }
    for (Map.Entry<String, String> entry : set.entrySet()) {
      int key = bytes(entry.getKey());
      if (key > limits.keyBytes()) {
        return "a key has " + key + limit(limits.keyBytes());
      }
      int value = bytes(entry.getValue());
      if (value > limits.valueBytes()) {
        return "the value of " + entry.getKey() + " has " + value + limit(limits.valueBytes());
      }
    }
    Map<String, Attribute> after = applied(before, "", 0);
    if (after.size() > limits.items()) {
      return "there would be " + after.size() + " attributes; limit " + limits.items();
    }
    long total = 0;
    for (Map.Entry<String, Attribute> entry : after.entrySet()) {
      total += bytes(entry.getKey()) + bytes(entry.getValue().value());
    }
    return total > limits.totalBytes()
        ? "all attributes would have " + total + limit(limits.totalBytes())
        : null;
  }

  private static String limit(int bytes) {
    return " bytes; limit " + bytes;
  }

  private static int bytes(String text) {
    return Payloads.decodedBytes(text, false);
  }

  /** Of these attributes those of the keys; {@code keys} null for all. */
  public static Map<String, Attribute> chosen(Map<String, Attribute> all, List<String> keys) {
    if (keys == null) {
      return all;
    }
    Map<String, Attribute> some = new LinkedHashMap<>(all);
    some.keySet().retainAll(keys);
    return Map.copyOf(some);
  }
}
