package io.rejoin.session;

import io.rejoin.cluster.Answers;
import io.rejoin.profile.AttributeLimits;
import io.rejoin.room.AttributeEdit;
import io.rejoin.session.Session.ChangeAttributes;
import io.rejoin.session.Session.Command;
import io.rejoin.session.Session.ReadAttributes;
import io.rejoin.session.Session.TellAttributes;
import io.rejoin.wire.Attribute;
import io.rejoin.wire.Code;
import java.util.List;
import java.util.Map;

/**
 * What a user asks about attributes: its own are kept here, those of others and of rooms are asked
 * for. Belongs to one session.
 */
final class AttributeTalk {
  private final UserKey key;
  private final SessionParts parts;
  private final RoomTalk rooms;
  private final OwnAttributes own;

  AttributeTalk(UserKey key, SessionParts parts, RoomTalk rooms, OwnAttributes own) {
    this.key = key;
    this.parts = parts;
    this.rooms = rooms;
    this.own = own;
  }

  /** Adds what is answered while a login stands. */
  static Answers.Builder<SessionLife, Standing, Command> withLogin(
      Answers.Builder<SessionLife, Standing, Command> others) {
    return others
        .staying(ChangeAttributes.class, (life, login, c) -> life.attributes().change(login, c))
        .staying(ReadAttributes.class, (life, login, r) -> life.attributes().read(login, r))
        .staying(TellAttributes.class, (life, login, t) -> life.attributes().tell(login, t));
  }

  /** Adds what is answered while no login stands. */
  static Answers.Builder<SessionLife, Standing, Command> withoutLogin(
      Answers.Builder<SessionLife, Standing, Command> others) {
    return others
        .staying(
            ChangeAttributes.class,
            (life, none, c) -> LinkTalk.refuseFenced(c.link(), c.request(), c.fence()))
        .staying(
            ReadAttributes.class,
            (life, none, r) -> LinkTalk.refuseFenced(r.link(), r.request(), r.fence()))
        .staying(TellAttributes.class, (life, none, tell) -> life.attributes().refuse(tell));
  }

  /** The user's own. */
  Map<String, Attribute> of(Standing standing) {
    return own.of(standing.fence().epoch());
  }

  /** The login is over, or its window; the session may go on for others who watch its user. */
  void ended() {
    own.clear();
  }

  /** The link changes attributes of a room, or its user's own. */
  private void change(Standing standing, ChangeAttributes change) {
    if (!change.fence().equals(standing.fence())) {
      LinkTalk.refuseFenced(change.link(), change.request(), change.fence());
    } else if (change.room() != null) {
      rooms.changeAttributes(change);
    } else {
      changeOwn(standing, change);
    }
  }

  private void changeOwn(Standing standing, ChangeAttributes change) {
    long login = standing.fence().epoch();
    Map<String, Attribute> before = own.of(login);
    AttributeLimits limits =
        parts.profiles().apply(standing.profile()).server().limits().userAttributes();
    String excess = change.edit().excess(before, limits);
    if (excess != null) {
      LinkTalk.refuse(change.link(), change.request(), Code.ATTRIBUTES_TOO_LARGE, excess);
      return;
    }
    own.set(login, change.edit().applied(before, key.user(), parts.clocks().wall().millis()));
    LinkTalk.done(change.link(), change.request());
  }

  /**
   * What the client says with its login that was set: it counts if this session has lost it.
   *
   * @param said null if nothing was
   */
  void restore(Standing standing, Map<String, String> said) {
    if (said != null && of(standing).isEmpty()) {
      AttributeEdit edit = new AttributeEdit(true, said, List.of());
      changeOwn(
          standing, new ChangeAttributes(standing.link(), standing.fence(), 0, null, edit, false));
    }
  }

  /** The link reads attributes of a room, of another user, or its user's own. */
  private void read(Standing standing, ReadAttributes read) {
    if (!read.fence().equals(standing.fence())) {
      LinkTalk.refuseFenced(read.link(), read.request(), read.fence());
    } else if (read.room() != null) {
      rooms.readAttributes(read);
    } else if (read.user() == null || read.user().equals(key.user())) {
      tell(standing, read.link(), read.request(), read.keys());
    } else {
      String id = new UserKey(key.app(), read.user()).entityId();
      parts.sessions().tell(id, new TellAttributes(read.link(), read.request(), read.keys()));
    }
  }

  /** Another user wants this one's attributes. */
  private void tell(Standing standing, TellAttributes tell) {
    tell(standing, tell.link(), tell.request(), tell.keys());
  }

  private void tell(Standing standing, LinkAddress link, long request, List<String> keys) {
    Map<String, Attribute> chosen = AttributeEdit.chosen(own.of(standing.fence().epoch()), keys);
    link.tell(new LinkCommand.Attributes(link.socket(), request, key.user(), chosen));
  }

  /** Another user wants the attributes of this one, who is not logged in. */
  private void refuse(TellAttributes tell) {
    String measured = key.user() + " is not logged in";
    LinkTalk.refuse(tell.link(), tell.request(), Code.USER_NOT_FOUND, measured);
  }
}
