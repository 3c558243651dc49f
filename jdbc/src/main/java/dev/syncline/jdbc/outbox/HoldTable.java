package dev.syncline.jdbc.outbox;

import static dev.syncline.jdbc.outbox.SetWords.Kind.KEY;

import dev.syncline.jdbc.lease.Owner;
import dev.syncline.jdbc.outbox.SetWords.RowColumn;
import dev.syncline.jdbc.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * Who holds outbox entries, and until when: the tables {@code claim} and {@code unsettled}. No
 * statement waits for an entry that the application is changing.
 */
final class HoldTable {
  /** The most entries that one call sets free. */
  private static final int MAX_FREED = 10_000;

  private static final List<RowColumn> KEYS = List.of(new RowColumn("key_v", KEY));

  private final SetWords words;
  private final String begin;
  private final String renew;
  private final String renewJob;
  private final String expire;
  private final String holder;

  HoldTable(SetWords words) {
    this.words = words;
    String until = words.dialect().millisFromNow();
    begin =
        words
                .dialect()
                .sql(
                    "INSERT INTO {claim} (id, mapping_id, owner_host, owner_process,"
                        + " owner_started,")
            + " until_at) VALUES (?, ?, ?, ?, ?, "
            + until
            + ")"
            + words.ifPresent("id", "until_at = " + words.excluded("until_at"));
    renew =
        words.dialect().sql("UPDATE {claim} SET until_at = " + until)
            + " WHERE id = ? AND until_at IS NOT NULL";
    renewJob =
        words.dialect().sql("UPDATE {write_job} SET kept_until = " + until) + " WHERE kept_by = ?";
    expire =
        words.dialect().sql("UPDATE {claim} SET until_at = " + words.dialect().now())
            + " WHERE id = ?";
    holder =
        words
            .dialect()
            .sql(
                """
                SELECT COALESCE(
                  (SELECT j.claim_id FROM {write_job} j WHERE j.kept_by = ?),
                  (SELECT -1 FROM {write_job} j WHERE j.claim_id = ?), ?)
                """);
  }

  /** Begins or extends a claim. */
  void begin(Connection connection, long claim, long mappingId, Owner us, Duration hold)
      throws SQLException {
    Sql.update(
        connection,
        begin,
        claim,
        mappingId,
        us.host(),
        us.process(),
        us.started(),
        hold.toMillis());
  }

  /** Extends a claim and the job that it looks after; one that others have ended stays so. */
  void renew(Connection connection, long claim, Duration hold) throws SQLException {
    Sql.update(connection, renew, hold.toMillis(), claim);
    Sql.update(connection, renewJob, hold.toMillis(), claim);
  }

  /**
   * The claim that stands at the entries that this one may settle: another's, if it looks after
   * that one's job; none, if another looks after its own.
   */
  long holder(Connection connection, long claim) throws SQLException {
    return Sql.first(connection, holder, row -> row.getLong(1), claim, claim, claim).orElseThrow();
  }

  /** A claim that has taken nothing is none. */
  void forget(Connection connection, long claim) throws SQLException {
    Sql.update(connection, words.dialect().sql("DELETE FROM {claim} WHERE id = ?"), claim);
  }

  /** Sets all entries of a claim free that can be; the others follow when it is found expired. */
  void release(Connection connection, long claim) throws SQLException {
    Sql.update(connection, expire, claim);
    freeClaim(connection, claim);
  }

  /** Sets free what claims that are over still hold, and what could not be settled. */
  void freeExpired(Connection connection, long mappingId) throws SQLException {
    List<Long> expired =
        Sql.list(
            connection,
            words
                .dialect()
                .sql(
                    "SELECT id FROM {claim} WHERE mapping_id = ? AND until_at < "
                        + words.dialect().now()
                        + " ORDER BY id LIMIT 100 FOR UPDATE SKIP LOCKED"),
            row -> row.getLong(1),
            mappingId);
    for (long claim : expired) {
      freeClaim(connection, claim);
    }
    freeUnsettled(connection, mappingId);
  }

  private void freeClaim(Connection connection, long claim) throws SQLException {
    List<Entry> entries =
        Sql.list(
            connection,
            words.dialect().sql("SELECT o.mapping_id, o.row_key FROM {outbox} o")
                + " WHERE o.claim_id = ? LIMIT "
                + MAX_FREED
                + words.lockFree("o"),
            row -> new Entry(row.getLong(1), row.getString(2)),
            claim);
    if (!entries.isEmpty()) {
      free(connection, entries.getFirst().mappingId(), entries);
    }
    Sql.update(
        connection,
        words
            .dialect()
            .sql(
                """
                DELETE FROM {claim} WHERE id = ?
                  AND NOT EXISTS (SELECT 1 FROM {outbox} o WHERE o.claim_id = ?)
                """),
        claim,
        claim);
  }

  private void freeUnsettled(Connection connection, long mappingId) throws SQLException {
    List<Entry> entries =
        Sql.list(
            connection,
            words
                    .dialect()
                    .sql(
                        """
                        SELECT o.mapping_id, o.row_key FROM {unsettled} u %s {outbox} o%s
                          ON o.row_key = u.row_key AND o.mapping_id = u.mapping_id
                            AND o.claim_id = u.claim_id
                        WHERE u.mapping_id = ? LIMIT 2000
                        """
                            .formatted(words.join(), words.keyHint()))
                + words.lockFree("o"),
            row -> new Entry(row.getLong(1), row.getString(2)),
            mappingId);
    free(connection, mappingId, entries);
    Sql.update(
        connection,
        words
            .dialect()
            .sql(
                """
                DELETE FROM {unsettled} WHERE mapping_id = ? AND NOT EXISTS (
                  SELECT 1 FROM {outbox} o
                  WHERE o.row_key = {unsettled}.row_key AND o.mapping_id = {unsettled}.mapping_id
                    AND o.claim_id = {unsettled}.claim_id)
                """),
        mappingId);
  }

  private record Entry(long mappingId, String key) {}

  private void free(Connection connection, long mappingId, List<Entry> entries)
      throws SQLException {
    String update =
        words.update(
            words.dialect().sql("{outbox} o"),
            "state = 'READY', claim_id = NULL, claimed_version = NULL",
            words.rows(KEYS),
            "o.row_key = v.key_v AND o.mapping_id = " + mappingId);
    RowSet.of("key_v", entries.stream().map(Entry::key).toList()).update(connection, update);
  }
}
