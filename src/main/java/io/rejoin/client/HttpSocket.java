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
  private StringBuilder fragments;

  HttpSocket(Transport.Ear ear) {
    this.ear = ear;
  }

  // What the client wants.

  @Override
  public synchronized void send(String text) {
    if (step == Step.OPEN) {
      write(text);
    } else if (step == Step.WRITING) {
      waiting.add(text);
      waitingChars += text.length();
      if (waitingChars > MAX_WAITING_CHARS) {
        broken(waitingChars + " characters wait to be written; limit " + MAX_WAITING_CHARS);
      }
    }
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

  private synchronized void written(Throwable thrown) {
    if (step != Step.WRITING) {
      return;
    }
    if (thrown != null) {
      broken(thrown.toString());
      return;
    }
    step = Step.OPEN;
    String next = waiting.poll();
    if (next != null) {
      waitingChars -= next.length();
      write(next);
    }
  }

  // What the network tells.

  @Override
  public synchronized void onOpen(WebSocket opened) {
    if (step == Step.CLOSED) {
      opened.abort();
      return;
    }
    webSocket = opened;
    step = Step.OPEN;
    opened.request(AHEAD);
    ear.opened();
  }

  @Override
  public synchronized CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    if (step == Step.CLOSED) {
      return null;
    }
    if (fragments == null && last) {
      ear.received(data.toString());
      return null;
    }
    fragments = fragments == null ? new StringBuilder() : fragments;
    fragments.append(data);
    if (fragments.length() > MAX_FRAME_CHARS) {
      broken("a frame has more than " + MAX_FRAME_CHARS + " characters");
    } else if (last) {
      ear.received(fragments.toString());
      fragments = null;
    } else {
      from.request(1);
    }
    return null;
  }

  @Override
  public synchronized CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    ended(code, reason);
    return null;
  }

  @Override
  public synchronized void onError(WebSocket from, Throwable thrown) {
    broken(thrown.toString());
  }

  /** It could not be dialled. */
  synchronized void failed(Throwable thrown) {
    ended(BROKEN, thrown.toString());
  }

  private void broken(String fact) {
    if (webSocket != null) {
      webSocket.abort();
    }
    ended(BROKEN, fact);
  }

  private void ended(int code, String reason) {
    if (step != Step.CLOSED) {
      step = Step.CLOSED;
      waiting.clear();
      ear.closed(code, reason);
    }
  }
}
