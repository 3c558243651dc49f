package dev.syncline.app.expression;

import dev.cel.common.CelIssue;
import dev.cel.common.CelValidationResult;
import java.util.List;
import java.util.Optional;

/** Checks the form of expressions where nothing is known yet of columns and fields. */
public final class CelSyntax {
  private CelSyntax() {}

  /** What is wrong, and what to do. */
  public record Wrong(String message, String hint) {}

  /** What is wrong with the form of an expression; empty if nothing is. */
  public static Optional<Wrong> problem(String text) {
    CelValidationResult parsed = CelLanguage.compiler(List.of()).parse(text);
    return parsed.hasError()
        ? Optional.of(
            new Wrong(
                "the expression is wrong: " + where(parsed.getErrors().getFirst()),
                "write an expression in CEL, such as row.first_name + ' ' + row.last_name"))
        : Optional.empty();
  }

  /** An issue with its place inside the expression, counted from 1. */
  static String where(CelIssue issue) {
    return "line %d, column %d of it: %s"
        .formatted(
            issue.getSourceLocation().getLine(),
            issue.getSourceLocation().getColumn() + 1,
            issue.getMessage().lines().findFirst().orElse("").strip());
  }
}
