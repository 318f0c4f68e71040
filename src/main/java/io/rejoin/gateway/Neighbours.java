package io.rejoin.gateway;

import io.rejoin.auth.Tokens;
import io.rejoin.cluster.Directory;
import io.rejoin.profile.Profile;
import io.rejoin.room.Relays;
import io.rejoin.session.LinkCommand;
import io.rejoin.session.Session;
import java.util.Optional;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * Whom the links of a node talk to. All of it must return at once, since event loops call it.
 *
 * @param sessions where logins and what follows them go
 * @param ear this node's {@link LinkEar}, by which sessions answer
 * @param relays this node's relays, through which links join rooms
 * @param tokens checks logins
 * @param profiles profiles by name
 * @param defaultProfile the name of an app's default profile
 */
public record Neighbours(
    Directory<Session.Command> sessions,
    ActorRef<LinkCommand> ear,
    ActorRef<Relays.Command> relays,
    Tokens tokens,
    Function<String, Optional<Profile>> profiles,
    Function<String, String> defaultProfile) {}
