package dev.syncline.simulator.events;

import dev.syncline.simulator.data.Commit;
import dev.syncline.simulator.data.CommitListener;
import dev.syncline.simulator.events.avro.SchemaStore;
import dev.syncline.simulator.events.log.EventLog;
import dev.syncline.simulator.events.log.NewEvent;
import dev.syncline.simulator.schema.ObjectDefinition;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Change data capture: turns committed transactions into change events and appends them. */
public final class ChangeEvents implements CommitListener {
  /** Commit numbers of real orgs have 13 digits. */
  private static final long FIRST_COMMIT_NUMBER = 1_000_000_000_000L;

  private final EventLog log;
  private final SchemaStore schemas;
  private final Channels channels;
  private final EventIds ids;
  private final ChangeQuirks quirks;
  private final Disorder disorder;
  private final AtomicLong transactions;

  /** The transactions of a log that goes on are numbered from its newest position on. */
  public ChangeEvents(
      EventLog log, SchemaStore schemas, Channels channels, EventIds ids, ChangeQuirks quirks) {
    this.log = log;
    this.schemas = schemas;
    this.channels = channels;
    this.ids = ids;
    this.quirks = quirks;
    this.disorder = new Disorder(ids);
    this.transactions = new AtomicLong(log.latest());
  }

  @Override
  public void committed(Commit commit) {
    List<NewEvent> events =
        new TransactionEvents(commit, transaction(commit.committedAt()), schemas, channels, quirks)
            .events();
    append(disorder.pass(events, quirks.disorder()));
  }

  private void append(List<NewEvent> events) {
    if (!events.isEmpty()) {
      log.append(events);
    }
  }

  /** Appends what disorder has held back. */
  public void catchUp() {
    append(disorder.rest());
  }

  private TransactionEvents.Facts transaction(Instant committedAt) {
    long number = transactions.incrementAndGet();
    return new TransactionEvents.Facts(
        ids.transaction(number), FIRST_COMMIT_NUMBER + number, committedAt);
  }

  /**
   * Appends a gap event that no transaction stands behind, as the org's own doings cause.
   *
   * @param order which gap, of which records
   * @return whether a channel carries changes of the object
   */
  public boolean appendGap(ObjectDefinition object, GapOrder order) {
    if (!channels.publishes(object)) {
      return false;
    }
    log.append(
        List.of(
            TransactionEvents.gap(schemas.changeEvents(object), order, transaction(order.at()))));
    return true;
  }
}
