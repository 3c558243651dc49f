package dev.syncline.salesforce;

import dev.syncline.engine.org.OrgException;
import dev.syncline.engine.org.PageList;
import dev.syncline.engine.org.PageRef;
import dev.syncline.engine.org.ReadingMethod;
import dev.syncline.engine.org.ReadingState;
import dev.syncline.engine.org.RecordPage;
import dev.syncline.engine.org.RecordReading;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.Problem;
import java.util.Optional;

/** A reading whose handle this version of Syncline does not know: it has to be started anew. */
record GoneReading(String handle) implements RecordReading {
  @Override
  public ReadingMethod method() {
    return ReadingMethod.REST;
  }

  @Override
  public ReadingState state() {
    return new ReadingState.Failed(problem());
  }

  @Override
  public PageList pages(Optional<String> cursor) {
    throw new OrgException(problem());
  }

  @Override
  public RecordPage open(PageRef page) {
    throw new OrgException(problem());
  }

  @Override
  public void release() {
    // There is nothing to free.
  }

  private Problem problem() {
    return new Problem(
        "READING-GONE",
        ErrorClass.TRANSIENT,
        "The checkpoint's reading '" + handle + "' is not one that this version knows",
        "Nothing: the reading is started anew.");
  }
}
