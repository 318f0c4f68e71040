package io.rejoin.store;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A real PostgreSQL on a loopback port, in a directory of its own, that can be stopped. */
public final class PostgresServer implements AutoCloseable {
  private static final Path VERSIONS = Path.of("/usr/lib/postgresql");

  private final Path bin;
  private final Path dir;
  private final int port;

  private PostgresServer(Path bin, Path dir, int port) {
    this.bin = bin;
    this.dir = dir;
    this.port = port;
  }

  /** Whether this machine has one. */
  public static boolean isInstalled() {
    return Files.isDirectory(VERSIONS);
  }

  /** Makes a cluster in an empty place of the temporary directory, and starts it. */
  public static PostgresServer start() throws IOException, InterruptedException {
    var dir = Files.createTempDirectory("rejoin-postgres");
    if (isRoot()) {
      // PostgreSQL does not run as root: Debian's user for it does, and owns the directory.
      execute(List.of("chown", "postgres", dir.toString()));
    }
    var server = new PostgresServer(newest(), dir, freePort());
    server.command("initdb", "-D", server.data(), "-A", "trust", "-U", "rejoin", "-E", "UTF8");
    server.up();
    server.command(
        "createdb", "-h", "127.0.0.1", "-p", String.valueOf(server.port), "-U", "rejoin", "rejoin");
    return server;
  }

  private static Path newest() throws IOException {
    try (Stream<Path> versions = Files.list(VERSIONS)) {
      return versions
          .filter(version -> Files.isExecutable(version.resolve("bin/initdb")))
          .max(Comparator.comparingInt(v -> Integer.parseInt(v.getFileName().toString())))
          .orElseThrow(() -> new IOException("no server under " + VERSIONS))
          .resolve("bin");
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static boolean isRoot() throws IOException {
    return Files.getOwner(Path.of("/proc/self")).getName().equals("root");
  }

  private String data() {
    return dir.resolve("data").toString();
  }

  public String url() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/rejoin";
  }

  /** The process that has started all others. */
  public long pid() throws IOException {
    return Long.parseLong(Files.readAllLines(Path.of(data(), "postmaster.pid")).get(0));
  }

  void up() throws IOException, InterruptedException {
    var options = "-h 127.0.0.1 -p " + port + " -k " + dir;
    var log = dir.resolve("log").toString();
    command("pg_ctl", "-D", data(), "-w", "-l", log, "-o", options, "start");
  }

  /** Cuts all connections, without a goodbye. */
  void down() throws IOException, InterruptedException {
    command("pg_ctl", "-D", data(), "-w", "-m", "immediate", "stop");
  }

  private void command(String program, String... arguments)
      throws IOException, InterruptedException {
    var command = new ArrayList<String>();
    if (isRoot()) {
      command.addAll(List.of("runuser", "-u", "postgres", "--"));
    }
    command.add(bin.resolve(program).toString());
    command.addAll(List.of(arguments));
    execute(command);
  }

  private static void execute(List<String> command) throws IOException, InterruptedException {
    var said = Files.createTempFile("rejoin-postgres", ".out");
    try {
      var process =
          new ProcessBuilder(command)
              .directory(said.getParent().toFile())
              .redirectErrorStream(true)
              .redirectOutput(said.toFile())
              .start();
      if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IOException(command + " failed: " + Files.readString(said));
      }
    } finally {
      Files.delete(said);
    }
  }

  @Override
  public void close() throws IOException, InterruptedException {
    down();
    execute(List.of("rm", "-r", dir.toString()));
  }
}
