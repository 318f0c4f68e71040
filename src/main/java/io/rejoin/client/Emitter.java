package io.rejoin.client;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Listeners, called in the order in which they were added. What one throws stops neither the others
 * nor the client: it is given to the thread's handler of uncaught exceptions.
 */
final class Emitter<E> {

  private record Listener<T>(Class<T> type, Consumer<? super T> hears) {
    void tell(Object event) {
      if (type.isInstance(event)) {
        Turns.uncaught(() -> hears.accept(type.cast(event)));
      }
    }
  }

  private final List<Listener<?>> listeners = new CopyOnWriteArrayList<>();

  <T extends E> Registration on(Class<T> type, Consumer<? super T> listener) {
    Listener<T> added = new Listener<>(type, listener);
    listeners.add(added);
    return () -> listeners.removeIf(each -> each == added);
  }

  /** Whether somebody would hear an event of that type: if not, it need not be made. */
  boolean hears(Class<? extends E> type) {
    for (Listener<?> listener : listeners) {
      if (listener.type().isAssignableFrom(type)) {
        return true;
      }
    }
    return false;
  }

  void tell(E event) {
    for (Listener<?> listener : listeners) {
      listener.tell(event);
    }
  }

  void clear() {
    listeners.clear();
  }
}
