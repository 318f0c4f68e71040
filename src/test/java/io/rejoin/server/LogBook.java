package io.rejoin.server;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.slf4j.LoggerFactory;

/** What is logged while this is open: of our code all above debug level. */
final class LogBook {
  private final Logger logger = (Logger) LoggerFactory.getLogger("io.rejoin");
  private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

  private LogBook() {}

  static LogBook open() {
    LogBook book = new LogBook();
    book.lines.start();
    book.logger.setLevel(Level.INFO);
    book.root.addAppender(book.lines);
    return book;
  }

  /** Stops to listen; what was logged. */
  List<String> close() {
    root.detachAppender(lines);
    logger.setLevel(null);
    return List.copyOf(lines.list).stream()
        .filter(LogBook::isWorthALook)
        .map(ILoggingEvent::toString)
        .toList();
  }

  /** Of the parts we stand on, only what needs somebody. */
  private static boolean isWorthALook(ILoggingEvent line) {
    Level least = line.getLoggerName().startsWith("io.rejoin") ? Level.INFO : Level.WARN;
    return line.getLevel().isGreaterOrEqual(least);
  }
}
