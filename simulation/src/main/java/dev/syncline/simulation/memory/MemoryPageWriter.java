package dev.syncline.simulation.memory;

import dev.syncline.engine.database.ChangeWriter;
import dev.syncline.engine.database.Lease;
import dev.syncline.engine.database.PageTask;
import dev.syncline.engine.database.PageWriter;
import dev.syncline.engine.database.PulledPage;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.org.PageRef;
import dev.syncline.engine.pull.PlannedChange;
import dev.syncline.model.PullOutcome;
import dev.syncline.model.RecordId;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Writes pages of a refresh by the rules of pulled pages; the run's marks and pages come along. */
record MemoryPageWriter(
    Store store,
    MemoryLeases leases,
    MemoryRefreshStore refreshes,
    ResolvedMapping mapping,
    ChangeWriter writer)
    implements PageWriter {
  @Override
  public PullOutcome write(
      Lease lease,
      PageTask page,
      Iterator<PlannedChange> changes,
      Supplier<Optional<PageRef>> nextPage) {
    List<PlannedChange> staged = new ArrayList<>();
    changes.forEachRemaining(staged::add);
    Optional<PageRef> next = nextPage.get();
    leases.check(lease);
    PullOutcome outcome =
        writer
            .apply(
                lease,
                new PulledPage(
                    refreshes.token(page.run()), staged, Map.of(), List.of(), Optional.empty()))
            .outcome();
    MappingState state = store.state(mapping);
    for (PlannedChange change : staged) {
      state.link(recordOf(change)).ifPresent(l -> state.put(l.seenBy(page.run())));
    }
    refreshes.committed(page, outcome, next);
    return outcome;
  }

  private static RecordId recordOf(PlannedChange change) {
    return switch (change) {
      case PlannedChange.Write write -> write.write().id();
      case PlannedChange.Park park -> park.record();
    };
  }

  @Override
  public void close() {
    writer.close();
  }
}
