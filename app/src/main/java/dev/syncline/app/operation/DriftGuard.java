package dev.syncline.app.operation;

import dev.syncline.engine.ProblemException;
import dev.syncline.engine.database.Database;
import dev.syncline.engine.database.Drifts;
import dev.syncline.engine.database.EntryFilter;
import dev.syncline.engine.database.Lease;
import dev.syncline.engine.database.OutboxEntry;
import dev.syncline.engine.database.Settlement;
import dev.syncline.engine.drift.ChangeKind;
import dev.syncline.engine.drift.Drift.Decision;
import dev.syncline.engine.drift.DriftPlan;
import dev.syncline.engine.drift.SchemaChange;
import dev.syncline.engine.drift.SchemaShape;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.FieldName;
import dev.syncline.model.Mapping;
import dev.syncline.model.MappingName;
import dev.syncline.model.ObjectDescription;
import dev.syncline.model.Problem;
import dev.syncline.model.TableDescription;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Watches that schemas do not change unnoticed under mappings: compares them with what is
 * remembered beside the rows, takes out of service what cannot be carried, and carries after what
 * was not when it is back.
 */
final class DriftGuard {
  /** The code of a mapping that stands still because a schema has changed. */
  static final String STOPPED = "DRIFT-STOPPED";

  private static final Duration LEASE = Duration.ofMinutes(1);

  private final Connections connections;

  DriftGuard(Connections connections) {
    this.connections = connections;
  }

  /** What has changed under a mapping since it was last made ready. */
  DriftPlan plan(Mapping mapping, ObjectDescription object, TableDescription table) {
    return remembered(mapping)
        .map(
            shape ->
                DriftPlan.of(
                    shape, mapping, object, table, connections.driftPolicy(mapping.name())))
        .orElse(DriftPlan.NONE);
  }

  /** What is to be done about a table that is not there, if it once was. */
  DriftPlan withoutTable(Mapping mapping) {
    return remembered(mapping).isEmpty()
        ? DriftPlan.NONE
        : new DriftPlan(
            List.of(
                new DriftPlan.Alarm(
                    new SchemaChange(
                        ChangeKind.TABLE_REMOVED,
                        Optional.empty(),
                        "table " + mapping.table() + " is gone"),
                    Decision.STOP)),
            List.of());
  }

  private Optional<SchemaShape> remembered(Mapping mapping) {
    try {
      Database database = connections.reach(mapping.database());
      return database.isInstalled()
          ? database.drifts().shape(mapping.name()).map(SchemaShape::parse)
          : Optional.empty();
    } catch (ProblemException e) {
      return Optional.empty(); // our tables are of an older version: nothing was remembered
    }
  }

  /** Why a mapping must not be carried; empty if it may. */
  static List<Problem> stops(Mapping mapping, DriftPlan plan) {
    return plan.deciding(Decision.STOP).stream()
        .map(
            alarm ->
                new Problem(
                    STOPPED,
                    ErrorClass.MAPPING,
                    "mapping %s: %s".formatted(mapping.name(), alarm.change().words()),
                    alarm.proposal()))
        .toList();
  }

  /** Keeps the alarms of a mapping that stands still; what is remembered of it stays. */
  void stopped(Mapping mapping, DriftPlan plan) {
    Drifts drifts = connections.database(mapping.database()).drifts();
    drifts
        .shape(mapping.name())
        .ifPresent(shape -> drifts.keep(mapping.name(), shape, alarms(plan)));
  }

  /**
   * Remembers a mapping as it is carried now. What is back in service is read again and pushed
   * after: rows that were pushed without it have stayed in the outbox for that.
   */
  void remember(ResolvedMapping mapping, DriftPlan plan) {
    Drifts drifts = connections.database(mapping.mapping().database()).drifts();
    MappingName name = mapping.mapping().name();
    Optional<String> before = drifts.shape(name);
    Set<FieldName> out =
        mapping.outOfService().stream().map(b -> b.field().name()).collect(Collectors.toSet());
    SchemaShape now = SchemaShape.of(mapping);
    SchemaShape shape = before.map(text -> now.keeping(SchemaShape.parse(text), out)).orElse(now);
    if (!carriedAfter(mapping, shape, before)) {
      return;
    }
    boolean known = before.filter(shape.text()::equals).isPresent();
    if (!known || !isTold(plan, drifts.alarms(name))) {
      drifts.keep(name, shape.text(), alarms(plan));
    }
  }

  /** Goes on by the schemas as they are, whatever the policy. */
  void accept(ResolvedMapping mapping) {
    Drifts drifts = connections.database(mapping.mapping().database()).drifts();
    MappingName name = mapping.mapping().name();
    SchemaShape now = SchemaShape.of(mapping);
    if (!carriedAfter(mapping, now, drifts.shape(name))) {
      throw new MappingException(
          List.of(
              new Problem(
                  Lease.HELD,
                  ErrorClass.TRANSIENT,
                  "mapping %s is being pulled".formatted(name),
                  "accept the change again when that is over")));
    }
    drifts.accept(name, now.text());
  }

  /** Whether what is back in service follows; if not, another process is in the way. */
  private boolean carriedAfter(ResolvedMapping mapping, SchemaShape now, Optional<String> before) {
    Mapping said = mapping.mapping();
    Database database = connections.database(said.database());
    Optional<SchemaShape> was = before.map(SchemaShape::parse);
    Set<FieldName> fields = was.map(now::backSince).orElse(Set.of());
    Set<FieldName> emptied = was.map(now::emptiedSince).orElse(Set.of());
    fields.forEach(f -> database.drifts().agreeOnNothing(said.name(), f, emptied.contains(f)));
    boolean back = !fields.isEmpty();
    if (said.direction().pushes() && (back || !mapping.holdsBack())) {
      database
          .outbox()
          .retry(
              new EntryFilter(
                  said.name(),
                  Optional.of(OutboxEntry.State.WAITING),
                  Optional.of(Settlement.FIELD_OUT),
                  Optional.empty()));
    }
    return !back || !said.direction().pulls() || readAgain(database, said.name());
  }

  private static boolean isTold(DriftPlan plan, List<Drifts.Alarm> told) {
    List<String> standing =
        told.stream().filter(Drifts.Alarm::stands).map(Drifts.Alarm::message).sorted().toList();
    return standing.equals(
        plan.alarms().stream().map(alarm -> alarm.change().words()).sorted().toList());
  }

  /** Whether the next poll reads all; another process that is polling finds out by itself. */
  private static boolean readAgain(Database database, MappingName name) {
    try {
      Lease lease = database.leases().acquire("pull/" + name, LEASE);
      try {
        database.watermarks().reset(lease, name);
      } finally {
        database.leases().release(lease);
      }
      return true;
    } catch (ProblemException e) {
      if (!e.problem().code().equals(Lease.HELD)) {
        throw e;
      }
      return false;
    }
  }

  private static List<Drifts.Alarm> alarms(DriftPlan plan) {
    return plan.alarms().stream()
        .map(
            alarm ->
                new Drifts.Alarm(
                    alarm.change().kind().name(),
                    alarm.decision(),
                    alarm.change().words(),
                    alarm.proposal(),
                    Instant.EPOCH))
        .toList();
  }
}
