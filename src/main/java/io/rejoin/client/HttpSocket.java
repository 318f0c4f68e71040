package io.rejoin.client;

import java.net.http.WebSocket;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletionStage;

/**
 * One WebSocket of {@code java.net.http}: it takes one text at a time, so that others wait here.
 */
final class HttpSocket implements Transport.Socket, WebSocket.Listener {
  static final int MAX_WAITING_CHARS = 4_000_000;
  static final int MAX_FRAME_CHARS = 16_000_000;

  /** How many frames may come that the ear has not taken in. */
  private static final int AHEAD = 16;

  private static final int BROKEN = 1006;

  private enum Step {
    DIALING,
    OPEN,
    /** Open, and a text is on its way. */
    WRITING,
    CLOSED
  }

  private final Transport.Ear ear;
  private final Queue<String> waiting = new ArrayDeque<>(2);
  private Step step = Step.DIALING;
  private WebSocket webSocket;
  private int waitingChars;

  /** Touched by the network alone. */
  private StringBuilder fragments;

  HttpSocket(Transport.Ear ear) {
    this.ear = ear;
  }

  // What the client wants.

  @Override
  public void send(String text) {
    if (!taken(text)) {
      broken("more than " + MAX_WAITING_CHARS + " characters wait to be written");
    }
  }

  /** Returns false if there is no room for it. */
  private synchronized boolean taken(String text) {
    if (step == Step.OPEN) {
      write(text);
    } else if (step == Step.WRITING) {
      waiting.add(text);
      waitingChars += text.length();
    }
    return waitingChars <= MAX_WAITING_CHARS;
  }

  @Override
  public synchronized void taken() {
    if (step == Step.OPEN || step == Step.WRITING) {
      webSocket.request(1);
    }
  }

  @Override
  public synchronized void close() {
    Step before = step;
    step = Step.CLOSED;
    waiting.clear();
    if (before == Step.OPEN) {
      WebSocket closing = webSocket;
      closing
          .sendClose(WebSocket.NORMAL_CLOSURE, "")
          .whenComplete((sent, thrown) -> closing.abort());
    } else if (before == Step.WRITING) {
      // A close frame would wait behind a text that may never go.
      webSocket.abort();
    }
  }

  private void write(String text) {
    step = Step.WRITING;
    webSocket.sendText(text, true).whenComplete((sent, thrown) -> written(thrown));
  }

  private void written(Throwable thrown) {
    if (thrown != null) {
      broken(thrown.toString());
    } else {
      writeNext();
    }
  }

  private synchronized void writeNext() {
    if (step == Step.WRITING) {
      step = Step.OPEN;
      String next = waiting.poll();
      if (next != null) {
        waitingChars -= next.length();
        write(next);
      }
    }
  }

  // What the network tells. The ear is foreign: it is told when our lock is free.

  @Override
  public void onOpen(WebSocket opened) {
    if (isOpen(opened)) {
      opened.request(AHEAD);
      ear.opened();
    } else {
      opened.abort();
    }
  }

  /** Returns false if the client has given it up meanwhile. */
  private synchronized boolean isOpen(WebSocket opened) {
    if (step == Step.CLOSED) {
      return false;
    }
    webSocket = opened;
    step = Step.OPEN;
    return true;
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    int before = fragments == null ? 0 : fragments.length();
    if (before + data.length() > MAX_FRAME_CHARS) {
      broken("a frame has more than " + MAX_FRAME_CHARS + " characters");
    } else if (last && fragments == null) {
      ear.received(data.toString());
    } else {
      fragments = fragments == null ? new StringBuilder() : fragments;
      fragments.append(data);
      if (last) {
        ear.received(fragments.toString());
        fragments = null;
      } else {
        from.request(1);
      }
    }
    return null;
  }

  @Override
  public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    ended(code, reason);
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable thrown) {
    broken(thrown.toString());
  }

  /** It could not be dialled. */
  void failed(Throwable thrown) {
    ended(BROKEN, thrown.toString());
  }

  private void broken(String fact) {
    WebSocket broken = current();
    if (broken != null) {
      broken.abort();
    }
    ended(BROKEN, fact);
  }

  private synchronized WebSocket current() {
    return webSocket;
  }

  private void ended(int code, String reason) {
    if (isFirstEnd()) {
      ear.closed(code, reason);
    }
  }

  private synchronized boolean isFirstEnd() {
    Step before = step;
    step = Step.CLOSED;
    waiting.clear();
    return before != Step.CLOSED;
  }
}
