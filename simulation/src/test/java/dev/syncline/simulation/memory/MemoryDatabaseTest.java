package dev.syncline.simulation.memory;

import dev.syncline.engine.database.Capture;
import dev.syncline.engine.database.Database;
import dev.syncline.engine.mapping.FieldBinding;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.model.Column;
import dev.syncline.model.ColumnName;
import dev.syncline.model.ColumnType;
import dev.syncline.model.DatabaseName;
import dev.syncline.model.DeletePolicy;
import dev.syncline.model.Direction;
import dev.syncline.model.Field;
import dev.syncline.model.FieldFlags;
import dev.syncline.model.FieldName;
import dev.syncline.model.FieldType;
import dev.syncline.model.Mapping;
import dev.syncline.model.MappingName;
import dev.syncline.model.ObjectDescription;
import dev.syncline.model.ObjectName;
import dev.syncline.model.OrgName;
import dev.syncline.model.RowKey;
import dev.syncline.model.SyncRules;
import dev.syncline.model.TableDescription;
import dev.syncline.model.TableName;
import dev.syncline.model.Value;
import dev.syncline.simulation.org.SimulatedTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;

/** The database in memory keeps the promises of the port. */
class MemoryDatabaseTest extends TwoWayKit {
  private static final TableName TABLE = TableName.parse("accounts");
  private static final ColumnName NAME = new ColumnName("name");

  private final SimulatedTime time = new SimulatedTime(Instant.parse("2026-11-01T10:00:00Z"));
  private final MemoryDatabase database = new MemoryDatabase(new DatabaseName("app"), time);
  private final ResolvedMapping mapping = accounts();

  @BeforeEach
  void create() {
    database.add(mapping.table(), List.of());
    Capture capture = database.capture();
    capture.run(capture.installStatements(List.of(mapping), Capture.Roles.NONE));
  }

  private static ResolvedMapping accounts() {
    var flags =
        new FieldFlags(
            true, true, true, false, false, false, false, false, false, false, false, false, false);
    var name =
        new Field(
            new FieldName("Name"),
            "Name",
            FieldType.STRING,
            255,
            0,
            0,
            flags,
            List.of(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Optional.empty());
    var object =
        new ObjectDescription(
            new ObjectName("Account"),
            "Account",
            "001",
            true,
            true,
            true,
            true,
            true,
            List.of(name),
            List.of(),
            List.of());
    var key = new Column(new ColumnName("id"), new ColumnType.Whole(64), false, true, false);
    var column = new Column(NAME, new ColumnType.Varchar(255), true, false, false);
    var table = new TableDescription(TABLE, List.of(key, column), List.of(key.name()), List.of());
    var mapping =
        new Mapping(
            new MappingName("accounts"),
            new OrgName("org"),
            object.name(),
            new DatabaseName("app"),
            TABLE,
            false,
            Optional.empty(),
            List.of(),
            false,
            List.of(),
            Direction.BOTH,
            DeletePolicy.DELETE,
            Optional.empty(),
            SyncRules.STANDARD);
    var binding = new FieldBinding(name, column, Direction.BOTH, new FieldBinding.Kind.Direct());
    return new ResolvedMapping(mapping, object, table, key, List.of(binding));
  }

  @Override
  Database database() {
    return database;
  }

  @Override
  ResolvedMapping mapping() {
    return mapping;
  }

  @Override
  RowKey insert(String text) {
    ApplicationTransaction transaction = database.begin();
    RowKey key = transaction.insert(TABLE, Map.of(NAME, new Value.Text(text)));
    transaction.commit();
    return key;
  }

  private void change(Consumer<ApplicationTransaction> statement) {
    ApplicationTransaction transaction = database.begin();
    statement.accept(transaction);
    transaction.commit();
  }

  @Override
  void update(RowKey row, String text) {
    change(t -> t.update(TABLE, row, Map.of(NAME, new Value.Text(text))));
  }

  @Override
  void delete(RowKey row) {
    change(t -> t.delete(TABLE, row));
  }

  @Override
  Optional<String> text(RowKey row) {
    return Optional.ofNullable(database.rows(TABLE).get(row))
        .map(values -> values.get(NAME))
        .map(value -> ((Value.Text) value).text());
  }

  @Override
  void whileLocked(RowKey row, Runnable action) {
    ApplicationTransaction transaction = database.begin();
    transaction.update(TABLE, row, Map.of(NAME, new Value.Text("held")));
    action.run();
    transaction.rollback();
  }

  @Override
  void pass(Duration duration) {
    time.pass(duration);
  }
}
