package io.rejoin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The Java that documents show is that of tests: each paragraph of a block stands in the same test,
 * in the same order, however its lines are broken.
 */
class ExamplesTest {
  private static final Pattern BLOCK = Pattern.compile("(?s)```java\n(.*?)```");

  @ParameterizedTest
  @CsvSource({"README.md, 1", "src/docs/testkit.md, 6"})
  void whatADocumentShowsIsTested(String document, int blocks) {
    List<String> tests =
        Sources.under(Sources.TEST, "Test.java").stream().map(Sources::read).toList();
    List<String> shown = blocks(Sources.read(Sources.ROOT.resolve(Path.of(document))));
    assertEquals(blocks, shown.size());
    List<String> untested =
        shown.stream()
            .filter(block -> tests.stream().noneMatch(test -> shows(block, test)))
            .toList();
    assertEquals(List.of(), untested, () -> String.join("\n", untested));
  }

  @Test
  void aBlockThatNoTestHasIsFound() {
    String test = "void a() {\n  one(1,\n      2);\n  two();\n}\n";
    assertTrue(shows("one(1, 2);\ntwo();\n", test));
    assertTrue(shows("one(1, 2);\n\ntwo();\n", test));
    assertFalse(shows("two();\n\none(1, 2);\n", test));
    assertFalse(shows("one(2);\n", test));
  }

  private static List<String> blocks(String document) {
    return BLOCK.matcher(document).results().map(found -> found.group(1)).toList();
  }

  private static boolean shows(String block, String test) {
    List<String> paragraphs = new ArrayList<>();
    for (String paragraph : block.split("\n\\s*\n")) {
      paragraphs.add(Pattern.quote(unbroken(paragraph)));
    }
    Pattern inOrder = Pattern.compile("(?s)" + String.join(".*", paragraphs));
    return inOrder.matcher(unbroken(test)).find();
  }

  private static String unbroken(String code) {
    return code.replaceAll("\\s", "");
  }
}
