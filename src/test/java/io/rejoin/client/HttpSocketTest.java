package io.rejoin.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** How a WebSocket of {@code java.net.http} becomes a socket of ours. */
class HttpSocketTest {
  private final List<String> told = new ArrayList<>();
  private final FakeWebSocket webSocket = new FakeWebSocket();
  private final HttpSocket socket = new HttpSocket(ear());

  private Transport.Ear ear() {
    return new Transport.Ear() {
      @Override
      public void opened() {
        told.add("opened");
      }

      @Override
      public void received(String text) {
        told.add(text.length() > 20 ? text.length() + " characters" : text);
      }

      @Override
      public void closed(int code, String reason) {
        told.add("closed " + code + " " + reason);
      }
    };
  }

  private void open() {
    socket.onOpen(webSocket);
    assertEquals(List.of("opened"), told);
    assertEquals(List.of("request 16"), webSocket.done);
    told.clear();
    webSocket.done.clear();
  }

  @Test
  void textsAreWrittenOneAfterTheOther() {
    open();
    socket.send("one");
    socket.send("two");
    socket.send("three");
    assertEquals(List.of("text one"), webSocket.done);
    webSocket.written();
    webSocket.written();
    webSocket.written();
    socket.send("four");
    assertEquals(List.of("text one", "text two", "text three", "text four"), webSocket.done);
  }

  @Test
  void whatIsSentWhileItIsNotOpenIsDropped() {
    socket.send("early");
    open();
    socket.close();
    socket.send("late");
    assertEquals(List.of("close 1000", "abort"), webSocket.done);
    assertEquals(List.of(), told, "who closes hears nothing more");
  }

  @Test
  void aCloseWhileATextIsOnItsWayEndsTheConnectionAtOnce() {
    open();
    socket.send("one");
    socket.send("two");
    socket.close();
    webSocket.written();
    assertEquals(List.of("text one", "abort"), webSocket.done);
  }

  @Test
  void aSocketThatWasGivenUpBeforeItOpenedIsAborted() {
    socket.close();
    socket.onOpen(webSocket);
    assertEquals(List.of("abort"), webSocket.done);
    assertEquals(List.of(), told);
  }

  @Test
  void framesComeAheadOfTheEarByABoundedNumber() {
    open();
    socket.onText(webSocket, "a", true);
    assertEquals(List.of(), webSocket.done);
    socket.taken();
    assertEquals(List.of("request 1"), webSocket.done);
    socket.close();
    socket.taken();
    assertEquals(List.of("request 1", "close 1000", "abort"), webSocket.done);
  }

  @Test
  void fragmentsAreToldAsOneFrame() {
    open();
    socket.onText(webSocket, "a", false);
    socket.onText(webSocket, "b", false);
    socket.onText(webSocket, "c", true);
    socket.onText(webSocket, "d", true);
    assertEquals(List.of("abc", "d"), told);
    assertEquals(List.of("request 1", "request 1"), webSocket.done);
  }

  @Test
  void aFrameThatIsTooLargeEndsTheConnection() {
    open();
    String half = "x".repeat(HttpSocket.MAX_FRAME_CHARS / 2);
    socket.onText(webSocket, half, false);
    socket.onText(webSocket, half, false);
    socket.onText(webSocket, "y", true);
    assertEquals(List.of("closed 1006 a frame has more than 16000000 characters"), told);
    assertEquals(List.of("request 1", "request 1", "abort"), webSocket.done);
  }

  @Test
  void moreThanMayWaitToBeWrittenEndsTheConnection() {
    open();
    String large = "x".repeat(1_000_000);
    for (int i = 0; i < 5; i++) {
      socket.send(large);
    }
    assertEquals(List.of(), told);
    socket.send("y");
    assertEquals(List.of("closed 1006 more than 4000000 characters wait to be written"), told);
    assertEquals("abort", webSocket.done.get(webSocket.done.size() - 1));
  }

  @Test
  void anEndIsToldOnce() {
    open();
    socket.send("one");
    socket.onClose(webSocket, 4500, "logged in elsewhere");
    webSocket.broken("no way");
    socket.onError(webSocket, new IOException("reset"));
    assertEquals(List.of("closed 4500 logged in elsewhere"), told);
  }

  @Test
  void aTextThatCanNotBeWrittenIsABrokenConnection() {
    open();
    socket.send("one");
    webSocket.broken("reset");
    assertEquals(List.of("closed 1006 java.io.IOException: reset"), told);
  }

  @Test
  void aServerThatIsNotThereIsToldAsAnEnd() throws Exception {
    CompletableFuture<String> end = new CompletableFuture<>();
    Transport.Ear ear =
        new Transport.Ear() {
          @Override
          public void opened() {
            end.complete("opened");
          }

          @Override
          public void received(String text) {
            end.complete(text);
          }

          @Override
          public void closed(int code, String reason) {
            end.complete(code + " " + reason);
          }
        };
    Options.sharedTransport().dial(URI.create("ws://127.0.0.1:" + freePort()), "x", ear);
    String told = end.get(20, TimeUnit.SECONDS);
    assertTrue(told.startsWith("1006 ") && told.contains("Connect"), told);
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0)) {
      return free.getLocalPort();
    }
  }
}
