package io.rejoin.session;

import io.rejoin.cluster.CborSerializable;
import io.rejoin.room.Fence;
import io.rejoin.wire.Attribute;
import java.util.Map;
import java.util.Set;

/**
 * A session as a service may read it.
 *
 * @param state {@code recovering}, {@code connecting}, {@code connected}, {@code reconnecting} or
 *     {@code watched}
 * @param status as other users are told
 * @param login null if no login stands
 * @param waiting peer messages for the user that its client has not acknowledged, as far as this
 *     session has read the inbox
 */
public record SessionView(
    String app, String user, String state, Status status, LoginView login, int waiting)
    implements CborSerializable {

  /**
   * A login that stands.
   *
   * @param fence its epoch and newest link
   * @param hasSocket whether the newest link's socket is there, be it silent or not
   * @param rooms that the user is in, or asked to be in
   */
  public record LoginView(
      Fence fence,
      String instance,
      String platform,
      String profile,
      boolean hasSocket,
      Set<String> rooms,
      Map<String, Attribute> attributes) {}
}
