package io.rejoin.server;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigRenderOptions;
import io.rejoin.cli.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A server in a process of its own, started as an operator does, that can be killed. */
final class ServerProcess implements AutoCloseable {
  private static final String GREETING = "Rejoin listens: ";
  private static final long WAIT_SECONDS = 30;

  private final Process process;
  private final int port;

  private ServerProcess(Process process) throws IOException {
    this.process = process;
    BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
    String line = output.readLine();
    while (line != null && !line.startsWith(GREETING)) {
      line = output.readLine();
    }
    if (line == null) {
      throw new AssertionError("the server did not start");
    }
    this.port = URI.create(line.substring(GREETING.length())).getPort();
  }

  /** Starts it and waits until it listens. */
  static ServerProcess start(Config config, Path directory) throws IOException {
    Path file = directory.resolve("server.conf");
    Files.writeString(file, config.root().render(ConfigRenderOptions.concise()));
    return new ServerProcess(
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                "-Dconfig.file=" + file,
                Main.class.getName(),
                "serve")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start());
  }

  int port() {
    return port;
  }

  /** Asks it to stop with SIGTERM, as an operator does, and waits until it has. */
  void stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(WAIT_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("it did not stop");
    }
  }

  /** Ends it with SIGKILL, as a crash would. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    if (!process.waitFor(WAIT_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("it did not die");
    }
  }

  @Override
  public void close() throws InterruptedException {
    kill();
  }
}
