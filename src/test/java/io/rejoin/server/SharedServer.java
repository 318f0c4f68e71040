package io.rejoin.server;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests one server for all of them, since a start takes seconds: each test uses users and
 * rooms of its own.
 */
final class SharedServer implements ParameterResolver {

  /** The server, until the last test is over. */
  private record Shared(TestServer server) implements AutoCloseable {
    @Override
    public void close() {
      server.close();
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == TestServer.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(ExtensionContext.Namespace.create(SharedServer.class))
        .getOrComputeIfAbsent(
            Shared.class, type -> new Shared(TestServer.start(TestServer.config())), Shared.class)
        .server();
  }
}
