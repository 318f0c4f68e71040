package io.rejoin.store;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/**
 * A real data source behind a gate: while it is shut a commit waits (a slow disk); while it is down
 * no connection is had. It counts what passes.
 */
final class GatedSource {
  private final DataSource real;
  private final Semaphore gate = new Semaphore(1);
  final Semaphore atTheGate = new Semaphore(0);
  final AtomicInteger commits = new AtomicInteger();
  final AtomicInteger connectionsRefused = new AtomicInteger();
  private volatile SQLException down;
  private volatile String thread = "";

  GatedSource(DataSource real) {
    this.real = real;
  }

  void shut() {
    gate.acquireUninterruptibly();
  }

  /** Shuts the gate for the threads whose names begin like this. */
  void shut(String thread) {
    this.thread = thread;
    shut();
  }

  void open() {
    gate.release();
  }

  void goDown() {
    down = new SQLException("the cable is out", "08001");
  }

  void comeUp() {
    down = null;
  }

  DataSource source() {
    return proxy(
        DataSource.class,
        (self, method, arguments) -> {
          if (!method.getName().equals("getConnection")) {
            return call(real, method, arguments);
          }
          if (down != null) {
            connectionsRefused.incrementAndGet();
            throw down;
          }
          return gated((Connection) call(real, method, arguments));
        });
  }

  private Connection gated(Connection connection) {
    return proxy(
        Connection.class,
        (self, method, arguments) -> {
          if (method.getName().equals("commit")) {
            if (Thread.currentThread().getName().startsWith(thread)) {
              atTheGate.release();
              gate.acquire();
              gate.release();
            }
            commits.incrementAndGet();
          }
          return call(connection, method, arguments);
        });
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private static Object call(Object target, java.lang.reflect.Method method, Object[] arguments)
      throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
