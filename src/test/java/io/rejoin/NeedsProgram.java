package io.rejoin;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test that runs a program of this machine, such as Chromium. Where it is missing the test is
 * skipped, and says why; with {@code CI=true} in the environment it fails instead, so that no run
 * that counts leaves it out.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(ProgramCondition.class)
public @interface NeedsProgram {
  /** Where Debian puts Chromium. */
  String CHROMIUM = "/usr/bin/chromium";

  /** Where Debian puts Chromium's driver. */
  String CHROMEDRIVER = "/usr/bin/chromedriver";

  /** Where Debian puts Node.js. */
  String NODE = "/usr/bin/node";

  /** Where Debian's wrapper for PostgreSQL's server programs is. */
  String POSTGRESQL = "/usr/bin/pg_ctlcluster";

  /** The files that must be there. */
  String[] value();
}
