package io.rejoin.testkit;

import io.rejoin.store.InboxSettings;
import io.rejoin.store.Inboxes.Letter;
import io.rejoin.store.Inboxes.Put;
import java.util.HashSet;
import java.util.Set;

/** Decides, letter by letter, what an inbox takes of one call. */
final class MemoryIntake {

  private record Login(String from, long epoch) {}

  private final MemoryInbox inbox;
  private final long expired;
  private final InboxSettings settings;
  private final long lastPlaceBefore;
  private final Set<Login> refused = new HashSet<>();
  private int letters;
  private long bytes;

  MemoryIntake(MemoryInbox inbox, long expired, InboxSettings settings) {
    this.inbox = inbox;
    this.expired = expired;
    this.settings = settings;
    this.lastPlaceBefore = inbox.lastPlace();
    for (MemoryLetter letter : inbox.all().values()) {
      if (!letter.isUpTo(expired)) {
        letters++;
        bytes += letter.bytes();
      }
    }
  }

  Put take(MemoryLetter more) {
    Letter letter = more.letter();
    MemoryLine line = inbox.line(letter.from());
    if (line != null && line.isNewerThan(letter)) {
      return new Put.Superseded(line.epoch());
    }
    if (line != null && line.has(letter)) {
      return new Put.Kept(place(letter));
    }
    Login login = new Login(letter.from(), letter.epoch());
    if (refused.contains(login) || !hasRoom(more.bytes())) {
      refused.add(login);
      return new Put.Full(letters, bytes);
    }
    letters++;
    bytes += more.bytes();
    return new Put.Kept(inbox.keep(more));
  }

  private boolean hasRoom(int more) {
    return letters < settings.letters() && bytes + more <= settings.bytes();
  }

  /** Where a repeated letter is; 0 if it is there no more. What this call kept counts as there. */
  private long place(Letter letter) {
    for (var at : inbox.all().entrySet()) {
      boolean isThere = at.getKey() > lastPlaceBefore || !at.getValue().isUpTo(expired);
      if (isThere && at.getValue().isNamed(letter.from(), letter.epoch(), letter.number())) {
        return at.getKey();
      }
    }
    return 0;
  }
}
