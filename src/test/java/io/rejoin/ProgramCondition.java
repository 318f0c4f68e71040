package io.rejoin;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Decides for {@link NeedsProgram}. */
final class ProgramCondition implements ExecutionCondition {

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return AnnotationSupport.findAnnotation(context.getElement(), NeedsProgram.class)
        .map(needs -> decide(needs.value(), Boolean.parseBoolean(System.getenv("CI"))))
        .orElseGet(() -> ConditionEvaluationResult.enabled("needs no program"));
  }

  static ConditionEvaluationResult decide(String[] programs, boolean ci) {
    List<String> missing =
        Arrays.stream(programs).filter(program -> !Files.isExecutable(Path.of(program))).toList();
    if (missing.isEmpty()) {
      return ConditionEvaluationResult.enabled("all there");
    }
    if (ci) {
      throw new IllegalStateException("CI must run this test, but these are missing: " + missing);
    }
    return ConditionEvaluationResult.disabled("missing on this machine: " + missing);
  }
}
