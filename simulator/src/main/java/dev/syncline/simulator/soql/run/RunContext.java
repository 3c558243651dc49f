package dev.syncline.simulator.soql.run;

import dev.syncline.simulator.data.Row;
import dev.syncline.simulator.data.Snapshot;
import dev.syncline.simulator.schema.Schema;
import dev.syncline.simulator.soql.api.QuerySettings;
import dev.syncline.simulator.soql.plan.Filter;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** What all parts of one run share: the snapshot, the settings, and the semi-joins' outcomes. */
final class RunContext {
  private final Schema schema;
  private final QuerySettings settings;
  private final Snapshot snapshot;
  private final Map<Filter.InQuery, Once<IdSet>> semiJoins = new ConcurrentHashMap<>();

  RunContext(Schema schema, QuerySettings settings, Snapshot snapshot) {
    this.schema = schema;
    this.settings = settings;
    this.snapshot = snapshot;
  }

  Snapshot snapshot() {
    return snapshot;
  }

  QuerySettings settings() {
    return settings;
  }

  /** The records as one thread reads them. */
  Records records() {
    return new Records(schema, snapshot, settings.includeDeleted());
  }

  RecordReaders readers(Records records) {
    return new RecordReaders(records, settings.zone());
  }

  /** The condition, compiled for the thread of these records. */
  Predicate<Row> predicate(Filter filter, Records records) {
    RecordReaders readers = readers(records);
    return new Predicates<Row>(readers::reader, this::ids).compile(filter);
  }

  /** What the inner query of a semi-join selects; read once per run. */
  IdSet ids(Filter.InQuery semiJoin) {
    return semiJoins.computeIfAbsent(semiJoin, join -> Once.reclaimable(() -> select(join))).get();
  }

  private IdSet select(Filter.InQuery join) {
    var ids = new IdSet();
    Records records = records();
    Reader<Row> selected = readers(records).reader(join.selected());
    Access access = AccessChoice.choose(this, join.inner());
    var rows = MatchingRows.of(this, join.inner(), access, records);
    while (rows.hasNext()) {
      Object id = selected.read(rows.next());
      if (id != null) {
        ids.add((String) id);
      }
    }
    return ids;
  }
}
