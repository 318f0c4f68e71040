package io.rejoin.simulator;

import io.rejoin.profile.Profile;
import io.rejoin.testkit.ClientKind;
import java.util.List;
import java.util.function.BiFunction;

/** Tells stories and checks them. A thread tells one at a time; several threads may. */
final class Simulator {
  private final SimulatorSettings settings;
  private final BiFunction<Story, String, ClientKind> kinds;

  /** A simulator whose users all run the Java client. */
  Simulator(SimulatorSettings settings) {
    this(settings, (story, device) -> ClientKind.JAVA);
  }

  /**
   * @param kinds which kind of client a device of a story runs
   */
  Simulator(SimulatorSettings settings, BiFunction<Story, String, ClientKind> kinds) {
    this.settings = settings;
    this.kinds = kinds;
  }

  /** The story of that seed. */
  Outcome run(long seed) {
    long length = settings.length().toMillis();
    return run(Planner.plan(seed, settings.users(), settings.nodesOf(seed), length));
  }

  Outcome run(Story story) {
    try (World world = new World(story, settings, device -> kinds.apply(story, device))) {
      Findings findings = new Findings();
      Rosters rosters = new Rosters();
      Profile profile = world.devices().get(0).client().profile();
      Timing timing = Timing.of(profile, settings, story.nodes());
      Standings standings = new Standings(world);
      LinkCheck links = new LinkCheck(findings, world);
      world.tap(links);
      world.watch(
          List.of(
              new RosterCheck(findings, rosters),
              new StandingCheck(findings, world, rosters, standings, timing),
              new PositionCheck(findings, timing, world.begin()),
              new ReachCheck(findings, world),
              new PeerCheck(findings),
              new LoginCheck(findings, world, timing),
              links,
              new TokenCheck(findings, world, timing),
              new BanCheck(findings, world, timing),
              new AttributeCheck(findings, world, standings, timing),
              new StreamCheck(findings, world, standings, timing)));
      world.tell();
      return new Outcome(story, findings.all(), world.log());
    }
  }
}
