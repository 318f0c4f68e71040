package io.rejoin.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The JDK that runs this, as programs. */
final class Jvm {
  static final String JAVA = program("java");

  private static final Pattern TOTAL = Pattern.compile("Total\\s+\\d+\\s+(\\d+)");
  private static final Pattern FLAG = Pattern.compile("-XX:\\+Use(\\w+GC)|-XX:MaxHeapSize=(\\d+)");

  private Jvm() {}

  /** Starts a load, whose output is to be read. */
  static Process load(Class<?> load, List<String> plan) throws IOException {
    List<String> command = new ArrayList<>(List.of(JAVA, "-Xmx1g", "-XX:+UseSerialGC"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), load.getName()));
    command.addAll(plan);
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  /** Bytes of live objects, counted one by one behind a collection. */
  static long liveBytes(long pid) throws IOException, InterruptedException {
    Matcher total = TOTAL.matcher(jcmd(pid, "GC.class_histogram"));
    if (!total.find()) {
      throw new IOException("jcmd told no heap of process " + pid);
    }
    return Long.parseLong(total.group(1));
  }

  /** The collector and the heap's limit that a process runs with. */
  static String flags(long pid) throws IOException, InterruptedException {
    List<String> found = new ArrayList<>();
    Matcher flag = FLAG.matcher(jcmd(pid, "VM.flags"));
    while (flag.find()) {
      found.add(
          flag.group(1) != null
              ? flag.group(1)
              : (Long.parseLong(flag.group(2)) >> 20) + " MiB heap");
    }
    return String.join(", ", found);
  }

  private static String jcmd(long pid, String command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(program("jcmd"), String.valueOf(pid), command)
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor(30, TimeUnit.SECONDS);
    return said;
  }

  private static String program(String name) {
    return Path.of(System.getProperty("java.home"), "bin", name).toString();
  }
}
