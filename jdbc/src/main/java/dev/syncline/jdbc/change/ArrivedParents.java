package dev.syncline.jdbc.change;

import dev.syncline.engine.database.AppliedPage;
import dev.syncline.engine.mapping.FieldBinding;
import dev.syncline.jdbc.dialect.Trouble;
import dev.syncline.jdbc.link.ParkedTable;
import dev.syncline.jdbc.page.Halving;
import dev.syncline.jdbc.page.ProblemText;
import dev.syncline.jdbc.page.RowWords;
import dev.syncline.jdbc.page.StageLayout.StagedColumn;
import dev.syncline.jdbc.sql.Sql;
import dev.syncline.model.Problem;
import dev.syncline.model.RecordId;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Fills references of a mapping that waited for parents which other pages have brought. Rows that
 * the application has locked wait on.
 */
public final class ArrivedParents {
  /** The most references of one field and transaction; the next page goes on with the others. */
  private static final int MAX_REFERENCES = 500;

  private final ParkedTable parked;
  private final Arrivals arrivals;

  ArrivedParents(ParkedTable parked, Arrivals arrivals) {
    this.parked = parked;
    this.arrivals = arrivals;
  }

  /** Notes what a page has brought. */
  public void note(RowWords words, AppliedPage applied) {
    if (applied.outcome().inserted() > 0) {
      arrivals.note(words.mappingId());
    }
  }

  private record Arrived(RecordId record, RecordId parent, String row) {}

  /** Fills some of them, the first by their records' ids. */
  public void resolve(Connection connection, RowWords words) throws SQLException {
    List<FieldBinding> references =
        words.layout().references().stream().map(StagedColumn::binding).toList();
    if (arrivals.asks(words.mappingId(), references.stream().map(words::parentId).toList())) {
      for (FieldBinding reference : references) {
        resolve(connection, words, reference);
      }
    }
  }

  private void resolve(Connection connection, RowWords words, FieldBinding binding)
      throws SQLException {
    List<Arrived> arrived = arrived(connection, words, binding);
    if (arrived.isEmpty()) {
      return;
    }
    List<String> keys = arrived.stream().map(Arrived::row).distinct().toList();
    var access = new RowAccess(connection, words);
    Set<String> free = access.lock(keys);
    Set<String> there = free.size() == keys.size() ? free : access.existing(keys);
    for (Arrived one : arrived) {
      if (free.contains(one.row())) {
        fill(connection, words, binding, one);
      } else if (!there.contains(one.row())) {
        forget(connection, words, binding, one);
      }
    }
  }

  private static List<Arrived> arrived(Connection connection, RowWords words, FieldBinding binding)
      throws SQLException {
    String sql =
        words
            .dialect()
            .sql(
                """
                SELECT w.record_id, w.parent_record_id, child.row_key FROM {waiting_reference} w
                JOIN {link} parent ON parent.mapping_id = w.parent_mapping_id
                  AND parent.record_id = w.parent_record_id
                JOIN {link} child ON child.mapping_id = w.mapping_id
                  AND child.record_id = w.record_id
                WHERE w.mapping_id = ? AND w.field = ? ORDER BY w.record_id LIMIT %d
                """
                    .formatted(MAX_REFERENCES));
    return Sql.list(
        connection,
        sql,
        row ->
            new Arrived(
                new RecordId(row.getString(1)), new RecordId(row.getString(2)), row.getString(3)),
        words.mappingId(),
        binding.field().name().value());
  }

  /** A reference that the database refuses waits on, with the reason. */
  private void fill(Connection connection, RowWords words, FieldBinding binding, Arrived one)
      throws SQLException {
    String fill =
        "UPDATE %s SET %s = %s WHERE %s = %s"
            .formatted(
                words.table(),
                words.dialect().quote(binding.column().name().value()),
                words.parentKey(binding),
                words.key(),
                words.keyParameter());
    Savepoint before = connection.setSavepoint();
    try {
      Sql.update(connection, fill, one.parent().value(), one.row());
      if (!words.checkNow().isEmpty()) {
        Sql.execute(connection, words.checkNow());
      }
      forget(connection, words, binding, one);
      connection.releaseSavepoint(before);
    } catch (SQLException e) {
      Optional<Problem> problem = Halving.problemOfRow(e, words.dialect());
      if (problem.isEmpty() && !words.dialect().isLocked(e)) {
        throw e;
      }
      connection.rollback(before);
      connection.releaseSavepoint(before);
      if (problem.isEmpty()) {
        return;
      }
      String reason = ProblemText.storable(problem.get().message());
      parked.park(
          connection, words.mappingId(), one.record(), Trouble.REFERENCE_REFUSED.problem(reason));
    }
  }

  private static void forget(
      Connection connection, RowWords words, FieldBinding binding, Arrived one)
      throws SQLException {
    Sql.update(
        connection,
        words
            .dialect()
            .sql(
                "DELETE FROM {waiting_reference}"
                    + " WHERE mapping_id = ? AND record_id = ? AND field = ?"),
        words.mappingId(),
        one.record().value(),
        binding.field().name().value());
  }
}
