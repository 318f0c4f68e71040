package io.rejoin.testing;

import io.rejoin.history.Position;
import io.rejoin.room.Fence;
import io.rejoin.room.Member;
import io.rejoin.room.Observers;
import io.rejoin.room.Outlet;
import io.rejoin.room.Room;
import io.rejoin.room.RoomKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * An outlet in memory: each socket is a line that takes frames, and whose lanes a test can close
 * and open. Thread-safe, as far as tests look at it when all has settled.
 */
public final class RecordingOutlet implements Outlet {

  /** A connection of this node. */
  public interface Line {

    /** A frame has come. */
    void frame(byte[] frame);

    /** The link was cut off. */
    void cut(String measured);
  }

  /** Where a socket is in a room; publications go by {@code route}. */
  public record Seat(Fence fence, String platform, boolean catchingUp) {}

  private final Map<Long, Line> lines = new HashMap<>();
  private final Set<Long> closed = new java.util.HashSet<>();
  private final Map<Long, List<Runnable>> wakes = new HashMap<>();
  private final Map<RoomKey, RecordedAudience> audiences = new HashMap<>();

  /** Connects a socket. */
  public synchronized void connect(long socket, Line line) {
    lines.put(socket, line);
  }

  /** The socket is gone. */
  public void disconnect(long socket) {
    synchronized (this) {
      lines.remove(socket);
      audiences.values().forEach(audience -> audience.seats.remove(socket));
    }
    writable(socket, true);
  }

  /** Lets the socket's lanes take more, or not. */
  public void writable(long socket, boolean is) {
    List<Runnable> woken = List.of();
    synchronized (this) {
      if (!is) {
        closed.add(socket);
      } else if (closed.remove(socket)) {
        woken = List.copyOf(wakes.getOrDefault(socket, List.of()));
      }
    }
    woken.forEach(Runnable::run);
  }

  /** Where the socket sits in that room; null if it does not. */
  public synchronized Seat seat(RoomKey room, long socket) {
    RecordedAudience audience = audiences.get(room);
    return audience == null ? null : audience.seats.get(socket);
  }

  /** Where publications to that room go; null if nobody knows. */
  public synchronized ActorRef<Room.Command> route(RoomKey room) {
    RecordedAudience audience = audiences.get(room);
    return audience == null ? null : audience.route;
  }

  /** Whether a room has an audience on this node. */
  public synchronized boolean isOpen(RoomKey room) {
    return audiences.containsKey(room);
  }

  @Override
  public synchronized Audience open(RoomKey room) {
    RecordedAudience audience = new RecordedAudience(room);
    audiences.put(room, audience);
    return audience;
  }

  private void give(long socket, byte[] frame) {
    Line line = lines.get(socket);
    if (line != null) {
      line.frame(frame);
    }
  }

  private final class RecordedAudience implements Audience {
    private final RoomKey room;
    private final Map<Long, Seat> seats = new LinkedHashMap<>();
    private ActorRef<Room.Command> route;

    RecordedAudience(RoomKey room) {
      this.room = room;
    }

    @Override
    public void route(ActorRef<Room.Command> newRoute, Position head) {
      synchronized (RecordingOutlet.this) {
        route = newRoute;
      }
    }

    @Override
    public void admit(long socket, String user, String platform, Fence fence, List<byte[]> first) {
      sit(socket, new Seat(fence, platform, false), first);
    }

    @Override
    public Lane hold(long socket, String user, String platform, Fence fence, List<byte[]> first) {
      sit(socket, new Seat(fence, platform, true), first);
      return new RecordedLane(socket);
    }

    private void sit(long socket, Seat seat, List<byte[]> first) {
      synchronized (RecordingOutlet.this) {
        if (lines.containsKey(socket)) {
          seats.put(socket, seat);
          first.forEach(frame -> give(socket, frame));
        }
      }
    }

    @Override
    public void deliver(byte[] frame, Observers observers, Position head) {
      synchronized (RecordingOutlet.this) {
        List<Long> hearing = new ArrayList<>();
        seats.forEach(
            (socket, seat) -> {
              if (!seat.catchingUp() && observers.include(seat.platform())) {
                hearing.add(socket);
              }
            });
        hearing.forEach(socket -> give(socket, frame));
      }
    }

    @Override
    public void reply(long socket, byte[] frame) {
      synchronized (RecordingOutlet.this) {
        give(socket, frame);
      }
    }

    @Override
    public void dismiss(long socket, byte[] last) {
      synchronized (RecordingOutlet.this) {
        seats.remove(socket);
        if (last != null) {
          give(socket, last);
        }
      }
    }

    @Override
    public void cut(long socket, String measured) {
      Line line;
      synchronized (RecordingOutlet.this) {
        line = lines.get(socket);
      }
      if (line != null) {
        line.cut(measured);
      }
    }

    @Override
    public void audit(List<Member> members, Evidence evidence, Consumer<Room.Amend> amend) {
      // Its lines do as they are told: there is nothing to mend.
    }

    @Override
    public void close() {
      synchronized (RecordingOutlet.this) {
        audiences.remove(room, this);
      }
    }
  }

  private final class RecordedLane implements Lane {
    private final long socket;

    RecordedLane(long socket) {
      this.socket = socket;
    }

    @Override
    public boolean isWritable() {
      synchronized (RecordingOutlet.this) {
        return !closed.contains(socket);
      }
    }

    @Override
    public void write(byte[] frame) {
      synchronized (RecordingOutlet.this) {
        give(socket, frame);
      }
    }

    @Override
    public void onWritable(Runnable wake) {
      synchronized (RecordingOutlet.this) {
        wakes.computeIfAbsent(socket, key -> new ArrayList<>()).add(wake);
      }
    }
  }
}
