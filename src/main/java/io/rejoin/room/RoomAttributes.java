package io.rejoin.room;

import io.rejoin.wire.Attribute;
import java.util.Map;

/**
 * The attributes of a room. Immutable.
 *
 * @param version counts the changes
 * @param told the version of the newest change that the members were told of; 0 for none
 */
record RoomAttributes(long version, long told, Map<String, Attribute> values) {
  static final RoomAttributes NONE = new RoomAttributes(0, 0, Map.of());

  RoomAttributes after(Change.AttributesChanged change) {
    long next = version + 1;
    return new RoomAttributes(
        next,
        change.announce() ? next : told,
        change.edit().applied(values, change.by(), change.at()));
  }
}
