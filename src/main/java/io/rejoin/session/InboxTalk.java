package io.rejoin.session;

import io.rejoin.store.Inboxes;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.actor.typed.javadsl.ActorContext;

/**
 * What a mailbox asks of the durable inbox, one write of letters at a time, so that they keep their
 * order. Answers come back as commands. Belongs to one session.
 */
final class InboxTalk {
  private static final List<Waiting> NONE = List.of();

  private final ActorContext<Session.Command> context;
  private final UserKey key;
  private final Inboxes inboxes;

  /** Under what it writes: what it knows of the inbox is as of that. */
  private long incarnation;

  /** What a login of this session has taken; 0 before the first. */
  private long taken;

  /** What is being written; empty for nothing. */
  private List<Waiting> keeping = NONE;

  /** Places whose removal has failed, to be asked for again with the next. */
  private final List<Long> unremoved = new ArrayList<>();

  InboxTalk(ActorContext<Session.Command> context, UserKey key, Inboxes inboxes) {
    this.context = context;
    this.key = key;
    this.inboxes = inboxes;
  }

  /** Reads the inbox, as the newest session of its user. */
  void open() {
    context.pipeToSelf(
        inboxes.open(key.app(), key.user()),
        (opened, failure) -> new Session.InboxOpened(opened, AccountTalk.reason(failure)));
  }

  void opened(Inboxes.Opened opened) {
    incarnation = opened.account().incarnation();
    advance();
  }

  /** A login of this session has taken the account over, before or behind the reading. */
  void tookOver(long newer) {
    taken = newer;
    if (incarnation == 0) {
      incarnation = taken;
    }
    advance();
  }

  /** With no other session in between, what is known still holds. */
  private void advance() {
    if (taken == incarnation + 1) {
      incarnation = taken;
    }
  }

  /** Whether letters are being written. */
  boolean isBusy() {
    return !keeping.isEmpty();
  }

  /** Whether this letter is being written. */
  boolean isKeeping(Waiting letter) {
    return keeping.contains(letter);
  }

  /** Writes letters to the inbox, if there are any. Nothing may be being written. */
  void keep(List<Waiting> letters) {
    if (letters.isEmpty()) {
      return;
    }
    keeping = letters;
    List<Inboxes.Letter> written = letters.stream().map(waiting -> waiting.letter).toList();
    context.pipeToSelf(
        inboxes.put(key.app(), key.user(), incarnation, written),
        (answers, failure) -> new Session.LettersKept(answers, AccountTalk.reason(failure)));
  }

  /** What was being written, now that the store has answered. */
  List<Waiting> kept() {
    List<Waiting> written = keeping;
    keeping = NONE;
    return written;
  }

  /** Takes letters out of the inbox, if there are any. */
  void remove(List<Long> places) {
    if (places.isEmpty() && unremoved.isEmpty()) {
      return;
    }
    List<Long> all = new ArrayList<>(unremoved);
    all.addAll(places);
    unremoved.clear();
    context.pipeToSelf(
        inboxes.remove(key.app(), key.user(), incarnation, all),
        (done, failure) -> new Session.LettersRemoved(all, AccountTalk.reason(failure)));
  }

  /**
   * Letters were removed, or could not be: then they are with the next. If the session ends before,
   * they are given out once more, and the client knows them by their numbers.
   */
  void removed(Session.LettersRemoved answer) {
    if (answer.failure() != null) {
      unremoved.addAll(answer.places());
    }
  }
}
