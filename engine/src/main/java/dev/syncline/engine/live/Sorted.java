package dev.syncline.engine.live;

import dev.syncline.engine.database.EventPlace;
import dev.syncline.engine.database.PullQueue.Reason;
import dev.syncline.engine.database.StreamHole.Cause;
import dev.syncline.engine.stream.Affected;
import dev.syncline.engine.stream.CarriedFields;
import dev.syncline.engine.stream.ChangeType;
import dev.syncline.engine.stream.Commit;
import dev.syncline.engine.stream.StreamEvent;
import dev.syncline.model.MappingName;
import dev.syncline.model.ObjectName;
import dev.syncline.model.RecordId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Events of one batch, sorted by the mappings and records that they are about. */
final class Sorted {
  private final Collection<LiveFields> mappings;
  private final Predicate<Commit> own;
  private final Map<MappingName, Map<RecordId, List<Told>>> told = new HashMap<>();
  private final Map<MappingName, Map<RecordId, Reason>> again = new HashMap<>();
  private final Map<MappingName, Map<Cause, Instant>> holes = new HashMap<>();
  private final Set<MappingName> met = new LinkedHashSet<>();
  private Optional<Instant> until = Optional.empty();

  /**
   * @param mappings that events can be about
   * @param own whether a transaction is ours
   */
  Sorted(Collection<LiveFields> mappings, Predicate<Commit> own) {
    this.mappings = mappings;
    this.own = own;
  }

  /** The same events of all records of a mapping. */
  Map<RecordId, List<Told>> told(MappingName mapping) {
    return told.getOrDefault(mapping, Map.of());
  }

  /** Records to be read. */
  Map<RecordId, Reason> again(MappingName mapping) {
    return again.getOrDefault(mapping, Map.of());
  }

  /** What is left open, and since when. */
  Map<Cause, Instant> holes(MappingName mapping) {
    return holes.getOrDefault(mapping, Map.of());
  }

  /** The mappings that an event was about. */
  Set<MappingName> met() {
    return met;
  }

  /** The newest commit. */
  Optional<Instant> until() {
    return until;
  }

  void add(StreamEvent event) {
    EventBuffer.commit(event)
        .map(Commit::time)
        .filter(time -> until.filter(u -> !time.isAfter(u)).isEmpty())
        .ifPresent(time -> until = Optional.of(time));
    switch (event) {
      case StreamEvent.Changed changed -> of(changed.object()).forEach(m -> change(m, changed));
      case StreamEvent.Gap gap -> of(gap.object()).forEach(m -> gap(m, gap));
      case StreamEvent.Overflow overflow ->
          of(overflow.object()).forEach(m -> hole(m, Cause.OVERFLOW, overflow.commit().time()));
      case StreamEvent.Noticed noticed ->
          of(noticed.object())
              .forEach(
                  m ->
                      read(
                          m,
                          noticed.record(),
                          noticed.type() == ChangeType.DELETE ? Reason.DELETED : Reason.UNTOLD));
      case StreamEvent.Unreadable unreadable ->
          mappings.stream()
              .filter(m -> unreadable.object().filter(o -> !isOf(m, o)).isEmpty())
              .map(Sorted::name)
              .forEach(m -> hole(m, Cause.UNREADABLE, until.orElse(Instant.EPOCH)));
      case StreamEvent.Message _ -> {
        // It is not about a record of a mapping.
      }
    }
  }

  /** Adds events of records that have waited; they come before those of this batch. */
  void addBefore(MappingName mapping, Map<RecordId, List<Told>> waited) {
    waited.forEach((record, events) -> events(mapping, record).addAll(0, events));
  }

  private static MappingName name(LiveFields fields) {
    return fields.mapping().mapping().name();
  }

  private static boolean isOf(LiveFields fields, ObjectName object) {
    return fields.mapping().object().name().value().equalsIgnoreCase(object.value());
  }

  private List<MappingName> of(ObjectName object) {
    return mappings.stream().filter(m -> isOf(m, object)).map(Sorted::name).toList();
  }

  private void change(MappingName mapping, StreamEvent.Changed changed) {
    met.add(mapping);
    Commit commit = changed.commit();
    var one =
        new Told(
            new EventPlace(commit.time(), commit.number()),
            commit.sequenceNumber(),
            changed.type(),
            changed.type() == ChangeType.DELETE ? CarriedFields.NONE : changed.fields(),
            own.test(commit));
    changed.records().forEach(record -> events(mapping, record).add(one));
  }

  private List<Told> events(MappingName mapping, RecordId record) {
    return told.computeIfAbsent(mapping, _ -> new LinkedHashMap<>())
        .computeIfAbsent(record, _ -> new ArrayList<>(1));
  }

  private void gap(MappingName mapping, StreamEvent.Gap gap) {
    switch (gap.records()) {
      case Affected.Records(List<RecordId> ids) -> {
        Reason reason = gap.type() == ChangeType.DELETE ? Reason.DELETED : Reason.UNTOLD;
        ids.forEach(id -> read(mapping, id, reason));
      }
      case Affected.AllRecords _ -> hole(mapping, Cause.ALL_RECORDS, gap.commit().time());
    }
  }

  private void read(MappingName mapping, RecordId record, Reason reason) {
    met.add(mapping);
    again.computeIfAbsent(mapping, _ -> new LinkedHashMap<>()).put(record, reason);
  }

  private void hole(MappingName mapping, Cause cause, Instant from) {
    met.add(mapping);
    holes
        .computeIfAbsent(mapping, _ -> new HashMap<>())
        .merge(cause, from, (one, other) -> one.isBefore(other) ? one : other);
  }
}
