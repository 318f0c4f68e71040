package io.rejoin.session;

import io.rejoin.store.Inboxes.Letter;

/** A letter that its receiver's client has not acknowledged. Belongs to one mailbox. */
final class Waiting {
  /** The place of a letter that is not in the inbox. */
  static final long NOWHERE = 0;

  final Letter letter;

  /** Who awaits an answer; null once it was given. */
  Asker asker;

  /** Its place in the inbox, or {@link #NOWHERE}. */
  long place;

  /** The link that it was sent to; null if to none that is still there. */
  LinkAddress sentTo;

  Waiting(Letter letter, Asker asker, long place) {
    this.letter = letter;
    this.asker = asker;
    this.place = place;
  }

  boolean isStored() {
    return place != NOWHERE;
  }

  /** How much of a window it takes. */
  int bytes() {
    return letter.payload().length();
  }
}
