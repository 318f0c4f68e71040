package io.rejoin.store;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** A process of its own that logs users in without end and prints each epoch it was given. */
final class AcknowledgingProcess implements AutoCloseable {
  static final int USERS = 20;

  private final Process process;
  private final BufferedReader output;

  private AcknowledgingProcess(Process process) {
    this.process = process;
    this.output = process.inputReader(StandardCharsets.UTF_8);
  }

  /** Starts a process with that main class on that database. */
  static AcknowledgingProcess start(Class<?> main, String url) throws IOException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new AcknowledgingProcess(
        new ProcessBuilder(java, "-cp", System.getProperty("java.class.path"), main.getName(), url)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start());
  }

  /** The next line that the process said; null after its end. */
  String line() throws IOException {
    return output.readLine();
  }

  /** Says a line to the process. */
  void say(String line) throws IOException {
    process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.US_ASCII));
    process.getOutputStream().flush();
  }

  /** Waits for so long, in which the process must not end. */
  void idlesFor(int seconds) throws InterruptedException {
    if (process.waitFor(seconds, TimeUnit.SECONDS)) {
      throw new AssertionError("it ended");
    }
  }

  /** Ends it with SIGKILL, as a crash would. */
  void kill() throws InterruptedException {
    // Not by the Process itself, which would close the pipe with what was said last.
    process.toHandle().destroyForcibly();
    if (!process.waitFor(20, TimeUnit.SECONDS)) {
      throw new AssertionError("it did not die");
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  /** The process itself: {@code ack USER EPOCH} on a line, once the store has answered. */
  public static void main(String[] args) throws InterruptedException {
    var accounts = AccountStore.open(Stores.settings(args[0]));
    for (int user = 0; user < USERS; user++) {
      again(accounts, user, 1);
    }
    Thread.currentThread().join();
  }

  private static void again(Accounts accounts, int user, long attempt) {
    CompletionStage<Accounts.Account> login =
        accounts.login("demo", "u" + user, "pid" + ProcessHandle.current().pid(), attempt, 0);
    login.thenAccept(
        account -> {
          // In one piece, so that the kill cannot cut a number in two.
          var line = "ack " + user + " " + account.epoch() + "\n";
          System.out.writeBytes(line.getBytes(StandardCharsets.US_ASCII));
          System.out.flush();
          again(accounts, user, attempt + 1);
        });
  }
}
