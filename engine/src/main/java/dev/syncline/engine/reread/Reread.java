package dev.syncline.engine.reread;

import dev.syncline.engine.backfill.Backfill;
import dev.syncline.engine.backfill.BackfillReport;
import dev.syncline.engine.backfill.BackfillSettings;
import dev.syncline.engine.database.Database;
import dev.syncline.engine.database.PullQueue;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.mapping.VolatileFields;
import dev.syncline.engine.org.ChangeReader;
import dev.syncline.engine.org.ChangeReader.Window;
import dev.syncline.engine.org.Org;
import dev.syncline.engine.org.OrgException;
import dev.syncline.engine.org.RecordQuery;
import dev.syncline.engine.worker.Pace;
import dev.syncline.engine.worker.StopSignal;
import dev.syncline.model.FieldName;
import dev.syncline.model.Mapping;
import dev.syncline.model.MappingName;
import dev.syncline.model.ObjectDescription;
import dev.syncline.model.ObjectDescription.Detail;
import dev.syncline.model.ObjectName;
import dev.syncline.model.RecordChange;
import dev.syncline.model.RecordId;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads again what changes without a change of its record: the records whose parents or details
 * have changed, and all of them in those lines of which nobody knows what else changes them.
 *
 * <p>Records that are found go into the pull queue; lines of all records are filled as by a
 * back-fill, portion by portion. So it can be stopped at any time, and the next one makes up for
 * it.
 */
public final class Reread {
  /** From so many affected records on, reading all of them in these lines costs less. */
  static final int MAX_AFFECTED = 50_000;

  /** Transactions may commit that much later than they are stamped. */
  private static final Duration OVERLAP = Duration.ofMinutes(10);

  private static final FieldName STAMP = new FieldName("SystemModstamp");

  private final Org org;
  private final Database database;
  private final Backfill backfill;
  private final StopSignal stop;

  public Reread(Org org, Database database, Pace pace, StopSignal stop) {
    this.org = org;
    this.database = database;
    this.stop = stop;
    this.backfill =
        new Backfill(org, database, BackfillSettings.defaults(), pace, stop, (_, _, _, _) -> {});
  }

  /** Whether a mapping has anything to be read again. */
  public static boolean isNeeded(ResolvedMapping mapping) {
    return mapping.bindings().stream()
        .anyMatch(b -> !VolatileFields.readBy(mapping.object(), b).isEmpty());
  }

  /**
   * Reads again.
   *
   * @param since how long ago that was begun the last time; absent means never, and all records are
   *     read
   * @return what it came to
   * @throws dev.syncline.engine.ProblemException when it cannot go on; what is done stays
   */
  public RereadReport run(ResolvedMapping mapping, Optional<Duration> since)
      throws InterruptedException {
    MappingName name = mapping.mapping().name();
    long callsBefore = org.callsMade();
    Dependences on = Dependences.of(mapping, this::describe);
    Optional<Set<RecordId>> affected = since.flatMap(ago -> affected(mapping, on, ago));
    affected.ifPresent(ids -> queue(name, List.copyOf(ids)));
    List<FieldName> all = affected.isPresent() ? on.unknown() : on.lines();
    long looked = 0;
    if (!all.isEmpty() && !stop.isRequested()) {
      database.revisions().again(name, all);
      looked =
          backfill.run(mapping, all::contains).stream().mapToLong(BackfillReport::records).sum();
    }
    return new RereadReport(
        name,
        affected.map(Set::size).orElse(0),
        all,
        looked,
        org.callsMade() - callsBefore,
        !stop.isRequested());
  }

  private Optional<ObjectDescription> describe(ObjectName object) {
    try {
      return Optional.of(org.describe(object));
    } catch (OrgException e) {
      return switch (e.errorClass()) {
        case ACCESS, MAPPING, DATA -> Optional.empty();
        case LIMIT, TRANSIENT, BUG -> throw e;
      };
    }
  }

  private void queue(MappingName name, List<RecordId> ids) {
    for (int from = 0; from < ids.size(); from += ChangeReader.MAX_IDS) {
      int to = Math.min(ids.size(), from + ChangeReader.MAX_IDS);
      database.pullQueue().add(name, ids.subList(from, to), PullQueue.Reason.ASKED);
    }
  }

  /** The records of which something changed elsewhere; empty if they are too many. */
  private Optional<Set<RecordId>> affected(ResolvedMapping mapping, Dependences on, Duration ago) {
    Instant from =
        on.parents().isEmpty() && on.details().isEmpty()
            ? Instant.EPOCH
            : org.changes().now().minus(ago).minus(OVERLAP);
    Set<RecordId> ids = new LinkedHashSet<>();
    for (String parent : on.parents()) {
      var stamp = new FieldName(parent + "." + STAMP);
      find(
          ids,
          new Window(
              query(mapping, List.of(stamp)),
              stamp,
              from,
              Optional.empty(),
              Optional.empty(),
              false));
    }
    for (Detail detail : on.details()) {
      RecordQuery query =
          query(mapping, List.of())
              .narrowed(
                  Optional.of(
                      "Id IN (SELECT %s FROM %s WHERE SystemModstamp >= %s)"
                          .formatted(detail.reference(), detail.object(), from)));
      find(ids, new Window(query, STAMP, Instant.EPOCH, Optional.empty(), Optional.empty(), true));
    }
    return ids.size() > MAX_AFFECTED ? Optional.empty() : Optional.of(ids);
  }

  private static RecordQuery query(ResolvedMapping mapping, List<FieldName> fields) {
    Mapping said = mapping.mapping();
    return new RecordQuery(mapping.object().name(), fields, said.where(), said.recordTypes());
  }

  private void find(Set<RecordId> ids, Window first) {
    Optional<Window> next = Optional.of(first);
    while (next.isPresent() && ids.size() <= MAX_AFFECTED && !stop.isRequested()) {
      Window window = next.get();
      ChangeReader.WindowPage page = org.changes().window(window);
      page.changes().stream().map(RecordChange.Present::id).forEach(ids::add);
      next =
          page.last()
              .filter(_ -> page.more())
              .map(
                  last ->
                      new Window(
                          window.query(),
                          window.date(),
                          last.date(),
                          Optional.of(last.id()),
                          window.until(),
                          window.withDeleted()));
    }
  }
}
