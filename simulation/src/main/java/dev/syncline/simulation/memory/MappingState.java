package dev.syncline.simulation.memory;

import dev.syncline.engine.database.EventPlace;
import dev.syncline.engine.database.ParkedRecord;
import dev.syncline.engine.database.Watermark;
import dev.syncline.engine.database.WriteJob;
import dev.syncline.engine.mapping.Relation;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.org.OrgIdentity;
import dev.syncline.model.FieldName;
import dev.syncline.model.RecordId;
import dev.syncline.model.RecordWrite;
import dev.syncline.model.RowKey;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What one mapping has beside its rows. */
final class MappingState {
  /** A record that is to be read again. */
  record Pull(long token, Instant availableAt, int attempts) {}

  /** A bulk job, and until when somebody looks after it. */
  record Job(WriteJob job, Instant until) {}

  /** A related row that has changed. */
  record RelatedChange(Relation relation, RowKey key) {}

  final TreeMap<RowKey, Entry> outbox = new TreeMap<>();
  final LinkedHashSet<RelatedChange> relatedChanges = new LinkedHashSet<>();
  final TreeMap<RecordId, Long> tombstones = new TreeMap<>();
  final LinkedHashMap<RecordId, Pull> pullQueue = new LinkedHashMap<>();
  final LinkedHashMap<RecordId, ParkedRecord> parked = new LinkedHashMap<>();
  final TreeMap<RecordId, Map<FieldName, RecordId>> waiting = new TreeMap<>();

  /** The newest events that links have taken in. */
  final TreeMap<RecordId, EventPlace> events = new TreeMap<>();

  final TreeMap<Long, Job> jobs = new TreeMap<>();
  private final TreeMap<RecordId, Link> links = new TreeMap<>();
  private final TreeMap<RowKey, RecordId> records = new TreeMap<>();
  @Nullable ResolvedMapping mapping;
  @Nullable OrgIdentity org;
  @Nullable Watermark watermark;
  boolean captured;

  Optional<Link> link(RecordId record) {
    return Optional.ofNullable(links.get(record));
  }

  Optional<Link> link(RowKey row) {
    return Optional.ofNullable(records.get(row)).flatMap(this::link);
  }

  List<Link> links() {
    return List.copyOf(links.values());
  }

  int linkCount() {
    return links.size();
  }

  void put(Link link) {
    links.put(link.id(), link);
    records.put(link.row(), link.id());
  }

  void unlink(RecordId record) {
    Link link = links.remove(record);
    if (link != null) {
      records.remove(link.row());
    }
    waiting.remove(record);
    events.remove(record);
  }

  /** Whether creates are under way of which nobody knows whether they were done. */
  boolean hasUnknownCreates() {
    return outbox.values().stream()
        .anyMatch(
            e ->
                e.intent != null
                    && (e.gone || e.intent.write() instanceof RecordWrite.Create)
                    && !records.containsKey(e.row));
  }
}
