package dev.syncline.jdbc.postgresql;

import dev.syncline.engine.mapping.FieldBinding;
import dev.syncline.engine.mapping.FieldBinding.Kind;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.jdbc.dialect.Dialect;
import dev.syncline.jdbc.link.MappingTable;
import dev.syncline.jdbc.page.AfterPages;
import dev.syncline.jdbc.page.StageLayout;
import dev.syncline.jdbc.run.OpenRun;
import dev.syncline.jdbc.run.Superseded;
import dev.syncline.jdbc.sql.Sql;
import dev.syncline.model.DeletePolicy;
import dev.syncline.model.PullOutcome;
import dev.syncline.model.RecordId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** What follows the pages of a refresh, in PostgreSQL's words. */
public final class PostgresAfterPages implements AfterPages {
  private final Dialect dialect;
  private final MappingTable mappings;

  public PostgresAfterPages(Dialect dialect, MappingTable mappings) {
    this.dialect = dialect;
    this.mappings = mappings;
  }

  @Override
  public void resolveReferences(Connection connection, ResolvedMapping mapping, Portion portion)
      throws SQLException {
    long id = mappings.id(connection, mapping.mapping().name());
    PostgresTarget target = PostgresTarget.read(connection, dialect, StageLayout.of(mapping));
    // A portion is looked up by keys, whatever the statistics of tables just filled may say.
    for (String way : List.of("seqscan", "hashjoin", "mergejoin")) {
      Sql.execute(connection, "SET LOCAL enable_" + way + " = off");
    }
    for (FieldBinding binding : mapping.bindings()) {
      switch (binding.kind()) {
        case Kind.Direct _, Kind.TypeName _, Kind.Computed _, Kind.Derived _, Kind.Related _ -> {}
        case Kind.LocalKey(var parent) ->
            Sql.update(
                connection,
                resolve(mapping, target, binding),
                id,
                mappings.id(connection, parent),
                binding.field().name().value(),
                portion.from(),
                portion.last().value());
      }
    }
    checkDeferred(connection);
  }

  /** Constraints that are checked at the commit would fail all of it: they are asked here. */
  private static void checkDeferred(Connection connection) throws SQLException {
    Sql.execute(connection, "SET CONSTRAINTS ALL IMMEDIATE");
  }

  /** Parameters: mapping, parent's mapping, field, range of records. */
  private String resolve(ResolvedMapping mapping, PostgresTarget target, FieldBinding binding) {
    return dialect
        .sql(
            """
            WITH found AS (
              DELETE FROM {waiting_reference} w USING {link} parent
              WHERE w.mapping_id = ? AND w.parent_mapping_id = ? AND w.field = ?
                AND w.record_id > ? AND w.record_id <= ?
                AND parent.mapping_id = w.parent_mapping_id
                AND parent.record_id = w.parent_record_id
              RETURNING w.row_key, parent.row_key AS parent_key)
            UPDATE %s t SET %s = found.parent_key::%s
            FROM found WHERE t.%s = found.row_key::%s
            """)
        .formatted(
            target.table(),
            dialect.quote(binding.column().name().value()),
            target.type(binding.column().name()),
            dialect.quote(mapping.rowKey().name().value()),
            target.type(mapping.rowKey().name()));
  }

  @Override
  public PullOutcome applyDeletes(
      Connection connection, ResolvedMapping mapping, List<RecordId> records, OpenRun run)
      throws SQLException {
    long id = mappings.id(connection, mapping.mapping().name());
    DeletePolicy policy = mapping.mapping().onDelete();
    Object ids = connection.createArrayOf("text", records.stream().map(RecordId::value).toArray());
    if (policy == DeletePolicy.KEEP) {
      return new PullOutcome(0, 0, records.size(), 0, 0);
    }
    if (policy == DeletePolicy.DELETE) {
      PostgresTarget target = PostgresTarget.read(connection, dialect, StageLayout.of(mapping));
      String rows =
          dialect
              .sql(
                  """
                  DELETE FROM %s t USING {link} k
                  WHERE k.mapping_id = ? AND k.record_id = ANY (?) AND t.%s = k.row_key::%s
                  """)
              .formatted(
                  target.table(),
                  dialect.quote(mapping.rowKey().name().value()),
                  target.type(mapping.rowKey().name()));
      Sql.update(connection, rows, id, ids);
      checkDeferred(connection);
    }
    if (run.isKept()) {
      String note = dialect.sql(Superseded.DELETED + "k.record_id = ANY (?)");
      Sql.update(connection, note, run.number(), id, ids);
    }
    for (String table : List.of("{waiting_reference}", "{parked}", "{link}")) {
      String forget =
          dialect.sql("DELETE FROM " + table + " WHERE mapping_id = ? AND record_id = ANY (?)");
      Sql.update(connection, forget, id, ids);
    }
    return new PullOutcome(0, 0, 0, records.size(), 0);
  }
}
