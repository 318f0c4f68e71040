package io.rejoin.simulator;

import io.rejoin.client.ClientEvent;
import io.rejoin.client.Sent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * I4: a message to a user comes once to each run of a client, in its sender's order; and it comes,
 * if it was acknowledged.
 */
final class PeerCheck implements Check {

  /** A text at a receiver. */
  private record Receipt(Process by, String text) {}

  /** A sender's login, at a receiver. */
  private record Stream(Process by, String from, long epoch) {}

  private final Map<String, Integer> sent = new HashMap<>();
  private final Set<Receipt> receipts = new HashSet<>();
  private final Set<String> received = new HashSet<>();
  private final Map<Stream, ClientEvent.PeerMessage> last = new HashMap<>();
  private final List<Fact.Delivered> acknowledged = new ArrayList<>();
  private final Findings findings;

  PeerCheck(Findings findings) {
    this.findings = findings;
  }

  @Override
  public void see(long at, Fact fact) {
    if (fact instanceof Fact.Acted acted && acted.act() instanceof Act.Send send) {
      sent.put(send.text(), sent.size());
    } else if (fact instanceof Fact.Delivered delivered) {
      acknowledged.add(delivered);
    } else if (fact instanceof Fact.Told told
        && told.event() instanceof ClientEvent.PeerMessage message) {
      heard(at, told, message);
    }
  }

  private void heard(long at, Fact.Told told, ClientEvent.PeerMessage message) {
    String text = message.payload().text();
    received.add(text);
    if (!receipts.add(new Receipt(told.to(), text))) {
      findings.add("I4", "a message comes once", at, told.toString());
    }
    Stream stream = new Stream(told.to(), message.from(), message.epoch());
    ClientEvent.PeerMessage before = last.put(stream, message);
    boolean inOrder =
        before == null
            || before.number() < message.number()
                && sent.get(before.payload().text()) < sent.get(text);
    if (!inOrder) {
      findings.add("I4", "messages come in the sender's order", at, told + " after " + before);
    }
  }

  @Override
  public void end(long at) {
    for (Fact.Delivered delivered : acknowledged) {
      if (!received.contains(delivered.text())) {
        String rule =
            delivered.result() == Sent.Result.RECEIVED
                ? "what is acknowledged as received was received"
                : "what is acknowledged as stored is received in the end";
        findings.add("I4", rule, at, delivered.toString());
      }
    }
  }
}
