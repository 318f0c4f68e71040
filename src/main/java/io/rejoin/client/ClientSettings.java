package io.rejoin.client;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;

/**
 * What all clients of a process have in common: {@code rejoin.client} of the configuration, where
 * each key says what it is.
 */
record ClientSettings(
    String profile,
    String platform,
    Duration resendAfter,
    Duration lateAfter,
    Duration leaveWithin,
    int requests,
    int messagesPerReceiver,
    int messages,
    int sentFrames,
    int senders,
    int maxFrameBytes) {

  private static final String SECTION = "rejoin.client";

  /** The defaults. */
  static ClientSettings defaults() {
    return Defaults.SETTINGS;
  }

  static ClientSettings from(Config config) {
    Config client = config.getConfig(SECTION);
    return new ClientSettings(
        client.getString("profile"),
        client.getString("platform"),
        client.getDuration("resend-after"),
        client.getDuration("late-after"),
        client.getDuration("leave-within"),
        client.getInt("requests"),
        client.getInt("messages-per-receiver"),
        client.getInt("messages"),
        client.getInt("sent-frames"),
        client.getInt("senders"),
        client.getBytes("max-frame-bytes").intValue());
  }

  ClientSettings resendAfter(Duration time) {
    return new ClientSettings(
        profile,
        platform,
        time,
        lateAfter,
        leaveWithin,
        requests,
        messagesPerReceiver,
        messages,
        sentFrames,
        senders,
        maxFrameBytes);
  }

  ClientSettings maxFrameBytes(int bytes) {
    return new ClientSettings(
        profile,
        platform,
        resendAfter,
        lateAfter,
        leaveWithin,
        requests,
        messagesPerReceiver,
        messages,
        sentFrames,
        senders,
        bytes);
  }

  /** Read when the first client is made. */
  private static final class Defaults {
    static final ClientSettings SETTINGS =
        from(ConfigFactory.defaultReference(ClientSettings.class.getClassLoader()));
  }
}
