package io.rejoin.bench;

import java.util.Arrays;

/** Times from sending to receiving, each in one of buckets that are at most 3 % wide. */
final class Latencies {
  private static final int STEPS = 32; // per doubling
  private final long[] buckets = new long[64 * STEPS];
  private long count;

  void add(long nanos) {
    buckets[bucket(Math.max(1, nanos))]++;
    count++;
  }

  void clear() {
    Arrays.fill(buckets, 0);
    count = 0;
  }

  /** The time in microseconds that this part of all did not exceed. */
  long micros(double part) {
    long below = (long) Math.ceil(part * count);
    int bucket = 0;
    for (long seen = buckets[0]; seen < below; seen += buckets[bucket]) {
      bucket++;
    }
    return upper(bucket) / 1000;
  }

  private static int bucket(long nanos) {
    int doubling = 63 - Long.numberOfLeadingZeros(nanos);
    long rest = nanos - (1L << doubling);
    return doubling * STEPS + (int) (rest * (double) STEPS / (1L << doubling));
  }

  private static long upper(int bucket) {
    long start = 1L << (bucket / STEPS);
    return start + (long) (start * (double) (bucket % STEPS + 1) / STEPS);
  }
}
