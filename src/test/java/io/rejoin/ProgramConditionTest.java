package io.rejoin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ProgramConditionTest {
  private static final String THERE =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();
  private static final String MISSING = THERE + "-missing";

  @Test
  void aTestRunsWhereItsProgramsAre() {
    assertFalse(ProgramCondition.decide(new String[] {THERE}, true).isDisabled());
    assertFalse(ProgramCondition.decide(new String[] {THERE}, false).isDisabled());
  }

  @Test
  void elsewhereItIsSkippedAndSaysWhatIsMissing() {
    var result = ProgramCondition.decide(new String[] {THERE, MISSING}, false);
    assertTrue(result.isDisabled());
    assertEquals("missing on this machine: [" + MISSING + "]", result.getReason().orElseThrow());
  }

  @Test
  void inContinuousIntegrationItFailsInstead() {
    var refused =
        assertThrows(
            IllegalStateException.class,
            () -> ProgramCondition.decide(new String[] {MISSING}, true));
    assertTrue(refused.getMessage().contains(MISSING));
  }
}
