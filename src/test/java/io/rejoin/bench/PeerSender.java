package io.rejoin.bench;

import java.util.List;
import java.util.function.Consumer;

/** A client that sends to its receivers, one after the other, as fast as it is answered. */
final class PeerSender extends ClientLink {
  private static final int FIRST_ID = 2;

  private final PeerPlan plan;
  private final List<String> receivers;
  private final PeerPressure pressure;
  private final Consumer<ClientLink> in;
  private final long[] sentAt;
  private int sent;
  private int answered;
  private int told;

  PeerSender(
      String user,
      PeerPlan plan,
      List<String> receivers,
      PeerPressure pressure,
      Consumer<ClientLink> in,
      Consumer<String> failed) {
    super(user, failed);
    this.plan = plan;
    this.receivers = receivers;
    this.pressure = pressure;
    this.in = in;
    this.sentAt = new long[plan.window()];
  }

  /** Sends what fits into the window. */
  void fill(long now) {
    while (sent - answered < plan.window() && sent < plan.lettersEach()) {
      sentAt[sent % plan.window()] = now;
      send(sent / plan.letters(), sent % plan.letters() + 1);
      sent++;
    }
    flush();
  }

  private void send(int receiver, int number) {
    // answers of the receiver before may be among these: then it is less than could be said
    int settled = Math.max(0, answered - receiver * plan.letters());
    write(
        "{\"type\":\"send\",\"id\":"
            + (FIRST_ID + sent)
            + ",\"to\":\""
            + receivers.get(receiver)
            + "\",\"number\":"
            + number
            + ",\"settled\":"
            + settled
            + ",\"payload\":\""
            + PAYLOAD
            + "\"}");
  }

  @Override
  void heard(int kind) {
    if (kind == FrameReader.SENT) {
      answered++;
    } else if (kind == FrameReader.LOGGED_IN) {
      in.accept(this);
    }
  }

  @Override
  void allHeard() {
    if (answered > told) {
      long now = pressure.now();
      while (told < answered) {
        // in the order of sending; only where one receiver follows another may two be exchanged
        pressure.answered(now - sentAt[told++ % plan.window()]);
      }
      fill(now);
    }
  }
}
