package dev.syncline.engine.compare;

import dev.syncline.model.MappingName;

/** Who is told how far a compare is; called from several threads. */
@FunctionalInterface
public interface CompareListener {
  /** The steps of a compare in their order. */
  enum Phase {
    /** The org gathers the records. */
    PREPARING,
    /** Records are read. */
    READING,
    /** They are compared with rows. */
    COMPARING,
    /** What did not agree is looked at again. */
    CHECKING
  }

  /**
   * A step goes on.
   *
   * @param records how many it has behind it
   */
  void progressed(MappingName mapping, Phase phase, long records);
}
