package io.rejoin.session;

import com.typesafe.config.Config;

/**
 * Bounds of one user's mailbox in memory.
 *
 * @param waiting letters that wait for the receiver's client or the store; more are refused with
 *     {@code inbox-full}
 * @param window letters that a link is given before it has acknowledged the first of them
 * @param windowBytes the same in bytes of payload; one letter is always given
 * @param senders senders whose numbers are remembered
 */
public record MailboxSettings(int waiting, int window, int windowBytes, int senders) {

  static MailboxSettings from(Config config) {
    return new MailboxSettings(
        config.getInt("waiting"),
        config.getInt("window"),
        Math.toIntExact(config.getBytes("window-size")),
        config.getInt("senders"));
  }
}
