package dev.syncline.app.config.setting;

import dev.syncline.engine.ProblemException;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.Problem;

/** A value that the configuration refers to is not to be had. */
public final class SettingException extends ProblemException {
  private static final long serialVersionUID = 1L;

  /** The code of the problem. */
  public static final String CODE = "CONFIG-SECRET-MISSING";

  SettingException(String message, String action) {
    super(new Problem(CODE, ErrorClass.MAPPING, message, action), null);
  }
}
