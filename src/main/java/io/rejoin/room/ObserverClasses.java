package io.rejoin.room;

import io.rejoin.profile.DepartureStep;
import io.rejoin.profile.Profile;
import io.rejoin.profile.ServerHalf;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * The departure steps of profiles, and who hears each: every class of a profile is worked out once.
 * A platform that no class of the profile names is in the class that {@code server.other-platforms}
 * names. Not thread-safe: it belongs to one relay.
 */
final class ObserverClasses {
  private final Function<String, Profile> profiles;
  private final Map<String, Map<String, Observers>> byProfile = new HashMap<>();

  ObserverClasses(Function<String, Profile> profiles) {
    this.profiles = profiles;
  }

  /** What a silent member of this profile goes through. */
  List<DepartureStep> departures(String profile) {
    return profiles.apply(profile).server().departures();
  }

  /** Who is told this step of a member of this profile. */
  Observers of(String profile, DepartureStep step) {
    if (step.observers().equals(DepartureStep.EVERYBODY)) {
      return Observers.ALL;
    }
    return byProfile
        .computeIfAbsent(profile, name -> new HashMap<>())
        .computeIfAbsent(
            step.observers(), name -> observers(profiles.apply(profile).server(), name));
  }

  private static Observers observers(ServerHalf server, String name) {
    Map<String, Set<String>> classes = server.observers();
    if (server.otherPlatforms().filter(name::equals).isEmpty()) {
      return Observers.on(classes.get(name));
    }
    Set<String> others = new HashSet<>();
    classes.forEach(
        (other, platforms) -> {
          if (!other.equals(name)) {
            others.addAll(platforms);
          }
        });
    return Observers.allBut(others);
  }
}
