package io.rejoin.room;

/** A room of an app. App ids have no slash, so the entity id can be read back. */
public record RoomKey(String app, String room) {

  /** The id under which the directory finds the room. */
  public String entityId() {
    return app + "/" + room;
  }

  /** The key that {@link #entityId} was made of. */
  public static RoomKey ofEntityId(String entityId) {
    int slash = entityId.indexOf('/');
    return new RoomKey(entityId.substring(0, slash), entityId.substring(slash + 1));
  }
}
