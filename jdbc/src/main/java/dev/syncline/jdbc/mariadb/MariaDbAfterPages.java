package dev.syncline.jdbc.mariadb;

import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.jdbc.page.AfterPages;
import dev.syncline.jdbc.page.StageLayout.StagedColumn;
import dev.syncline.jdbc.run.OpenRun;
import dev.syncline.jdbc.run.Superseded;
import dev.syncline.jdbc.sql.Lists;
import dev.syncline.jdbc.sql.Sql;
import dev.syncline.model.DeletePolicy;
import dev.syncline.model.PullOutcome;
import dev.syncline.model.RecordId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What follows the pages of a refresh, in MariaDB's words. */
public final class MariaDbAfterPages implements AfterPages {
  private final MariaDbPages pages;

  public MariaDbAfterPages(MariaDbPages pages) {
    this.pages = pages;
  }

  @Override
  public void resolveReferences(Connection connection, ResolvedMapping mapping, Portion portion)
      throws SQLException {
    MariaDbScope scope = pages.scope(connection, mapping);
    for (StagedColumn reference : scope.layout().references()) {
      String field = reference.binding().field().name().value();
      Sql.update(
          connection,
          scope.sql(
              """
              UPDATE {waiting_reference} w
              JOIN {link} child ON child.mapping_id = w.mapping_id
                AND child.record_id = w.record_id
              JOIN {link} parent ON parent.mapping_id = w.parent_mapping_id
                AND parent.record_id = w.parent_record_id
              JOIN %s t ON t.%s = %s
              SET t.%s = parent.row_key
              WHERE w.mapping_id = %d AND w.field = ? AND w.record_id > ? AND w.record_id <= ?
              """,
              scope.table(),
              scope.key(),
              scope.asKey("child.row_key"),
              scope.column(reference),
              scope.mappingId()),
          field,
          portion.from(),
          portion.last().value());
      Sql.update(
          connection,
          scope.sql(
              """
              DELETE w FROM {waiting_reference} w
              JOIN {link} parent ON parent.mapping_id = w.parent_mapping_id
                AND parent.record_id = w.parent_record_id
              WHERE w.mapping_id = %d AND w.field = ? AND w.record_id > ? AND w.record_id <= ?
              """,
              scope.mappingId()),
          field,
          portion.from(),
          portion.last().value());
    }
  }

  @Override
  public PullOutcome applyDeletes(
      Connection connection, ResolvedMapping mapping, List<RecordId> records, OpenRun run)
      throws SQLException {
    DeletePolicy policy = mapping.mapping().onDelete();
    if (policy == DeletePolicy.KEEP || records.isEmpty()) {
      return new PullOutcome(0, 0, records.size(), 0, 0);
    }
    MariaDbScope scope = pages.scope(connection, mapping);
    List<@Nullable Object> parameters = new ArrayList<>();
    parameters.add(scope.mappingId());
    records.forEach(r -> parameters.add(r.value()));
    String which =
        " mapping_id = ? AND record_id IN ("
            + String.join(", ", Collections.nCopies(records.size(), "?"))
            + ")";
    if (policy == DeletePolicy.DELETE) {
      String rows =
          scope.sql(
              "DELETE t FROM %s t JOIN {link} k ON t.%s = %s WHERE",
              scope.table(), scope.key(), scope.asKey("k.row_key"));
      Sql.update(connection, rows + which, parameters.toArray());
    }
    if (run.isKept()) {
      parameters.addFirst(run.number());
      String some = "k.record_id IN (" + Lists.marks(records.size()) + ")";
      Sql.update(connection, scope.sql(Superseded.DELETED + some), parameters.toArray());
      parameters.removeFirst();
    }
    for (String table : List.of("{waiting_reference}", "{parked}", "{link}")) {
      Sql.update(
          connection, scope.sql("DELETE FROM " + table + " WHERE") + which, parameters.toArray());
    }
    return new PullOutcome(0, 0, 0, records.size(), 0);
  }
}
