package dev.syncline.app.imports;

import dev.syncline.engine.ProblemException;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.Problem;

/** A file is not the export that it is taken for. */
public final class ImportException extends ProblemException {
  private static final long serialVersionUID = 1L;

  ImportException(String message, String action) {
    super(new Problem("IMPORT-FORMAT", ErrorClass.DATA, message, action), null);
  }
}
