package dev.syncline.simulator.soql.run;

import dev.syncline.simulator.data.Row;
import dev.syncline.simulator.data.Snapshot;
import dev.syncline.simulator.schema.ObjectDefinition;
import dev.syncline.simulator.schema.Schema;
import dev.syncline.simulator.soql.plan.Hop;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The records of a snapshot as one reading thread sees them; remembers the latest parents. */
final class Records {
  private static final int MAX_REMEMBERED_PARENTS = 1_024;
  private static final int PREFIX = 3;

  private final Schema schema;
  private final Snapshot snapshot;
  private final boolean includeDeleted;
  private final Map<String, Optional<Row>> parents =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Optional<Row>> eldest) {
          return size() > MAX_REMEMBERED_PARENTS;
        }
      };

  Records(Schema schema, Snapshot snapshot, boolean includeDeleted) {
    this.schema = schema;
    this.snapshot = snapshot;
    this.includeDeleted = includeDeleted;
  }

  Snapshot snapshot() {
    return snapshot;
  }

  boolean shows(Row row) {
    return includeDeleted || !row.isDeleted();
  }

  /** The parent with this id; null when it does not show. */
  @Nullable Row parent(Hop hop, String id) {
    Optional<Row> known = parents.get(id);
    if (known == null) {
      ObjectDefinition object = hop.targets().size() == 1 ? hop.targets().getFirst() : object(id);
      known = object == null ? Optional.empty() : snapshot.find(object, id).filter(this::shows);
      parents.put(id, known);
    }
    return known.orElse(null);
  }

  /** The object that an id belongs to; null when its prefix is unknown. */
  @Nullable ObjectDefinition object(String id) {
    return schema.objectOfPrefix(id.substring(0, PREFIX)).orElse(null);
  }
}
