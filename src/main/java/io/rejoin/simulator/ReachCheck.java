package io.rejoin.simulator;

import io.rejoin.client.RoomEvent;
import java.util.HashMap;
import java.util.Map;

/**
 * I3: what a room has acknowledged reaches all who are in it: at the end each who is in the room is
 * at its newest message, or was told by a verdict that it is missing.
 */
final class ReachCheck implements Check {

  /** Where somebody is in a room. */
  private record Place(long epoch, long offset) {
    boolean isBefore(Place other) {
      return epoch < other.epoch || epoch == other.epoch && offset < other.offset;
    }
  }

  private final Map<String, Place> newest = new HashMap<>();
  private final Map<String, String> texts = new HashMap<>();
  private final Findings findings;
  private final World world;

  ReachCheck(Findings findings, World world) {
    this.findings = findings;
    this.world = world;
  }

  @Override
  public void see(long at, Fact fact) {
    if (fact instanceof Fact.Published published && published.offset() != null) {
      Place place = new Place(published.epoch(), published.offset());
      Place before = newest.get(published.room());
      if (before == null || before.isBefore(place)) {
        newest.put(published.room(), place);
      }
      texts.put(published.room() + place, published.text());
    } else if (fact instanceof Fact.ToldInRoom told
        && told.event() instanceof RoomEvent.Message message) {
      String text = texts.get(told.seat().room() + new Place(message.epoch(), message.offset()));
      if (text != null && !text.equals(message.payload().text())) {
        findings.add("I3", "what is heard is what was said", at, told.toString());
      }
    }
  }

  @Override
  public void end(long at) {
    for (Map.Entry<String, Place> entry : newest.entrySet()) {
      for (Device device : world.devices()) {
        if (device.isSound() && device.isIn(entry.getKey())) {
          compare(at, device, entry.getKey(), entry.getValue());
        }
      }
    }
  }

  private void compare(long at, Device device, String room, Place head) {
    var position = device.client().room(room).position();
    if (new Place(position.epoch(), position.offset()).isBefore(head)) {
      findings.add(
          "I3",
          "an acknowledged message reaches all who are in the room",
          at,
          device.process() + " is at " + position + " of " + room + ", acknowledged: " + head);
    }
  }
}
