package io.rejoin.session;

import io.rejoin.cluster.Clocks;
import io.rejoin.cluster.Directory;
import io.rejoin.cluster.Passivation;
import io.rejoin.profile.Profile;
import io.rejoin.room.Room;
import io.rejoin.store.Accounts;
import io.rejoin.store.Inboxes;
import java.time.Duration;
import java.util.function.Function;

/** What the sessions of a node share. */
public record SessionParts(
    Directory<Session.Command> sessions,
    Directory<Room.Command> rooms,
    Accounts accounts,
    Inboxes inboxes,
    Function<String, Profile> profiles,
    SessionSettings settings,
    Clocks clocks,
    Passivation<Session.Command> passivation) {

  /** How long a silent member of this profile is kept. */
  Duration window(String profile) {
    return profiles.apply(profile).server().window();
  }
}
