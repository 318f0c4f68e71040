package io.rejoin.client;

import java.util.Locale;

/** How our enumerations are called on the wire, in profiles and in the JavaScript client. */
final class WireName {
  private WireName() {}

  static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The constant of that name; null if there is none. */
  static <E extends Enum<E>> E find(Class<E> type, String wireName) {
    for (E constant : type.getEnumConstants()) {
      if (of(constant).equals(wireName)) {
        return constant;
      }
    }
    return null;
  }
}
