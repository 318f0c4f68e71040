package io.rejoin.bench;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.rejoin.wire.ServerFrame;
import java.util.ArrayList;
import java.util.List;

/** Who hears a room of the bare server. On the event loop only. */
final class BareRoom {
  private final String name;
  private final List<Channel> members = new ArrayList<>();
  private long offset;
  private long flushed;

  BareRoom(String name) {
    this.name = name;
  }

  void join(Channel member) {
    members.add(member);
  }

  void leave(Channel member) {
    members.remove(member);
  }

  int count() {
    return members.size();
  }

  long publish(EventLoop loop, String from, long number, long at, String payload) {
    offset++;
    ByteBuf frame =
        Frames.text(new ServerFrame.Message(name, 1, offset, from, number, at, payload, null));
    if (flushed == offset - 1) {
      loop.execute(this::flush); // runs once this turn has read all that there was
    }
    for (Channel member : members) {
      member.write(frame.retainedDuplicate(), member.voidPromise());
    }
    frame.release();
    return offset;
  }

  private void flush() {
    members.forEach(Channel::flush);
    flushed = offset;
  }
}
