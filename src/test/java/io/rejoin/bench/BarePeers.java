package io.rejoin.bench;

import io.netty.channel.Channel;
import io.rejoin.wire.ClientFrame;
import io.rejoin.wire.ServerFrame;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Queue;
import java.util.Set;

/** Who is there on the bare server, and which messages wait for an answer. On its event loop. */
final class BarePeers {
  private static final String RECEIVED = "received";

  /** What one user has sent to another. */
  private record Line(String from, String to) {}

  private final Map<String, Channel> users = new HashMap<>();
  private final Map<Line, Queue<ClientFrame.Send>> unanswered = new HashMap<>();
  private final Set<Channel> written = new HashSet<>();

  void isHere(String user, Channel channel) {
    users.put(user, channel);
  }

  void isGone(String user) {
    users.remove(user);
    unanswered.keySet().removeIf(line -> line.to.equals(user) || line.from.equals(user));
  }

  void send(String from, ClientFrame.Send said, long at) {
    unanswered.computeIfAbsent(new Line(from, said.to()), first -> new ArrayDeque<>()).add(said);
    write(
        said.to(),
        new ServerFrame.PeerMessage(from, 1, said.number(), at, said.payload(), null, null));
  }

  void received(String to, ClientFrame.Received said) {
    Queue<ClientFrame.Send> line = unanswered.get(new Line(said.from(), to));
    while (line != null && !line.isEmpty() && line.peek().number() <= said.number()) {
      ClientFrame.Send answered = line.remove();
      write(said.from(), new ServerFrame.Sent(answered.id(), to, answered.number(), RECEIVED));
    }
  }

  private void write(String user, ServerFrame frame) {
    Channel channel = users.get(user);
    if (channel == null) {
      return; // has left
    }
    channel.write(Frames.text(frame), channel.voidPromise());
    if (written.isEmpty()) {
      channel.eventLoop().execute(this::flush); // once this turn has read all that there was
    }
    written.add(channel);
  }

  private void flush() {
    written.forEach(Channel::flush);
    written.clear();
  }
}
