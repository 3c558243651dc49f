package dev.syncline.app.demo;

import dev.syncline.engine.ProblemException;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.Problem;
import org.jspecify.annotations.Nullable;

/** The demo cannot go on. */
public final class DemoException extends ProblemException {
  private static final long serialVersionUID = 1L;

  DemoException(String code, String message, String action, @Nullable Throwable cause) {
    super(new Problem(code, ErrorClass.TRANSIENT, message, action), cause);
  }
}
