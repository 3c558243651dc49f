package dev.syncline.simulation.memory;

import dev.syncline.engine.database.DatabaseException;
import dev.syncline.engine.database.HistoryEntry;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.MappingName;
import dev.syncline.model.Problem;
import dev.syncline.model.RecordId;
import dev.syncline.model.RowKey;
import dev.syncline.model.TableName;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** All that the database holds. Each call of a port changes it as one transaction would. */
final class Store {
  /** The most history entries of all records together, so that memory stays flat. */
  private static final int MAX_HISTORY = 20_000;

  private final InstantSource clock;
  private final TreeMap<TableName, Table> tables = new TreeMap<>();
  private final TreeMap<MappingName, MappingState> mappings = new TreeMap<>();
  private final Deque<HistoryEntry> history = new ArrayDeque<>();
  private long lastToken;
  private long lastNumber;

  Store(InstantSource clock) {
    this.clock = clock;
  }

  Instant now() {
    return clock.instant();
  }

  long nextToken() {
    return ++lastToken;
  }

  /** A number for a claim, a job or a place in line. */
  long nextNumber() {
    return ++lastNumber;
  }

  void add(Table table) {
    tables.put(table.description().name(), table);
  }

  Optional<Table> table(TableName name) {
    return Optional.ofNullable(tables.get(name));
  }

  List<Table> tables() {
    return List.copyOf(tables.values());
  }

  Table tableOf(ResolvedMapping mapping) {
    return table(mapping.table().name())
        .orElseThrow(() -> failure("DB-TABLE-ABSENT", "There is no table " + mapping.table()));
  }

  MappingState state(MappingName mapping) {
    return mappings.computeIfAbsent(mapping, _ -> new MappingState());
  }

  /** The mapping's state; what its names mean is remembered. */
  MappingState state(ResolvedMapping mapping) {
    MappingState state = state(mapping.mapping().name());
    state.mapping = mapping;
    return state;
  }

  /** What the names of a mapping mean; it was used before. */
  ResolvedMapping resolved(MappingName mapping) {
    return Objects.requireNonNull(state(mapping).mapping, () -> mapping + " was never used");
  }

  /** All mappings, in the order of their names. */
  Map<MappingName, MappingState> mappings() {
    return Collections.unmodifiableMap(mappings);
  }

  /** Notes what happened to a record or row. */
  void note(
      MappingName mapping,
      Optional<RecordId> record,
      Optional<RowKey> row,
      HistoryEntry.Event event,
      String detail) {
    history.addFirst(new HistoryEntry(now(), mapping, record, row, event, detail));
    if (history.size() > MAX_HISTORY) {
      history.removeLast();
    }
  }

  List<HistoryEntry> history() {
    return List.copyOf(history);
  }

  static DatabaseException failure(String code, String message) {
    return new DatabaseException(
        new Problem(code, ErrorClass.DATA, message, "Set it right and try again"));
  }
}
