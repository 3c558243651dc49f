package dev.syncline.jdbc.testing;

import dev.syncline.engine.database.Database;
import dev.syncline.engine.database.Lease;
import dev.syncline.engine.database.PageTask;
import dev.syncline.engine.database.PageWriter;
import dev.syncline.engine.database.RefreshRun;
import dev.syncline.engine.database.RefreshStore.NewRun;
import dev.syncline.engine.mapping.FieldBinding;
import dev.syncline.engine.mapping.FieldBinding.Kind;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.org.PageRef;
import dev.syncline.engine.org.ReadingMethod;
import dev.syncline.engine.pull.PlannedChange;
import dev.syncline.model.Column;
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
import dev.syncline.model.PullOutcome;
import dev.syncline.model.Scope;
import dev.syncline.model.SyncRules;
import dev.syncline.model.TableDescription;
import dev.syncline.model.TableName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A refresh in the hands of a test: one lease, one run, pages as the test gives them. */
public final class Bench {
  private final Database database;
  private final ResolvedMapping mapping;
  private final Lease lease;
  private RefreshRun run;

  private Bench(Database database, ResolvedMapping mapping) {
    this.database = database;
    this.mapping = mapping;
    this.lease =
        database.leases().acquire("refresh/" + mapping.mapping().name(), Duration.ofMinutes(5));
    this.run = start("fingerprint");
  }

  /** Takes the lease of a mapping and starts a run. */
  public static Bench of(Database database, ResolvedMapping mapping) {
    return new Bench(database, mapping);
  }

  public Lease lease() {
    return lease;
  }

  public RefreshRun run() {
    return run;
  }

  /** Starts another run. */
  public void nextRun() {
    nextRun("fingerprint");
  }

  /** Starts another run of a mapping with another fingerprint. */
  public void nextRun(String fingerprint) {
    database.refreshes().end(lease, run.id(), RefreshRun.State.COMPLETED);
    run = start(fingerprint);
  }

  private RefreshRun start(String fingerprint) {
    return database
        .refreshes()
        .start(
            lease,
            mapping.mapping().name(),
            new NewRun(ReadingMethod.BULK, "750", fingerprint, database.nextToken()));
  }

  /** A page that is on the run's list. */
  public PageTask page(String name) {
    database.refreshes().addPages(lease, run.id(), List.of(new PageRef(name)), Optional.empty());
    return database.refreshes().pendingPages(run.id(), -1, 1_000).getLast();
  }

  /** Writes one page. */
  public PullOutcome write(PlannedChange... changes) {
    try (PageWriter writer = database.openPageWriter(mapping)) {
      return writer.write(lease, page("page"), List.of(changes).iterator(), Optional::empty);
    }
  }

  /** A mapping of a table whose columns are bound to fields in their order, the key left out. */
  public static ResolvedMapping mapping(
      String name, TableDescription table, List<FieldBinding> bindings, DeletePolicy onDelete) {
    var said =
        new Mapping(
            new MappingName(name),
            new OrgName("main"),
            new ObjectName("Contact"),
            new DatabaseName("app"),
            table.name(),
            false,
            Optional.empty(),
            List.of(),
            false,
            List.of(),
            Direction.PULL,
            onDelete,
            Optional.empty(),
            SyncRules.STANDARD);
    var object =
        new ObjectDescription(
            new ObjectName("Contact"),
            "Contact",
            "003",
            true,
            true,
            true,
            true,
            true,
            bindings.stream().map(FieldBinding::field).toList(),
            List.of(),
            List.of());
    Column key = table.column(table.primaryKey().getFirst().value()).orElseThrow();
    return new ResolvedMapping(said, object, table, key, bindings);
  }

  /** The same mapping with all of it carried both ways. */
  public static ResolvedMapping bothWays(ResolvedMapping mapping, SyncRules rules) {
    Mapping m = mapping.mapping();
    var said =
        new Mapping(
            m.name(),
            m.org(),
            m.object(),
            m.database(),
            m.table(),
            m.create(),
            m.where(),
            m.recordTypes(),
            m.allFields(),
            m.fields(),
            Direction.BOTH,
            m.onDelete(),
            m.rowKey(),
            rules);
    List<FieldBinding> bindings =
        mapping.bindings().stream()
            .map(b -> new FieldBinding(b.field(), b.column(), Direction.BOTH, b.kind()))
            .toList();
    return new ResolvedMapping(said, mapping.object(), mapping.table(), mapping.rowKey(), bindings);
  }

  /** The same mapping with another scope. */
  public static Mapping scoped(Mapping m, Scope scope) {
    SyncRules rules = m.rules();
    return new Mapping(
        m.name(),
        m.org(),
        m.object(),
        m.database(),
        m.table(),
        m.create(),
        m.where(),
        m.recordTypes(),
        m.allFields(),
        m.fields(),
        m.direction(),
        m.onDelete(),
        m.rowKey(),
        new SyncRules(
            rules.key(),
            rules.conflict(),
            rules.deleteConflict(),
            rules.onRowDelete(),
            rules.changeDate(),
            rules.timing(),
            scope));
  }

  /** A field bound to the column as it is. */
  public static FieldBinding bind(TableDescription table, String field, String column) {
    return bind(table, field, column, new Kind.Direct());
  }

  /** A field bound to the column. */
  public static FieldBinding bind(TableDescription table, String field, String column, Kind kind) {
    FieldType type =
        switch (field) {
          case "Id" -> FieldType.ID;
          case "Age__c" -> FieldType.INT;
          default -> FieldType.STRING;
        };
    return new FieldBinding(
        field(field, type, 255), table.column(column).orElseThrow(), Direction.PULL, kind);
  }

  /** A field of that type and length that may be read and written. */
  public static Field field(String name, FieldType type, int length) {
    return new Field(
        new FieldName(name),
        name,
        type,
        length,
        0,
        0,
        new FieldFlags(
            true, true, true, false, false, false, false, false, false, false, false, false, false),
        List.of(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty());
  }

  /** The table of that name. */
  public static TableDescription table(Database database, String name) {
    return database.describe(TableName.parse(name)).orElseThrow();
  }
}
