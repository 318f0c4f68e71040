package io.rejoin.bench;

import io.rejoin.store.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Starts the servers that are measured, each with a log and a store of its own. */
final class Servers {
  static final String REJOIN = "Rejoin";
  static final String BARE = "bare Netty";

  private static final Path JAR = Path.of("target/rejoin.jar");
  private static final List<String> UNLIMITED =
      List.of("-Dconfig.file=src/test/resources/bench.conf");

  private Servers() {}

  /** Rejoin with an H2 file in that folder, which need not be there. */
  static Server rejoin(String name, Path work) throws IOException, InterruptedException {
    Files.createDirectories(work);
    return Server.start(name, log(name, work), rejoin(UNLIMITED, h2(name, work)));
  }

  /** Rejoin with that PostgreSQL. */
  static Server rejoin(String name, Path work, PostgresServer store)
      throws IOException, InterruptedException {
    return Server.start(name, log(name, work), rejoin(UNLIMITED, store.url()));
  }

  /** Rejoin under the limits that hold by default. */
  static Server strict(Path work) throws IOException, InterruptedException {
    String name = "Rejoin, strict";
    return Server.start(name, log(name, work), rejoin(List.of(), h2(name, work)));
  }

  private static List<String> rejoin(List<String> settings, String store) {
    List<String> arguments = new ArrayList<>(settings);
    arguments.add("-Drejoin.gateway.port={port}");
    arguments.add("-Drejoin.store.url=" + store);
    arguments.addAll(List.of("-jar", JAR.toString(), "serve"));
    return arguments;
  }

  private static String h2(String name, Path work) {
    return "jdbc:h2:file:%s;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE"
        .formatted(work.resolve(fileName(name)));
  }

  static Server bare(Path work) throws IOException, InterruptedException {
    String name = BARE;
    String classes = System.getProperty("java.class.path");
    return Server.start(
        name, log(name, work), List.of("-cp", classes, BareServer.class.getName(), "{port}"));
  }

  private static Path log(String name, Path work) {
    return work.resolve(fileName(name) + ".log");
  }

  private static String fileName(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
  }
}
