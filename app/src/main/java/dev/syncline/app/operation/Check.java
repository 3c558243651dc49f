package dev.syncline.app.operation;

import dev.syncline.model.Problem;
import java.util.Optional;

/**
 * One thing that the doctor looked at.
 *
 * @param subject what was looked at, such as {@code org prod: sign-in}
 * @param detail what was found
 * @param problem what is wrong and what to do; absent where nothing is
 */
public record Check(String subject, Verdict verdict, String detail, Optional<Problem> problem) {
  /** What the doctor says of it. */
  public enum Verdict {
    /** As it should be. */
    OK,
    /** It works, but the reader should know. */
    WARNING,
    /** It does not work. */
    FAILED,
    /** Not looked at, because something before it does not work. */
    SKIPPED
  }

  static Check ok(String subject, String detail) {
    return new Check(subject, Verdict.OK, detail, Optional.empty());
  }

  static Check warning(String subject, Problem problem) {
    return new Check(subject, Verdict.WARNING, problem.message(), Optional.of(problem));
  }

  static Check failed(String subject, Problem problem) {
    return new Check(subject, Verdict.FAILED, problem.message(), Optional.of(problem));
  }

  static Check skipped(String subject, String because) {
    return new Check(subject, Verdict.SKIPPED, because, Optional.empty());
  }
}
