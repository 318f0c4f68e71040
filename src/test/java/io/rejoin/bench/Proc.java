package io.rejoin.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What Linux says of a process. */
final class Proc {
  private static final long MICROS_PER_TICK = 10_000; // USER_HZ is 100 on every Linux we know
  private static final int USER_TIME = 11; // counted behind the name, which may hold blanks
  private static final int SYSTEM_TIME = 12;

  private Proc() {}

  /** CPU time that all threads of the process have taken, in microseconds, in steps of 10 ms. */
  static long cpuMicros(long pid) {
    String stat = read(pid, "stat");
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return (Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[SYSTEM_TIME]))
        * MICROS_PER_TICK;
  }

  /** The memory of the process that is in RAM, in KiB. */
  static long residentKib(long pid) {
    String line =
        read(pid, "status").lines().filter(l -> l.startsWith("VmRSS:")).findFirst().orElseThrow();
    return Long.parseLong(line.replaceAll("\\D", ""));
  }

  private static String read(long pid, String file) {
    try {
      return Files.readString(Path.of("/proc", String.valueOf(pid), file));
    } catch (IOException e) {
      throw new UncheckedIOException("process " + pid + " is gone", e);
    }
  }
}
