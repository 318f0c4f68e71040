package io.rejoin.testing;

import com.fasterxml.jackson.databind.JsonNode;
import io.rejoin.room.Fence;
import io.rejoin.session.LinkAddress;
import io.rejoin.session.LinkCommand;
import io.rejoin.session.Session;
import io.rejoin.wire.RoomPosition;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.pekko.actor.Cancellable;

/** One link of a user, and its gateway's part: silence is reported, a lost session found again. */
public final class TestLink implements RecordingOutlet.Line {
  private final World world;
  private final TestUser user;
  private final long socket;
  private final LinkAddress address;
  private final Set<String> entered = new LinkedHashSet<>();
  private Fence fence;
  private boolean open = true;
  private boolean toldSilent;
  private long lastByte;
  private Cancellable silence;

  TestLink(World world, TestUser user, long socket) {
    this.world = world;
    this.user = user;
    this.socket = socket;
    this.address = new LinkAddress(world.ear, world.relays, socket);
    this.lastByte = world.time.millis();
  }

  public long socket() {
    return socket;
  }

  public LinkAddress address() {
    return address;
  }

  /** The fence under which this link speaks; null before its login was taken. */
  public Fence fence() {
    return fence;
  }

  @Override
  public void frame(byte[] bytes) {
    JsonNode frame = Words.read(bytes);
    if (frame.path("type").asText().equals("joined")) {
      entered.add(frame.path("room").asText());
    }
    user.heardFrame(this, frame);
  }

  @Override
  public void cut(String measured) {
    user.said("cut: " + measured);
    close();
  }

  void hear(LinkCommand command) {
    if (command instanceof LinkCommand.Attached attached) {
      onAttached(attached);
    } else if (!open) {
      return;
    } else if (command instanceof LinkCommand.Refused refused) {
      String after = refused.retryAfterMillis() == 0 ? "" : " after " + refused.retryAfterMillis();
      user.said("refused " + refused.code() + after);
    } else if (command instanceof LinkCommand.Letter letter) {
      user.heardLetter(letter);
    } else if (command instanceof LinkCommand.Sent sent) {
      user.said(sent.result() + " by " + sent.to() + " #" + sent.number());
    } else if (command instanceof LinkCommand.Statuses statuses) {
      user.said((statuses.request() == 0 ? "unasked: " : "answer: ") + words(statuses));
    } else if (command instanceof LinkCommand.StatusChanged changed) {
      user.said(changed.user() + " is " + changed.status().wireName());
    } else if (command instanceof LinkCommand.Attributes read) {
      user.heardAttributes(read);
    } else if (command instanceof LinkCommand.Expelled out) {
      user.said("expelled from " + out.room() + ": " + out.message());
    } else if (command instanceof LinkCommand.Done) {
      user.said("done");
    } else if (command instanceof LinkCommand.Close close) {
      user.said("closed " + close.code());
      open = false; // The session knows.
      world.outlet.disconnect(socket);
    } else if (command instanceof LinkCommand.SessionLost lost && lost.fence().equals(fence)) {
      reattach();
    }
  }

  private static String words(LinkCommand.Statuses statuses) {
    return statuses.statuses().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(entry -> entry.getKey() + " " + entry.getValue().wireName())
        .collect(Collectors.joining(", "));
  }

  private void onAttached(LinkCommand.Attached attached) {
    fence = attached.fence();
    if (!open) {
      tell(new Session.LinkClosed(fence, age()));
    } else if (attached.request() != 0) {
      user.attached(this, attached);
    }
  }

  private void reattach() {
    Map<String, RoomPosition> rooms = new HashMap<>();
    entered.forEach(room -> rooms.put(room, new RoomPosition(0, 0, 0)));
    tell(user.reattachment(this, fence, rooms));
  }

  void left(String room) {
    entered.remove(room);
  }

  void tell(Session.Command command) {
    world.sessions.tell(world.sessionId(user.name()), command);
  }

  private Duration age() {
    return Duration.ofMillis(world.time.millis() - lastByte);
  }

  /** Bytes come again, or still do. */
  void speak() {
    lastByte = world.time.millis();
    if (silence != null) {
      silence.cancel();
      silence = null;
    }
    if (toldSilent) {
      toldSilent = false;
      tell(new Session.Heard(fence));
    }
  }

  /** From now on no byte comes; the gateway says so after the time that the profile names. */
  void fallSilent() {
    lastByte = world.time.millis();
    Duration after = world.profileOf(user.profile()).server().silentAfter();
    silence = world.time.after(after, this::reportSilence);
  }

  private void reportSilence() {
    if (open) {
      toldSilent = true;
      tell(new Session.Silent(fence, age()));
    }
  }

  /** The socket is gone. */
  void close() {
    if (open) {
      open = false;
      if (silence == null) {
        lastByte = world.time.millis();
      } else {
        silence.cancel();
      }
      world.outlet.disconnect(socket);
      if (fence != null) {
        tell(new Session.LinkClosed(fence, age()));
      } else {
        tell(new Session.LinkGone(address()));
      }
    }
  }
}
