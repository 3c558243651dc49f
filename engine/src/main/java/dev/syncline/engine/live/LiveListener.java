package dev.syncline.engine.live;

import dev.syncline.engine.database.AppliedPage;
import dev.syncline.model.MappingName;
import dev.syncline.model.Problem;

/** Is told what is done with events as it is done, by several threads. Must not block. */
public interface LiveListener {
  /** Events were taken into rows of a mapping, or records were read that they are about. */
  void pulled(MappingName mapping, AppliedPage page);

  /** A stream is in trouble; it is opened again by itself. */
  void troubled(Problem problem);
}
