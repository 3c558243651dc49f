package dev.syncline.jdbc.outbox;

import dev.syncline.engine.database.Claim;
import dev.syncline.engine.database.ClaimedRow;
import dev.syncline.engine.database.DatabaseException;
import dev.syncline.engine.database.WriteJob;
import dev.syncline.engine.database.WriteJobs;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.org.BulkOperation;
import dev.syncline.jdbc.dialect.Dialect;
import dev.syncline.jdbc.link.MappingTable;
import dev.syncline.jdbc.sql.ConnectionPool;
import dev.syncline.jdbc.sql.Sql;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.FieldName;
import dev.syncline.model.MappingName;
import dev.syncline.model.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The table {@code write_job}. A job's entries stay under the claim that began it; who looks after
 * the job settles them by a claim of its own, and whoever did before no longer can.
 */
public final class JdbcWriteJobs implements WriteJobs {
  private static final String COLUMNS =
      " j.id, j.kind, j.key_field, j.handle, j.uploaded, j.started_at, j.kept_by ";

  private final ConnectionPool pool;
  private final Dialect dialect;
  private final MappingTable mappings;
  private final HoldTable holds;
  private final EntryTable entries;
  private final RowReading reading;

  public JdbcWriteJobs(ConnectionPool pool, SetWords words, MappingTable mappings) {
    this.pool = pool;
    this.dialect = words.dialect();
    this.mappings = mappings;
    this.holds = new HoldTable(words);
    this.entries = new EntryTable(words);
    this.reading = new RowReading(words, mappings);
  }

  @Override
  public WriteJob start(
      MappingName mapping, Claim claim, BulkOperation.Kind kind, Optional<FieldName> keyField) {
    return pool.transact(
        c -> {
          int begun =
              Sql.update(
                  c,
                  dialect.sql(
                      """
                      INSERT INTO {write_job}
                        (mapping_id, claim_id, kind, key_field, kept_by, kept_until)
                      SELECT h.mapping_id, h.id, ?, ?, h.id, h.until_at FROM {claim} h
                      WHERE h.id = ? AND h.until_at IS NOT NULL
                      """),
                  kind.name(),
                  keyField.map(FieldName::value).orElse(null),
                  claim.id());
          if (begun == 0) {
            throw new DatabaseException(
                new Problem(
                    "CLAIM-LOST",
                    ErrorClass.TRANSIENT,
                    "The entries of the job are not held any more",
                    "Nothing: nothing was sent, and the entries are taken again"));
          }
          Sql.update(c, dialect.sql("UPDATE {claim} SET until_at = NULL WHERE id = ?"), claim.id());
          return Sql.first(
                  c,
                  dialect.sql("SELECT" + COLUMNS + "FROM {write_job} j WHERE j.claim_id = ?"),
                  row -> job(row, mapping),
                  claim.id())
              .orElseThrow();
        });
  }

  @Override
  public void noteHandle(WriteJob job, String handle) {
    note(job, "UPDATE {write_job} SET handle = ? WHERE id = ?", handle);
  }

  @Override
  public void noteUploaded(WriteJob job) {
    note(job, "UPDATE {write_job} SET uploaded = ? WHERE id = ?", true);
  }

  private void note(WriteJob job, String sql, Object value) {
    pool.transact(c -> Sql.update(c, dialect.sql(sql), value, job.id()));
  }

  @Override
  public Optional<WriteJob> adopt(MappingName mapping, Claim by, Duration hold) {
    String find =
        dialect.sql(
            "SELECT"
                + COLUMNS
                + "FROM {write_job} j WHERE j.mapping_id = ? AND j.kept_until < "
                + dialect.now()
                + " ORDER BY j.id LIMIT 1 FOR UPDATE SKIP LOCKED");
    String keep =
        dialect.sql("UPDATE {write_job} SET kept_by = ?, kept_until = ")
            + dialect.millisFromNow()
            + " WHERE id = ?";
    return pool.transact(
        c -> {
          Optional<WriteJob> job =
              Sql.first(c, find, row -> job(row, mapping), mappings.id(c, mapping));
          if (job.isPresent()) {
            Sql.update(c, keep, by.id(), hold.toMillis(), job.get().id());
          }
          return job.map(j -> keptBy(j, by));
        });
  }

  private static WriteJob keptBy(WriteJob job, Claim claim) {
    return new WriteJob(
        job.id(),
        job.mapping(),
        claim,
        job.kind(),
        job.keyField(),
        job.handle(),
        job.uploaded(),
        job.startedAt());
  }

  @Override
  public List<ClaimedRow> rows(ResolvedMapping mapping, WriteJob job) {
    return pool.transact(
        c -> {
          long mappingId = mappings.id(c, mapping.mapping().name());
          long holder = holds.holder(c, job.claim().id());
          return reading.read(c, mapping, mappingId, entries.held(c, holder));
        });
  }

  @Override
  public void end(WriteJob job) {
    pool.transact(
        c -> {
          long holder = holds.holder(c, job.claim().id());
          String delete = "DELETE FROM {write_job} WHERE id = ? AND kept_by = ?";
          if (Sql.update(c, dialect.sql(delete), job.id(), job.claim().id()) > 0) {
            holds.release(c, holder);
          }
          return true;
        });
  }

  private WriteJob job(ResultSet row, MappingName mapping) throws SQLException {
    return new WriteJob(
        row.getLong("id"),
        mapping,
        new Claim(row.getLong("kept_by")),
        BulkOperation.Kind.valueOf(row.getString("kind")),
        Optional.ofNullable(row.getString("key_field")).map(FieldName::new),
        Optional.ofNullable(row.getString("handle")),
        row.getBoolean("uploaded"),
        dialect.instant(row, "started_at"));
  }
}
