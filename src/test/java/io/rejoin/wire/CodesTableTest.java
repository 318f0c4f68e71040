package io.rejoin.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The documented codes are those that the server has. */
class CodesTableTest {
  private static final Path DOCUMENT = Path.of("src/docs/codes.md");

  @Test
  void theDocumentedTableIsTheEnum() throws IOException {
    String documented =
        Files.readAllLines(DOCUMENT).stream()
            .filter(line -> line.startsWith("|"))
            .collect(Collectors.joining("\n"));
    assertEquals(table(), documented, () -> "the table to be in " + DOCUMENT + ":\n\n" + table());
  }

  private static String table() {
    String head = "| number | name | | what to do |\n|---|---|---|---|\n";
    return head
        + Arrays.stream(Code.values())
            .map(
                code ->
                    "| %d | `%s` | %s | %s |"
                        .formatted(
                            code.number(),
                            code.wireName(),
                            code.retry() ? "retry" : "terminal",
                            code.advice()))
            .collect(Collectors.joining("\n"));
  }
}
