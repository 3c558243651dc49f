package dev.syncline.jdbc.postgresql;

import dev.syncline.engine.mapping.FieldBinding;
import dev.syncline.engine.mapping.FieldBinding.Kind;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.jdbc.dialect.Dialect;
import dev.syncline.jdbc.link.MappingTable;
import dev.syncline.jdbc.page.AfterPages;
import dev.syncline.jdbc.page.StageLayout;
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
  public long resolveReferences(Connection connection, ResolvedMapping mapping)
      throws SQLException {
    long id = mappings.id(connection, mapping.mapping().name());
    PostgresTarget target = PostgresTarget.read(connection, dialect, StageLayout.of(mapping));
    for (FieldBinding binding : mapping.bindings()) {
      switch (binding.kind()) {
        case Kind.Direct _ -> {}
        case Kind.LocalKey(var parent) ->
            resolve(connection, mapping, target, binding, id, mappings.id(connection, parent));
      }
    }
    String waiting = dialect.sql("SELECT count(*) FROM {waiting_reference} WHERE mapping_id = ?");
    return Sql.first(connection, waiting, row -> row.getLong(1), id).orElse(0L);
  }

  private void resolve(
      Connection connection,
      ResolvedMapping mapping,
      PostgresTarget target,
      FieldBinding binding,
      long id,
      long parent)
      throws SQLException {
    String key = dialect.quote(mapping.rowKey().name().value());
    String column = dialect.quote(binding.column().name().value());
    String fill =
        dialect
            .sql(
                """
                UPDATE %s t SET %s = parent.row_key::%s
                FROM {waiting_reference} w
                JOIN {link} child ON child.mapping_id = w.mapping_id
                  AND child.record_id = w.record_id
                JOIN {link} parent ON parent.mapping_id = w.parent_mapping_id
                  AND parent.record_id = w.parent_record_id
                WHERE w.mapping_id = ? AND w.parent_mapping_id = ? AND w.field = ?
                  AND t.%s = child.row_key::%s
                """)
            .formatted(
                target.table(),
                column,
                target.type(binding.column().name()),
                key,
                target.type(mapping.rowKey().name()));
    String field = binding.field().name().value();
    Sql.update(connection, fill, id, parent, field);
    String forget =
        dialect.sql(
            """
            DELETE FROM {waiting_reference} w USING {link} parent
            WHERE w.mapping_id = ? AND w.parent_mapping_id = ? AND w.field = ?
              AND parent.mapping_id = w.parent_mapping_id
              AND parent.record_id = w.parent_record_id
            """);
    Sql.update(connection, forget, id, parent, field);
  }

  @Override
  public PullOutcome applyDeletes(
      Connection connection, ResolvedMapping mapping, List<RecordId> records) throws SQLException {
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
    }
    for (String table : List.of("{waiting_reference}", "{parked}", "{link}")) {
      String forget =
          dialect.sql("DELETE FROM " + table + " WHERE mapping_id = ? AND record_id = ANY (?)");
      Sql.update(connection, forget, id, ids);
    }
    return new PullOutcome(0, 0, 0, records.size(), 0);
  }
}
