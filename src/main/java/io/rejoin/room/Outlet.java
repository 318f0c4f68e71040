package io.rejoin.room;

import io.rejoin.history.Position;
import io.rejoin.replay.Gate;
import java.util.List;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * Where a node's relays put what its links shall hear; implemented by the gateway, in memory by
 * tests. A relay opens one audience for its room. Calls return at once and take effect in the order
 * in which one relay makes them, per link. All calls come from one relay's thread at a time.
 *
 * <p>Frames are whole {@code rejoin.v1.json} texts in UTF-8; the array must not be changed later.
 * {@code socket} is the node's number of a connection; a socket that no longer exists is skipped.
 */
public interface Outlet {

  /** Opens the audience of a room on this node. */
  Audience open(RoomKey room);

  /** How often an audit must find that something is otherwise until it is mended. */
  enum Evidence {
    /** Now: all that was on its way to or from the room has been lost with it. */
    ONCE,

    /** In two audits in a row: once may be chance, since what tells of it is still on its way. */
    TWICE
  }

  /** The links of one node that hear one room. */
  interface Audience {

    /**
     * Tells where publications of admitted links go from now on, and the room's newest message,
     * which every link that is admitted has.
     */
    void route(ActorRef<Room.Command> room, Position head);

    /**
     * Puts a link on the fast road: it first gets {@code first}, then all that is delivered later,
     * and may publish under {@code fence}. Admitting a socket again replaces its fence.
     */
    void admit(long socket, String user, String platform, Fence fence, List<byte[]> first);

    /**
     * Lets a link publish and hear what is written through the returned lane, but nothing that is
     * delivered, until it is admitted or dismissed.
     */
    Lane hold(long socket, String user, String platform, Fence fence, List<byte[]> first);

    /**
     * Gives a frame to all admitted links.
     *
     * @param observers who of them hears it
     * @param head the room's newest message once this frame is out; null if it did not move
     */
    void deliver(byte[] frame, Observers observers, Position head);

    /** Gives a frame to one link, admitted or not, behind all that was delivered before. */
    void reply(long socket, byte[] frame);

    /** Takes a link out of the audience, after giving it {@code last} if that is not null. */
    void dismiss(long socket, byte[] last);

    /** Closes a link that could not keep up, with {@code slow-consumer}. */
    void cut(long socket, String measured);

    /**
     * Compares the members that the room has here with the links, and mends what is otherwise: the
     * room is to be told of a member that is gone, silent or heard, and a link in the audience that
     * is no member joins again.
     *
     * @param members the members whose links are on this node
     * @param evidence how often something must be found
     * @param amend told what the room is to be told, on any thread
     */
    void audit(List<Member> members, Evidence evidence, Consumer<Room.Amend> amend);

    /** Ends the audience; nothing may be called afterwards. */
    void close();
  }

  /**
   * The way to one link that is catching up, gated by the writability of its socket. A gone socket
   * counts as writable, and what is written to it is dropped.
   */
  interface Lane extends Gate<byte[]> {}
}
