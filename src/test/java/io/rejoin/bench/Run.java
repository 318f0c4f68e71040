package io.rejoin.bench;

import java.nio.file.Path;

/**
 * One run of the benchmark.
 *
 * @param work where servers keep logs and stores
 */
record Run(Path work, Results results) {}
