package io.rejoin.timeline;

import io.rejoin.client.ClientEvent;
import io.rejoin.client.State;
import io.rejoin.profile.ClientHalf;
import io.rejoin.profile.Profile;
import io.rejoin.profile.Profiles;
import io.rejoin.profile.ServerHalf;
import io.rejoin.testkit.SimulatedNetwork;
import io.rejoin.testkit.SimulatedUser;
import io.rejoin.testkit.Simulation;
import io.rejoin.testkit.Told;
import io.rejoin.timeline.Story.Person;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** One run of a story in virtual time. */
public final class StoryRun {
  private final Story story;
  private final Duration origin;
  private final Simulation simulation;
  private final Map<String, List<String>> entered = new HashMap<>();
  private final Map<String, Long> heardAt = new HashMap<>();
  private final List<Told> lastBytes = new ArrayList<>();

  private StoryRun(Story story, Simulation simulation) {
    this.story = story;
    this.simulation = simulation;
    Duration first = story.acts().get(0).at();
    this.origin = first.isNegative() ? first.negated() : Duration.ZERO;
  }

  /**
   * Runs a story on the calling thread, which must have no simulation open.
   *
   * @throws IllegalArgumentException if it asks for what there is not: a profile, a node, a moment
   */
  public static Timeline of(Story story, TimelineSettings settings) {
    Stream.concat(Stream.of(story.profile()), story.people().values().stream().map(Person::profile))
        .forEach(StoryRun::profile);
    try (Simulation simulation =
        Simulation.of(story.seed())
            .nodes(story.nodes())
            .latency(story.latency(), story.jitter())
            .profile(story.profile())
            .start()) {
      StoryRun run = new StoryRun(story, simulation);
      run.live(settings.afterwards());
      return new Telling(story, run.origin.toMillis(), simulation, run.lastBytes).timeline();
    }
  }

  static Profile profile(String name) {
    return Profiles.builtIn()
        .find(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no profile %s; there are: %s"
                        .formatted(name, String.join(", ", Profiles.BUILT_IN))));
  }

  private void live(Duration afterwards) {
    story.people().values().forEach(person -> listen(user(person)));
    story.acts().forEach(act -> simulation.at(act.at().plus(origin), () -> happen(act)));
    Duration last = story.acts().get(story.acts().size() - 1).at();
    Duration end =
        story.endsWhenNothingIsDue() ? last.plus(longest()).plus(afterwards) : story.until();
    simulation.advanceTo(end.plus(origin));
  }

  /** The longest time that a profile of this story has for anything. */
  private Duration longest() {
    return Stream.concat(
            Stream.of(story.profile()), story.people().values().stream().map(Person::profile))
        .map(StoryRun::profile)
        .flatMap(StoryRun::times)
        .max(Duration::compareTo)
        .orElseThrow();
  }

  private static Stream<Duration> times(Profile profile) {
    ServerHalf server = profile.server();
    ClientHalf client = profile.client();
    return Stream.of(
            Optional.of(server.window()),
            Optional.of(server.emptyRoomAfter()),
            client.lostAfter(),
            client.giveUpAfter())
        .flatMap(Optional::stream);
  }

  private SimulatedUser user(Person person) {
    return simulation.user(
        person.name(), options -> options.profile(person.profile()).platform(person.platform()));
  }

  /** What a client itself does not tell: when it was that it heard its last byte. */
  private void listen(SimulatedUser user) {
    user.client()
        .on(
            ClientEvent.Frame.class,
            frame -> {
              if (frame.direction() == ClientEvent.Direction.IN) {
                heardAt.put(user.name(), simulation.sinceBegin());
              }
            });
    user.client()
        .on(
            ClientEvent.StateChanged.class,
            changed -> {
              if (changed.to() == State.RECONNECTING) {
                long at = heardAt.get(user.name());
                lastBytes.add(new Told(at, user.name(), "hears its last byte"));
              }
            });
  }

  private void happen(Act act) {
    SimulatedNetwork network = simulation.network();
    if (act.kind().isOfNode()) {
      ofNode(act, network);
      return;
    }
    SimulatedUser user = simulation.user(act.user());
    switch (act.kind()) {
      case CUT -> network.cut(act.user());
      case CUT_UP -> network.cutUp(act.user());
      case CUT_DOWN -> network.cutDown(act.user());
      case HEAL -> network.heal(act.user());
      case KILL -> network.kill(act.user());
      case POWER_OFF -> network.powerOff(act.user());
      case SUSPEND -> network.suspend(act.user());
      case RESUME -> network.resume(act.user());
      case RESTART -> restart(act, user);
      default -> speak(act, user);
    }
  }

  private static void ofNode(Act act, SimulatedNetwork network) {
    if (act.kind() == Act.Kind.STOP_NODE) {
      network.stopNode(act.node());
    } else {
      network.startNode(act.node());
    }
  }

  private void speak(Act act, SimulatedUser user) {
    switch (act.kind()) {
      case LOGIN -> login(act.rooms(), user);
      case LOGOUT -> user.logout();
      case JOIN -> act.rooms().forEach(user::join);
      case LEAVE -> act.rooms().forEach(user::leave);
      case SAY -> act.rooms().forEach(room -> user.publish(room, act.text()));
      case SEND -> user.sendMessage(act.to(), act.text());
      case STREAM -> act.rooms().forEach(room -> user.publishStream(room, act.text()));
      case RENEW -> user.renew(simulation.token(user.name(), act.life()));
      default -> throw new IllegalStateException("not done: " + act.kind());
    }
  }

  private void restart(Act act, SimulatedUser user) {
    user.restart();
    listen(user);
    login(act.rooms().isEmpty() ? entered.getOrDefault(act.user(), List.of()) : act.rooms(), user);
  }

  private void login(List<String> rooms, SimulatedUser user) {
    entered.put(user.name(), rooms);
    user.client()
        .on(
            ClientEvent.StateChanged.class,
            changed -> {
              if (changed.from() == State.CONNECTING && changed.to() == State.CONNECTED) {
                simulation.at(
                    Duration.ofMillis(simulation.sinceBegin()), () -> rooms.forEach(user::join));
              }
            });
    Duration life = story.people().get(user.name()).tokenLife();
    if (life.isZero()) {
      user.login();
    } else {
      user.login(simulation.token(user.name(), life));
    }
  }
}
