package io.rejoin.session;

/** A user of an app. App ids have no slash, so the entity id can be read back. */
public record UserKey(String app, String user) {

  /** The id under which the directory finds the session. */
  public String entityId() {
    return app + "/" + user;
  }

  /** The key that {@link #entityId} was made of. */
  public static UserKey ofEntityId(String entityId) {
    int slash = entityId.indexOf('/');
    return new UserKey(entityId.substring(0, slash), entityId.substring(slash + 1));
  }
}
