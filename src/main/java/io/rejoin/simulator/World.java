package io.rejoin.simulator;

import io.rejoin.testkit.ClientKind;
import io.rejoin.testkit.Simulation;
import io.rejoin.testkit.SimulationPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The world in which one story happens. */
final class World implements AutoCloseable {
  private final Story story;
  private final SimulatorSettings settings;
  private final Simulation simulation;
  private final Map<String, Device> devices = new LinkedHashMap<>();
  private final Set<Integer> nodes = new TreeSet<>();
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
    for (int node = 1; node <= story.nodes(); node++) {
      nodes.add(node);
    }
    for (String name : Planner.devices(story.users())) {
      devices.put(name, new Device(name, kinds.apply(name), simulation, this::seen));
    }
  }

  void watch(List<Check> watching) {
    checks.addAll(watching);
  }

  Story story() {
    return story;
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
      store(fails.how());
    } else if (act instanceof Act.StoreRecovers) {
      simulation.store().recover();
    } else if (act instanceof Act.StopNode stop) {
      if (nodes.remove(stop.node())) {
        simulation.network().stopNode(stop.node());
      }
    } else if (act instanceof Act.StartNode start && nodes.add(start.node())) {
      simulation.network().startNode(start.node());
    }
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
      act(new Act.StartNode(node));
    }
    for (Map.Entry<String, Device> entry : devices.entrySet()) {
      act(new Act.Heal(entry.getKey()));
      act(new Act.Resume(entry.getKey()));
    }
    passTo(story.length() + settings.calm().toMillis() / 2);
    users().forEach(this::letLogIn);
  }

  /** A user none of whose clients is logged in logs in, for what waits in its inbox. */
  private void letLogIn(String user) {
    List<Device> own = devicesOf(user);
    if (own.stream().noneMatch(device -> device.client().state().isOpen() && !device.isDead())) {
      Device first = own.get(0);
      if (first.isDead()) {
        act(new Act.Restart(user));
      }
      act(new Act.Login(user));
    }
  }

  @Override
  public void close() {
    simulation.close();
  }
}
