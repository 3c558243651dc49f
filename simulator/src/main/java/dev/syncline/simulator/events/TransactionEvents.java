package dev.syncline.simulator.events;

import dev.syncline.simulator.data.Change;
import dev.syncline.simulator.data.Commit;
import dev.syncline.simulator.events.avro.ChangeEventBytes;
import dev.syncline.simulator.events.avro.ChangeEventHeader;
import dev.syncline.simulator.events.avro.ChangeEventSchema;
import dev.syncline.simulator.events.avro.ChangeType;
import dev.syncline.simulator.events.avro.SchemaStore;
import dev.syncline.simulator.events.log.NewEvent;
import dev.syncline.simulator.schema.ObjectDefinition;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The change events of one transaction. Change Data Capture Developer Guide: the same change to
 * several records of an object is one event; events count from 1, also those of objects that no
 * channel selects; beyond 100,000 changes one overflow event for each object stands for the rest.
 * That creates and undeletes are never merged, and how many records one event names, are
 * assumptions.
 */
final class TransactionEvents {
  /** The most records that one event names. */
  static final int MAX_MERGED = 100;

  /** Larger events give way to a gap event. Change Data Capture Developer Guide: 1 MB. */
  static final int MAX_EVENT_BYTES = 1 << 20;

  /** What all events of a transaction have in common. */
  record Facts(String key, long commitNumber, Instant committedAt) {
    long timestamp() {
      return committedAt.truncatedTo(ChronoUnit.SECONDS).toEpochMilli();
    }
  }

  /** Records that one event is to tell of. */
  private record Merged(RecordChange change, List<String> ids) {}

  private final Commit commit;
  private final Facts facts;
  private final SchemaStore schemas;
  private final Channels channels;
  private final ChangeQuirks quirks;
  private final Map<RecordChange, Merged> merging = new LinkedHashMap<>();
  private final List<Merged> order = new ArrayList<>();
  private final Set<ObjectDefinition> overflowed = new LinkedHashSet<>();
  private int changes;

  TransactionEvents(
      Commit commit, Facts facts, SchemaStore schemas, Channels channels, ChangeQuirks quirks) {
    this.commit = commit;
    this.facts = facts;
    this.schemas = schemas;
    this.channels = channels;
    this.quirks = quirks;
  }

  /** The events for the log, in order; none when no channel selects what was changed. */
  List<NewEvent> events() {
    for (Change change : commit.changes()) {
      if (Channels.supports(change.object())) {
        collect(change);
      }
    }
    var events = new ArrayList<NewEvent>();
    int sequence = 0;
    for (Merged merged : order) {
      sequence++;
      if (channels.publishes(merged.change().object())) {
        events.add(event(merged, sequence));
      }
    }
    for (ObjectDefinition object : overflowed) {
      sequence++;
      if (channels.publishes(object)) {
        var gap = new GapOrder(ChangeType.GAP_OVERFLOW, List.of(), user(), commit.committedAt());
        events.add(gap(schemas.changeEvents(object), gap, facts, sequence));
      }
    }
    return events;
  }

  private String user() {
    return commit.actor().userId();
  }

  private void collect(Change change) {
    if (changes >= quirks.overflowAfter()) {
      overflowed.add(change.object());
      return;
    }
    List<RecordChange> parts =
        RecordChange.of(change, schemas.changeEvents(change.object()), quirks);
    for (RecordChange part : parts) {
      changes += part.changes();
      merge(part, change.id());
    }
  }

  private void merge(RecordChange change, String id) {
    Merged open = change.mergeable() ? merging.get(change) : null;
    if (open != null && open.ids().size() < MAX_MERGED) {
      open.ids().add(id);
      return;
    }
    var merged = new Merged(change, new ArrayList<>(List.of(id)));
    order.add(merged);
    if (change.mergeable()) {
      merging.put(change, merged);
    }
  }

  private NewEvent event(Merged merged, int sequence) {
    RecordChange change = merged.change();
    ChangeEventSchema schema = schemas.changeEvents(change.object());
    var header =
        new ChangeEventHeader(
            change.object().name(),
            merged.ids(),
            change.type(),
            commit.actor().changeOrigin(),
            facts.key(),
            sequence,
            facts.timestamp(),
            facts.commitNumber(),
            user(),
            change.nulledFields(),
            change.diffFields(),
            change.changedFields());
    byte[] payload = ChangeEventBytes.payload(schema, header, change.body());
    if (payload.length > MAX_EVENT_BYTES || quirks.takeGap(change.object())) {
      var gap = new GapOrder(change.type().gap(), merged.ids(), user(), commit.committedAt());
      return gap(schema, gap, facts, sequence);
    }
    return newEvent(schema, payload);
  }

  /** The gap event of a transaction of its own. */
  static NewEvent gap(ChangeEventSchema schema, GapOrder order, Facts facts) {
    return gap(schema, order, facts, 1);
  }

  private static NewEvent gap(ChangeEventSchema schema, GapOrder order, Facts facts, int sequence) {
    var header =
        new ChangeEventHeader(
            schema.object().name(),
            order.recordIds(),
            order.type(),
            "",
            facts.key(),
            sequence,
            facts.timestamp(),
            facts.commitNumber(),
            order.userId(),
            List.of(),
            List.of(),
            List.of());
    byte[] body = ChangeEventBytes.emptyBody(schema);
    return newEvent(schema, ChangeEventBytes.payload(schema, header, body));
  }

  private static NewEvent newEvent(ChangeEventSchema schema, byte[] payload) {
    String topic = Channels.changeTopic(schema.object().name());
    return new NewEvent(topic, null, schema.schema().id(), payload);
  }
}
