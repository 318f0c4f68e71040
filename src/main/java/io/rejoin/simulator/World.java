package io.rejoin.simulator;

import io.rejoin.client.State;
import io.rejoin.testkit.ClientKind;
import io.rejoin.testkit.SimulatedNetwork;
import io.rejoin.testkit.Simulation;
import io.rejoin.testkit.SimulationPlan;
import io.rejoin.testkit.Tap;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The world in which one story happens. */
final class World implements AutoCloseable {
  private static final long NOT_WELL = -1;

  /** Of tokens that are given at the end, in seconds. */
  private static final int LONG_LIFE = 3600;

  private final Story story;
  private final SimulatorSettings settings;
  private final Simulation simulation;
  private final Map<String, Device> devices = new LinkedHashMap<>();
  private long wellSince;
  private long nodesChanged;
  private final Set<Integer> harmed = new TreeSet<>();
  private final List<Check> checks = new ArrayList<>();

  /**
   * @param kinds which kind of client a device runs
   */
  World(Story story, SimulatorSettings settings, Function<String, ClientKind> kinds) {
    this.story = story;
    this.settings = settings;
    SimulationPlan plan =
        Simulation.of(story.seed())
            .nodes(story.nodes())
            .latency(settings.latency(), settings.jitter())
            .latencyOfNodes(settings.nodeLatency(), settings.nodeLatency());
    // What clients leave behind in sockets is lost in one half of the worlds, and not in the other.
    SimulationPlan both = story.seed() % 2 == 0 ? plan : plan.withLeftovers();
    simulation = both.config(settings.server()).start();
    for (String name : Planner.devices(story.users())) {
      devices.put(name, new Device(name, kinds.apply(name), simulation, this::seen));
    }
  }

  void watch(List<Check> watching) {
    checks.addAll(watching);
  }

  void tap(Tap tap) {
    simulation.tap(tap);
  }

  Story story() {
    return story;
  }

  Device device(String name) {
    return devices.get(name);
  }

  List<Device> devices() {
    return List.copyOf(devices.values());
  }

  List<Device> devicesOf(String user) {
    return devices.values().stream()
        .filter(device -> device.process().user().equals(user))
        .toList();
  }

  Set<String> users() {
    return devices.values().stream()
        .map(device -> device.process().user())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The time of servers when the story begins, in ms since 1970. */
  long begin() {
    return simulation.begin();
  }

  long now() {
    return simulation.sinceBegin();
  }

  String log() {
    return simulation.recorder().log();
  }

  /** Lets the story happen, heals all, and lets it settle. */
  void tell() {
    for (Planned planned : story.acts()) {
      passTo(planned.at());
      act(planned.act());
    }
    passTo(story.length());
    healAll();
    passTo(story.length() + settings.calm().toMillis());
    checks.forEach(check -> check.end(now()));
  }

  private void passTo(long end) {
    long step = settings.tick().toMillis();
    long next = (now() / step + 1) * step;
    for (; next < end; next += step) {
      simulation.advanceTo(Duration.ofMillis(next));
      checks.forEach(check -> check.tick(now()));
    }
    simulation.advanceTo(Duration.ofMillis(end));
  }

  private void seen(Fact fact) {
    checks.forEach(check -> check.see(now(), fact));
  }

  private void act(Act act) {
    seen(new Fact.Acted(act));
    perform(act);
    simulation.advance(Duration.ZERO);
    checks.forEach(check -> check.tick(now()));
  }

  private void perform(Act act) {
    if (act instanceof Act.Request request) {
      Device device = devices.get(request.device());
      if (!device.isDead()) {
        device.ask(request);
      }
    } else {
      harm(act);
    }
  }

  private void harm(Act act) {
    if (act instanceof Act.Cut cut) {
      devices.get(cut.device()).cut(cut.way());
    } else if (act instanceof Act.Throttle throttle) {
      devices.get(throttle.device()).throttle(throttle.bytesPerSecond());
    } else if (act instanceof Act.Slow slow) {
      devices.get(slow.device()).slow(Duration.ofMillis(slow.millis()));
    } else if (act instanceof Act.CloseLate late) {
      devices.get(late.device()).closeLate(Duration.ofMillis(late.millis()));
    } else if (act instanceof Act.Ease ease) {
      devices.get(ease.device()).ease(settings.latency(), settings.jitter());
    } else if (act instanceof Act.Heal heal) {
      devices.get(heal.device()).heal();
    } else if (act instanceof Act.Kill kill) {
      devices.get(kill.device()).kill();
    } else if (act instanceof Act.PowerOff off) {
      devices.get(off.device()).powerOff();
    } else if (act instanceof Act.Restart restart) {
      devices.get(restart.device()).restart();
    } else if (act instanceof Act.Suspend suspend) {
      devices.get(suspend.device()).suspend();
    } else if (act instanceof Act.Resume resume) {
      devices.get(resume.device()).resume();
    } else if (act instanceof Act.StoreFails fails) {
      wellSince = NOT_WELL;
      store(fails.how());
    } else if (act instanceof Act.StoreRecovers) {
      wellSince = now();
      simulation.store().recover();
    } else {
      harmNode(act);
    }
  }

  /** A node that is not there cannot be harmed, one that is there not started. */
  private void harmNode(Act act) {
    nodesChanged = now();
    SimulatedNetwork network = simulation.network();
    List<Integer> there = network.nodes();
    if (act instanceof Act.StopNode stop && there.contains(stop.node())) {
      network.stopNode(stop.node());
    } else if (act instanceof Act.StartNode start && !there.contains(start.node())) {
      network.startNode(start.node());
    } else if (act instanceof Act.Part part && there.contains(part.node())) {
      network.partition(part.node());
      harmed.add(part.node());
    } else if (act instanceof Act.Unite unite) {
      network.join(unite.node());
      harmed.remove(unite.node());
    } else if (act instanceof Act.Freeze freeze && there.contains(freeze.node())) {
      network.freeze(freeze.node());
      harmed.add(freeze.node());
    } else if (act instanceof Act.Thaw thaw) {
      network.thaw(thaw.node());
      harmed.remove(thaw.node());
    }
  }

  /** Neither the store nor a node was harmed for so long. */
  boolean isWellFor(long time) {
    return wellSince != NOT_WELL
        && now() - Math.max(wellSince, nodesChanged) > time
        && simulation.network().nodes().size() == story.nodes();
  }

  /** Some node stands still or does not hear the others; who is at it, nobody outside knows. */
  boolean hasHarmedNodes() {
    return !harmed.isEmpty();
  }

  private void store(Act.Outage how) {
    switch (how) {
      case OUT -> simulation.store().outage();
      case SLOW -> simulation.store().slow();
      case LOSING_ANSWERS -> simulation.store().loseAnswers();
    }
  }

  private void healAll() {
    act(new Act.StoreRecovers());
    for (int node = 1; node <= story.nodes(); node++) {
      act(new Act.Unite(node));
      act(new Act.Thaw(node));
      act(new Act.StartNode(node));
    }
    for (String device : devices.keySet()) {
      act(new Act.Heal(device));
      act(new Act.Ease(device));
      act(new Act.Resume(device));
      act(new Act.Renew(device, LONG_LIFE));
    }
    passTo(story.length() + settings.calm().toMillis() / 2);
    users().forEach(this::letLogIn);
    passTo(story.length() + settings.calm().toMillis() * 6 / 10);
    eachSeat(Act.Join::new);
    passTo(story.length() + settings.calm().toMillis() * 9 / 10);
    eachSeat(Act.Read::new);
  }

  /** Each who is logged in does something in each room. */
  private void eachSeat(BiFunction<String, String, Act> doing) {
    for (Map.Entry<String, Device> entry : devices.entrySet()) {
      if (!entry.getValue().isDead() && entry.getValue().client().state() == State.CONNECTED) {
        Planner.ROOMS.forEach(room -> act(doing.apply(entry.getKey(), room)));
      }
    }
  }

  /** A user none of whose clients is logged in logs in, for what waits in its inbox. */
  private void letLogIn(String user) {
    List<Device> own = devicesOf(user);
    if (own.stream().noneMatch(device -> device.client().state().isOpen() && !device.isDead())) {
      Device first = own.get(0);
      if (first.isDead()) {
        act(new Act.Restart(user));
      }
      act(new Act.LoginFor(user, LONG_LIFE));
    }
  }

  @Override
  public void close() {
    simulation.close();
  }
}
