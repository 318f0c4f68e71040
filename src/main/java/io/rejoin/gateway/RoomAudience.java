package io.rejoin.gateway;

import io.rejoin.history.Position;
import io.rejoin.room.Fence;
import io.rejoin.room.Member;
import io.rejoin.room.Observers;
import io.rejoin.room.Outlet;
import io.rejoin.room.Room;
import io.rejoin.room.RoomKey;
import io.rejoin.wire.Code;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * The links of this node that hear one room, in one row per event loop. Hands each event loop one
 * task per call; a loop that never had a link of the room gets none.
 */
final class RoomAudience implements Outlet.Audience {
  private final RoomKey room;
  private final Links links;
  private final Row[] rows;
  private ActorRef<Room.Command> route;
  private Position head;

  RoomAudience(RoomKey room, Links links) {
    this.room = room;
    this.links = links;
    this.rows = new Row[links.loops().size()];
  }

  @Override
  public void route(ActorRef<Room.Command> newRoute, Position newHead) {
    route = newRoute;
    head = newHead;
    eachRow(row -> row.route(newRoute, newHead));
  }

  @Override
  public void admit(long socket, String user, String platform, Fence fence, List<byte[]> first) {
    inRowOf(socket, row -> row.admit(socket, platform, fence, first));
  }

  @Override
  public Outlet.Lane hold(
      long socket, String user, String platform, Fence fence, List<byte[]> first) {
    SocketLane lane = new SocketLane(links.loopOf(socket), socket);
    inRowOf(socket, row -> row.hold(socket, platform, fence, first, lane));
    return lane;
  }

  @Override
  public void deliver(byte[] frame, Observers observers, Position newHead) {
    if (newHead != null) {
      head = newHead;
    }
    eachRow(row -> row.deliver(frame, observers, newHead));
  }

  @Override
  public void reply(long socket, byte[] frame) {
    inRowOf(socket, row -> row.reply(socket, frame));
  }

  @Override
  public void dismiss(long socket, byte[] last) {
    inRowOf(socket, row -> row.dismiss(socket, last));
  }

  @Override
  public void cut(long socket, String measured) {
    LinkLoop loop = links.loopOf(socket);
    loop.execute(
        () -> {
          Link link = loop.link(socket);
          if (link != null) {
            link.close(Code.SLOW_CONSUMER, measured);
          }
        });
  }

  @Override
  public void audit(List<Member> members, Outlet.Evidence evidence, Consumer<Room.Amend> amend) {
    Map<LinkLoop, List<Member>> byLoop =
        members.stream().collect(Collectors.groupingBy(member -> links.loopOf(member.socket())));
    for (LinkLoop loop : links.loops()) {
      List<Member> ofLoop = byLoop.getOrDefault(loop, List.of());
      if (!ofLoop.isEmpty() || rows[loop.index()] != null) {
        inRow(loop, row -> row.audit(ofLoop, evidence, amend));
      }
    }
  }

  @Override
  public void close() {
    eachRow(Row::close);
  }

  private void eachRow(Consumer<Row> task) {
    for (Row row : rows) {
      if (row != null) {
        row.loop().execute(() -> task.accept(row));
      }
    }
  }

  private void inRowOf(long socket, Consumer<Row> task) {
    inRow(links.loopOf(socket), task);
  }

  private void inRow(LinkLoop loop, Consumer<Row> task) {
    if (rows[loop.index()] == null) {
      rows[loop.index()] = new Row(room, loop, route, head);
    }
    Row row = rows[loop.index()];
    loop.execute(() -> task.accept(row));
  }
}
