package io.rejoin.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server's process, from its first accepted connection until it is closed. */
final class Server implements AutoCloseable {
  private static final int CONNECT_MILLIS = 200;
  private static final int TRIES = 300;

  private final String name;
  private final int port;
  private final Process process;

  private Server(String name, int port, Process process) {
    this.name = name;
    this.port = port;
    this.process = process;
  }

  /** Starts {@code java} with those arguments, in which {@code {port}} is a free port. */
  static Server start(String name, Path log, List<String> arguments)
      throws IOException, InterruptedException {
    int port = freePort();
    List<String> command = new ArrayList<>();
    command.add(Jvm.JAVA);
    command.add("@conf/jvm.options");
    arguments.forEach(argument -> command.add(argument.replace("{port}", "" + port)));
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    Server server = new Server(name, port, process);
    for (int i = 0; i < TRIES; i++) {
      if (process.waitFor(CONNECT_MILLIS, TimeUnit.MILLISECONDS)) {
        throw new IOException(name + " ended at once; see " + log);
      }
      if (server.accepts()) {
        return server;
      }
    }
    server.close();
    throw new IOException(name + " accepts no connection; see " + log);
  }

  String name() {
    return name;
  }

  int port() {
    return port;
  }

  long pid() {
    return process.pid();
  }

  private boolean accepts() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", port), CONNECT_MILLIS);
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(10, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }
}
