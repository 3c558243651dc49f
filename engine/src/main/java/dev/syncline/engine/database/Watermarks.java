package dev.syncline.engine.database;

import dev.syncline.model.MappingName;
import java.util.Optional;

/** The watermarks of mappings. They move with the pages that they cover, see {@link PulledPage}. */
public interface Watermarks {
  /** The mapping's watermark; empty before its first refresh or poll. */
  Optional<Watermark> find(MappingName mapping);

  /** Sets it, for a first poll or because a person says so. */
  void set(Lease lease, MappingName mapping, Watermark watermark);

  /** Forgets it: the next poll begins anew. */
  void reset(Lease lease, MappingName mapping);
}
