package io.rejoin.replay;

/**
 * Where a replay writes to: something that sometimes takes no more for a while, such as a socket.
 *
 * @param <T> what is written
 */
public interface Gate<T> {

  /** Whether more is taken now. May be asked from any thread. */
  boolean isWritable();

  /** Writes behind all that was written before. From any one thread at a time. */
  void write(T element);

  /** Sets what to run, on any thread, whenever the gate becomes writable, and when it is gone. */
  void onWritable(Runnable wake);
}
