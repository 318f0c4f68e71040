package io.rejoin.simulator;

import java.util.HashMap;
import java.util.Map;

/** How all users and devices stand to all rooms, as it is seen from outside. */
final class Standings {

  /** A user or a device, and a room. */
  private record Key(String who, String room) {}

  private final Map<Key, Standing> users = new HashMap<>();
  private final Map<Key, Standing> devices = new HashMap<>();
  private final World world;

  Standings(World world) {
    this.world = world;
  }

  Standing ofUser(String user, String room) {
    return users.computeIfAbsent(new Key(user, room), key -> new Standing());
  }

  Standing ofDevice(String device, String room) {
    return devices.computeIfAbsent(new Key(device, room), key -> new Standing());
  }

  /** Somebody is in the room beyond doubt. */
  boolean anybodyIn(String room) {
    return world.users().stream().anyMatch(user -> ofUser(user, room).isFirm());
  }

  /** Looks at everything. */
  void refresh(long at) {
    boolean well = !world.hasHarmedNodes();
    for (String room : Planner.ROOMS) {
      for (String user : world.users()) {
        boolean firm = false;
        boolean hearable = false;
        for (Device device : world.devicesOf(user)) {
          boolean firmHere = well && device.isSound() && device.isIn(room);
          firm |= firmHere;
          hearable |= device.isStrained() || device.canSpeak() && device.wants(room);
          ofDevice(device.process().device(), room).see(at, firmHere, false);
        }
        ofUser(user, room).see(at, firm && hasOneLogin(user), hearable);
      }
    }
  }

  /** Of two clients one is superseded, which it may not have heard of yet: the other counts. */
  private boolean hasOneLogin(String user) {
    return world.devicesOf(user).stream().filter(device -> device.client().state().isOpen()).count()
        == 1;
  }
}
