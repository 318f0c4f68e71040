package io.rejoin.simulator;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/** Draws a story from a seed. */
final class Planner {
  static final List<String> ROOMS = List.of("r1", "r2");
  private static final int SECOND = 1000;
  private static final int FIRST_LOGINS = 3 * SECOND;
  private static final int MEAN_GAP = 5 * SECOND;

  /** How long troubles last, from and up to, in ms: around what a schedule and a client count. */
  private static final int[][] TROUBLES = {
    {100, 2_000}, {2_000, 6_000}, {6_000, 28_000}, {28_000, 34_000}, {34_000, 80_000}
  };

  private final SplittableRandom random;
  private final List<String> devices;
  private final int users;
  private final int nodes;
  private final long length;
  private final List<Planned> acts = new ArrayList<>();
  private int texts;

  private Planner(long seed, int users, int nodes, long length) {
    this.random = new SplittableRandom(seed);
    this.users = users;
    this.nodes = nodes;
    this.length = length;
    this.devices = devices(users);
  }

  /** The devices of so many users: the first has two. */
  static List<String> devices(int users) {
    List<String> devices = new ArrayList<>(List.of("u1", "u1-b"));
    for (int user = 2; user <= users; user++) {
      devices.add("u" + user);
    }
    return devices;
  }

  /** Whose device that is. */
  static String userOf(String device) {
    int end = device.indexOf('-');
    return end < 0 ? device : device.substring(0, end);
  }

  static Story plan(long seed, int users, int nodes, long length) {
    Planner planner = new Planner(seed, users, nodes, length);
    planner.draw();
    planner.acts.addAll(MorePlans.plan(seed, users, nodes, length));
    planner.acts.sort(Comparator.comparingLong(Planned::at));
    return new Story(seed, users, nodes, length, List.copyOf(planner.acts));
  }

  private void draw() {
    for (String device : devices) {
      if (device.equals(userOf(device))) {
        arrive(random.nextInt(FIRST_LOGINS), device);
      }
    }
    long at = 2 * FIRST_LOGINS;
    while (at < length) {
      something(at);
      at += random.nextInt(2 * MEAN_GAP);
    }
  }

  private void arrive(long at, String device) {
    add(at, new Act.Login(device));
    for (String room : ROOMS) {
      if (random.nextInt(4) > 0) {
        add(at + SECOND + random.nextInt(SECOND), new Act.Join(device, room));
      }
    }
  }

  private void something(long at) {
    String device = devices.get(random.nextInt(devices.size()));
    int drawn = random.nextInt(100);
    if (drawn < 40) {
      talk(at, device);
    } else if (drawn < 80) {
      trouble(at, device);
    } else if (drawn < 86) {
      arrive(at, device);
    } else if (drawn < 92) {
      add(at, new Act.Join(device, room()));
    } else if (drawn < 95) {
      add(at, new Act.Leave(device, room()));
    } else if (drawn < 97) {
      add(at, new Act.Logout(device));
      arrive(at + trouble(), device);
    } else if (drawn < 99) {
      store(at);
    } else {
      kick(at, device);
    }
    if (nodes > 1 && random.nextInt(12) == 0) {
      int node = 1 + random.nextInt(nodes);
      add(at, new Act.StopNode(node));
      add(at + trouble(), new Act.StartNode(node));
    }
  }

  private void talk(long at, String device) {
    int count = random.nextInt(10) == 0 ? 20 + random.nextInt(25) : 1 + random.nextInt(4);
    int step = 1 + random.nextInt(SECOND);
    boolean toRoom = random.nextInt(3) > 0;
    String room = room();
    String to = "u" + (1 + random.nextInt(users));
    for (int i = 0; i < count; i++) {
      long when = at + (long) i * step;
      String text = "m" + ++texts;
      add(when, toRoom ? new Act.Publish(device, room, text) : new Act.Send(device, to, text));
    }
    if (random.nextInt(8) == 0) {
      add(at, new Act.SetAttribute(device, room, "topic", "v" + texts));
    }
  }

  private void trouble(long at, String device) {
    long end = at + trouble();
    switch (random.nextInt(8)) {
      case 0 -> begin(at, new Act.Kill(device), end, device);
      case 1 -> begin(at, new Act.PowerOff(device), end, device);
      case 2 -> {
        add(at, new Act.Suspend(device));
        add(end, new Act.Resume(device));
      }
      case 3 -> cut(at, end, device, Act.Way.UP);
      case 4 -> cut(at, end, device, Act.Way.DOWN);
      default -> cut(at, end, device, Act.Way.BOTH);
    }
  }

  private void begin(long at, Act trouble, long end, String device) {
    add(at, trouble);
    add(end, new Act.Restart(device));
    arrive(end, device);
  }

  private void cut(long at, long end, String device, Act.Way way) {
    add(at, new Act.Cut(device, way));
    add(end, new Act.Heal(device));
  }

  private void store(long at) {
    Act.Outage[] all = Act.Outage.values();
    add(at, new Act.StoreFails(all[random.nextInt(all.length)]));
    add(at + trouble(), new Act.StoreRecovers());
  }

  private void kick(long at, String device) {
    String user = "u" + (1 + random.nextInt(users));
    add(
        at,
        random.nextInt(2) == 0
            ? new Act.Kick(device, user)
            : new Act.KickFrom(device, user, room()));
  }

  private int trouble() {
    int[] range = TROUBLES[random.nextInt(TROUBLES.length)];
    return range[0] + random.nextInt(range[1] - range[0]);
  }

  private String room() {
    return ROOMS.get(random.nextInt(ROOMS.size()));
  }

  private void add(long at, Act act) {
    if (at < length) {
      acts.add(new Planned(at, act));
    }
  }
}
