package io.rejoin.session;

import io.rejoin.session.Session.Deliver;
import io.rejoin.store.Accounts;
import io.rejoin.store.Inboxes;
import io.rejoin.store.Inboxes.Letter;
import io.rejoin.wire.Code;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/**
 * The peer messages to one user: what waits for the user's client, in order. Belongs to one
 * session.
 *
 * <p>While a link is there and nothing of the inbox waits, letters go to the link alone, and are
 * answered {@code received} when the client has acknowledged them. When the link drops, what it has
 * not acknowledged goes to the inbox, and is answered {@code stored}; all that comes then queues
 * behind it there, until a client has acknowledged everything.
 *
 * <p>The inbox is read at the first need, unless the account says that it never had a letter. If
 * the store is down, letters that need it are refused with {@code store-unavailable}; letters
 * between connected users go on.
 */
final class Mailbox {

  /** What is known of the account. */
  private enum Account {
    /** Nothing: the inbox was not read. */
    UNREAD,
    /** The inbox is being read. */
    READING,
    /** Nobody ever logged in under this name. */
    NEVER,
    /** Logged in and not logged out, be a link there or not. */
    OPEN,
    /** Logged out. */
    CLOSED
  }

  private final UserKey key;
  private final MailboxSettings settings;
  private final Duration retryAfter;
  private final InboxTalk inbox;
  private final Lines lines;
  private final Deque<Waiting> waiting = new ArrayDeque<>(0); // most are empty

  /** Letters that came before the inbox was read. */
  private final List<Deliver> early = new ArrayList<>();

  private Account account = Account.UNREAD;
  private LinkAddress link;

  Mailbox(UserKey key, SessionSettings settings, InboxTalk inbox) {
    this.key = key;
    this.settings = settings.mailbox();
    this.retryAfter = settings.storeRetryAfter();
    this.inbox = inbox;
    this.lines = new Lines(settings.mailbox().senders());
  }

  /** Whether nothing is known of the inbox, and nothing asked. */
  boolean isUnread() {
    return account == Account.UNREAD;
  }

  /** A login has taken the account over: an inbox that never had a letter need not be read. */
  void tookOver(Accounts.Account taken) {
    inbox.tookOver(taken.incarnation());
    if (account == Account.UNREAD && !taken.hadLetters()) {
      account = Account.OPEN;
    }
  }

  /** How many letters wait, as far as is known. */
  int size() {
    return waiting.size();
  }

  /** A link is there: it gets what waits, from the beginning. */
  void attached(LinkAddress newLink) {
    link = newLink;
    if (account == Account.UNREAD) {
      read();
    } else if (account != Account.READING) {
      account = Account.OPEN;
      handOn();
    }
  }

  /** The link is silent or gone: what it has not acknowledged goes to the inbox. */
  void detached() {
    link = null;
    waiting.forEach(letter -> letter.sentTo = null);
    keepDue();
  }

  /** The user has logged out. */
  void loggedOut() {
    detached();
    account = account == Account.UNREAD || account == Account.READING ? account : Account.CLOSED;
  }

  /** A sender's session brings a letter. */
  void deliver(Deliver deliver) {
    switch (account) {
      case UNREAD -> {
        early.add(deliver);
        read();
      }
      case READING -> {
        if (early.size() < settings.waiting()) {
          early.add(deliver);
        } else {
          refuseFull(deliver.asker(), early.size(), settings.waiting());
        }
      }
      case NEVER -> {
        String measured = "nobody has ever logged in as " + key.user();
        PeerTalk.refuse(deliver.asker(), Code.PEER_UNKNOWN, measured);
      }
      case CLOSED -> {
        if (deliver.offline()) {
          fit(deliver);
        } else {
          String measured = key.user() + " has logged out";
          PeerTalk.refuse(deliver.asker(), Code.PEER_OFFLINE, measured);
        }
      }
      default -> fit(deliver);
    }
  }

  /** The user's client, by its newest link, has all letters of a sender's login up to a number. */
  void received(Standing standing, Session.Received received) {
    if (received.fence().equals(standing.fence())) {
      received(received.from(), received.epoch(), received.number());
    }
  }

  private void received(String from, long epoch, long number) {
    List<Long> places = new ArrayList<>();
    for (Iterator<Waiting> all = waiting.iterator(); all.hasNext(); ) {
      Waiting next = all.next();
      if (isUpTo(next.letter, from, epoch, number) && next.sentTo != null) {
        all.remove();
        if (next.isStored()) {
          places.add(next.place);
        } else if (!inbox.isKeeping(next)) {
          PeerTalk.received(next, key.user());
        }
      }
    }
    inbox.remove(places);
    handOn();
  }

  /** The inbox was read, or could not be. */
  void opened(Session.InboxOpened read) {
    Inboxes.Opened opened = read.opened();
    List<Deliver> came = List.copyOf(early);
    early.clear();
    if (opened == null) {
      account = Account.UNREAD;
      came.forEach(deliver -> PeerTalk.refuseStore(deliver.asker(), read.failure(), retryAfter));
      return;
    }
    inbox.opened(opened);
    lines.start(opened.lines());
    opened.letters().forEach(at -> waiting.add(new Waiting(at.letter(), null, at.place())));
    account = accountOf(opened);
    handOn();
    came.forEach(this::deliver);
  }

  /** The store has answered what it was given to keep, or could not. */
  void kept(Session.LettersKept answer) {
    List<Waiting> letters = inbox.kept();
    List<Inboxes.Put> answers = answer.answers();
    if (answers == null) {
      letters.forEach(letter -> notKept(letter, answer.failure()));
      hand(); // The store is asked again when something else happens, not in a loop.
      return;
    }
    if (answers.stream().anyMatch(Inboxes.Put.Fenced.class::isInstance)) {
      forget();
      return;
    }
    for (int i = 0; i < letters.size(); i++) {
      if (answers.get(i) instanceof Inboxes.Put.Kept kept) {
        kept(letters.get(i), kept.place());
      } else if (answers.get(i) instanceof Inboxes.Put.Full full) {
        String measured = full.letters() + " messages of " + full.bytes() + " bytes";
        giveBack(letters.get(i), Code.INBOX_FULL, measured + " wait for " + key.user());
      } else if (answers.get(i) instanceof Inboxes.Put.Superseded newer) {
        String measured = "superseded by login " + newer.epoch() + " of the sender";
        giveBack(letters.get(i), Code.FENCED, measured);
      }
    }
    handOn();
  }

  /** Another session of this user has read the inbox since: what this one knows is void. */
  private void forget() {
    String measured = "the inbox of " + key.user() + " was taken over";
    waiting.forEach(letter -> PeerTalk.refuseStore(letter.asker, measured, retryAfter));
    waiting.forEach(letter -> lines.giveBack(letter.letter));
    waiting.clear();
    account = Account.UNREAD;
    if (link != null) {
      read();
    }
  }

  private void read() {
    account = Account.READING;
    inbox.open();
  }

  private Account accountOf(Inboxes.Opened opened) {
    if (link != null || opened.account().open()) {
      return Account.OPEN;
    }
    return opened.account().epoch() == 0 ? Account.NEVER : Account.CLOSED;
  }

  private void fit(Deliver deliver) {
    Letter letter = deliver.letter();
    switch (lines.fit(letter, deliver.settled())) {
      case NEXT -> take(deliver);
      case REPEAT -> repeat(deliver);
      case OLD -> {
        String measured = "login " + letter.epoch() + " of the sender was superseded";
        PeerTalk.refuse(deliver.asker(), Code.FENCED, measured);
      }
      case GAP -> {
        long expected = Math.max(lines.expected(letter), deliver.settled() + 1);
        String measured = "number " + letter.number() + " came where " + expected + " is due";
        PeerTalk.refuse(deliver.asker(), Code.PEER_GAP, measured);
      }
      default -> throw new IllegalStateException("no such fit");
    }
  }

  private void take(Deliver deliver) {
    if (waiting.size() >= settings.waiting()) {
      refuseFull(deliver.asker(), waiting.size(), settings.waiting());
      return;
    }
    lines.take(deliver.letter());
    waiting.add(new Waiting(deliver.letter(), deliver.asker(), Waiting.NOWHERE));
    handOn();
  }

  /** Answers for what was taken before: at once if it is safe, else when it is. */
  private void repeat(Deliver deliver) {
    Letter letter = deliver.letter();
    for (Waiting next : waiting) {
      if (isUpTo(next.letter, letter.from(), letter.epoch(), letter.number())
          && next.letter.number() == letter.number()) {
        next.asker = deliver.asker();
        if (next.isStored()) {
          PeerTalk.stored(next, key.user());
        }
        return;
      }
    }
    PeerTalk.repeated(deliver, key.user());
  }

  /** Gives the store and the link what is due to them. */
  private void handOn() {
    keepDue();
    hand();
  }

  /** Gives the link what fits into its window. */
  private void hand() {
    if (link == null) {
      return;
    }
    int letters = 0;
    int bytes = 0;
    for (Waiting next : waiting) {
      boolean isSent = link.equals(next.sentTo);
      boolean fits =
          letters < settings.window()
              && (letters == 0 || bytes + next.bytes() <= settings.windowBytes());
      if (!isSent && (!fits || inbox.isKeeping(next))) {
        return;
      }
      if (!isSent) {
        PeerTalk.hand(link, next);
      }
      letters++;
      bytes += next.bytes();
    }
  }

  /** Gives the store what has no link to go to, and what queues behind what it has. */
  private void keepDue() {
    if (account == Account.UNREAD || account == Account.READING || inbox.isBusy()) {
      return;
    }
    List<Waiting> due = new ArrayList<>();
    boolean isBehind = link == null;
    for (Waiting next : waiting) {
      isBehind |= next.isStored();
      if (isBehind && !next.isStored()) {
        due.add(next);
      }
    }
    inbox.keep(due);
  }

  private void kept(Waiting letter, long place) {
    letter.place = place;
    PeerTalk.stored(letter, key.user());
    if (place == Waiting.NOWHERE) {
      waiting.remove(letter); // A client had it from the inbox in an earlier life of this session.
    } else if (!waiting.contains(letter)) {
      inbox.remove(List.of(place)); // Its client has acknowledged it meanwhile.
    }
  }

  /** With a link there it goes on without the store; else its sender keeps it. */
  private void notKept(Waiting letter, String failure) {
    if (link == null) {
      giveBack(letter, Code.STORE_UNAVAILABLE, failure);
    }
  }

  /** Takes a letter back out, and with it those of its line that follow. */
  private void giveBack(Waiting letter, Code code, String measured) {
    lines.giveBack(letter.letter);
    PeerTalk.refuse(letter.asker, code, measured);
    waiting.remove(letter);
    Letter first = letter.letter;
    for (Iterator<Waiting> all = waiting.iterator(); all.hasNext(); ) {
      Waiting next = all.next();
      boolean follows =
          next.letter.from().equals(first.from())
              && next.letter.epoch() == first.epoch()
              && next.letter.number() > first.number();
      if (follows && !next.isStored()) {
        all.remove();
        PeerTalk.refuse(next.asker, Code.PEER_GAP, "number " + first.number() + " was refused");
      }
    }
  }

  private void refuseFull(Asker asker, long waits, long limit) {
    String measured = waits + " messages wait for " + key.user() + "; limit " + limit;
    PeerTalk.refuse(asker, Code.INBOX_FULL, measured);
  }

  private static boolean isUpTo(Letter letter, String from, long epoch, long number) {
    return letter.epoch() == epoch && letter.number() <= number && letter.from().equals(from);
  }
}
