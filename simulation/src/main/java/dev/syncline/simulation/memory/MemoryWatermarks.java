package dev.syncline.simulation.memory;

import dev.syncline.engine.database.Lease;
import dev.syncline.engine.database.Watermark;
import dev.syncline.engine.database.Watermarks;
import dev.syncline.model.MappingName;
import java.util.Optional;

/** The watermarks of mappings. */
record MemoryWatermarks(Store store, MemoryLeases leases) implements Watermarks {
  @Override
  public Optional<Watermark> find(MappingName mapping) {
    return Optional.ofNullable(store.state(mapping).watermark);
  }

  @Override
  public void set(Lease lease, MappingName mapping, Watermark watermark) {
    leases.check(lease);
    store.state(mapping).watermark = watermark;
  }

  @Override
  public void reset(Lease lease, MappingName mapping) {
    leases.check(lease);
    store.state(mapping).watermark = null;
  }
}
