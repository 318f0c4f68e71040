package io.rejoin.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.LongStream;

/** What Linux says of a process. */
final class Proc {
  private static final long MICROS_PER_TICK = 10_000; // USER_HZ is 100 on every Linux we know
  private static final int USER_TIME = 11; // counted behind the name, which may hold blanks
  private static final int SYSTEM_TIME = 12;
  private static final int USER_TIME_OF_ENDED = 13;
  private static final int SYSTEM_TIME_OF_ENDED = 14;

  private Proc() {}

  /** CPU time that all threads of the process have taken, in microseconds, in steps of 10 ms. */
  static long cpuMicros(long pid) {
    return micros(pid, USER_TIME, SYSTEM_TIME);
  }

  /**
   * The same of the process, of those that it has started, and of those of them that have ended.
   */
  static long familyCpuMicros(long pid) {
    LongStream children =
        ProcessHandle.of(pid).orElseThrow().children().mapToLong(ProcessHandle::pid);
    return micros(pid, USER_TIME, SYSTEM_TIME, USER_TIME_OF_ENDED, SYSTEM_TIME_OF_ENDED)
        + children.map(Proc::cpuMicros).sum();
  }

  private static long micros(long pid, int... times) {
    String stat = read(pid, "stat");
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    long ticks = 0;
    for (int time : times) {
      ticks += Long.parseLong(fields[time]);
    }
    return ticks * MICROS_PER_TICK;
  }

  /** The memory of the process that is in RAM, in KiB. */
  static long residentKib(long pid) {
    String line =
        read(pid, "status").lines().filter(l -> l.startsWith("VmRSS:")).findFirst().orElseThrow();
    return Long.parseLong(line.replaceAll("\\D", ""));
  }

  /** How many processes have wanted a core: over 1, 5 and 15 minutes. */
  static String loadAverage() {
    String all = read(Path.of("/proc/loadavg"), "no load average");
    return all.substring(0, all.indexOf(' ', all.indexOf(' ', all.indexOf(' ') + 1) + 1));
  }

  /** What the processor calls itself. */
  static String processor() {
    return read(Path.of("/proc/cpuinfo"), "no processor")
        .lines()
        .filter(line -> line.startsWith("model name"))
        .map(line -> line.substring(line.indexOf(':') + 2))
        .findFirst()
        .orElse("processors");
  }

  /** How much memory the machine has. */
  static String memory() {
    return read(Path.of("/proc/meminfo"), "no memory")
        .lines()
        .findFirst()
        .orElseThrow()
        .replaceAll("MemTotal:\\s*", "");
  }

  private static String read(long pid, String file) {
    return read(Path.of("/proc", String.valueOf(pid), file), "process " + pid + " is gone");
  }

  private static String read(Path file, String otherwise) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(otherwise, e);
    }
  }
}
