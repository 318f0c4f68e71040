package io.rejoin.store;

import java.util.List;

/** What an {@link InboxWrite} is answered. */
sealed interface InboxAnswer {

  record OpenAnswer(Inboxes.Opened opened) implements InboxAnswer {}

  record PutAnswer(List<Inboxes.Put> puts) implements InboxAnswer {}

  record RemoveAnswer() implements InboxAnswer {}
}
