package io.rejoin.store;

import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * The durable inbox of each user: peer messages that wait for an acknowledgement. Calls return at
 * once; what waits together is written in one commit. A stage fails with {@link
 * StoreUnavailableException} if the store is down, slow beyond its timeout, or its queue is full;
 * then nothing is known about whether it was written, and the call may be repeated.
 *
 * <p>Calls about one user are carried out in the order in which they were given. A caller gives
 * later letters of a sender's login only when the earlier ones were answered: a letter that was
 * refused, or failed, while a later one of its login was kept would be taken for a repeat when it
 * comes again.
 *
 * <p>Ids are 1 to 64 bytes of UTF-8 without a zero byte, payloads well-formed text; others throw
 * {@link IllegalArgumentException} at the call.
 */
public interface Inboxes {

  /**
   * A message that waits: from a sender's login, numbered within (from, epoch).
   *
   * @param at when it was taken, in milliseconds since 1970; it expires {@link InboxSettings#age}
   *     later
   * @param binary whether the payload is base64 of bytes
   */
  record Letter(String from, long epoch, long number, long at, String payload, boolean binary) {}

  /** A letter in the inbox, at its place in it. Places of a user strictly increase, from 1. */
  record Stored(long place, Letter letter) {}

  /** The newest login of a sender that was heard of, and the last number of it that was stored. */
  record Line(String from, long epoch, long lastNumber) {}

  /**
   * An inbox that was taken over.
   *
   * @param account as it stands now, with the incarnation that was taken
   * @param letters all that have not expired, by their places
   * @param lines one for each sender with a letter that is younger than {@link InboxSettings#age},
   *     there or removed
   */
  record Opened(Accounts.Account account, List<Stored> letters, List<Line> lines) {}

  /** What became of a letter. */
  sealed interface Put {

    /**
     * It is in the inbox, or was.
     *
     * @param place where it is; 0 for a repeat of one that is there no more
     */
    record Kept(long place) implements Put {}

    /**
     * It is not kept: the inbox has no room for it, or had none for an earlier letter of the same
     * login.
     *
     * @param letters how many are in the inbox that have not expired
     * @param bytes of their payloads, in UTF-8
     */
    record Full(int letters, long bytes) implements Put {}

    /**
     * It is not kept: another session took over.
     *
     * @param incarnation the account's; 0 if there is no account
     */
    record Fenced(long incarnation) implements Put {}

    /**
     * It is not kept: its sender logged in anew, and a letter of that login was stored before.
     *
     * @param epoch of the newer login
     */
    record Superseded(long epoch) implements Put {}
  }

  /**
   * A session takes over the account (incarnation + 1) and reads its inbox, in one commit. For a
   * user that never logged in nothing is written, and the answer is epoch 0, incarnation 0, not
   * open, no letters.
   */
  CompletionStage<Opened> open(String app, String user);

  /**
   * Keeps letters, in this order, if the account's incarnation is still this one. A letter whose
   * number is at or below the last stored one of its login is a repeat: it is kept already.
   *
   * @return one answer for each letter; after the first Full of a login no later letter of that
   *     login is kept
   */
  CompletionStage<List<Put>> put(String app, String user, long incarnation, List<Letter> letters);

  /**
   * Removes the letters at these places, if the account's incarnation is still this one, and else
   * none: the session that took over has them, and removes them itself. Lines stay.
   */
  CompletionStage<Void> remove(String app, String user, long incarnation, List<Long> places);
}
