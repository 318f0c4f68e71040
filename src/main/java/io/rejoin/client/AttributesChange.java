package io.rejoin.client;

import io.rejoin.wire.ClientFrame;
import java.util.List;
import java.util.Map;

/**
 * A change of attributes, done as a whole: {@code clear}, then {@code set}, then {@code remove}.
 *
 * @param clear whether all that are there are removed first
 * @param set key to text; other keys stay
 * @param remove keys, there or not
 * @param announce whether a room's members are told, by {@link RoomEvent.Attributes}
 */
public record AttributesChange(
    boolean clear, Map<String, String> set, List<String> remove, boolean announce) {

  public AttributesChange {
    set = Map.copyOf(set);
    remove = List.copyOf(remove);
  }

  /** These and no others. */
  public static AttributesChange replace(Map<String, String> set) {
    return new AttributesChange(true, set, List.of(), false);
  }

  /** These; others stay. */
  public static AttributesChange set(Map<String, String> set) {
    return new AttributesChange(false, set, List.of(), false);
  }

  /** Without these. */
  public static AttributesChange remove(List<String> keys) {
    return new AttributesChange(false, Map.of(), keys, false);
  }

  /** The same, told to the room's members. */
  public AttributesChange announced() {
    return new AttributesChange(clear, set, remove, true);
  }

  ClientFrame frame(long id, String room) {
    return new ClientFrame.AttributesChange(id, room, clear, set, remove, announce);
  }
}
