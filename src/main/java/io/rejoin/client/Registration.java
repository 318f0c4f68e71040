package io.rejoin.client;

/** A listener that was added. */
@FunctionalInterface
public interface Registration {
  /** Takes the listener away; a call that has begun goes on. May be called again. */
  void remove();
}
