package dev.syncline.jdbc;

import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.worker.Pace;
import dev.syncline.jdbc.capture.TriggerWords;
import dev.syncline.jdbc.catalog.Catalog;
import dev.syncline.jdbc.change.JdbcLinks;
import dev.syncline.jdbc.compare.DigestStage;
import dev.syncline.jdbc.link.MappingTable;
import dev.syncline.jdbc.live.LiveParts;
import dev.syncline.jdbc.mariadb.MariaDbAfterPages;
import dev.syncline.jdbc.mariadb.MariaDbCatalog;
import dev.syncline.jdbc.mariadb.MariaDbDialect;
import dev.syncline.jdbc.mariadb.MariaDbDigestStage;
import dev.syncline.jdbc.mariadb.MariaDbPages;
import dev.syncline.jdbc.mariadb.MariaDbPool;
import dev.syncline.jdbc.mariadb.MariaDbSets;
import dev.syncline.jdbc.mariadb.MariaDbTriggers;
import dev.syncline.jdbc.mariadb.MariaDbTurn;
import dev.syncline.jdbc.migration.Migrations;
import dev.syncline.jdbc.outbox.Ringer;
import dev.syncline.jdbc.outbox.SetWords;
import dev.syncline.jdbc.page.AfterPages;
import dev.syncline.jdbc.page.PageSession;
import dev.syncline.jdbc.page.RecordByRecord;
import dev.syncline.jdbc.postgresql.PostgresAfterPages;
import dev.syncline.jdbc.postgresql.PostgresCatalog;
import dev.syncline.jdbc.postgresql.PostgresDialect;
import dev.syncline.jdbc.postgresql.PostgresDigestStage;
import dev.syncline.jdbc.postgresql.PostgresPages;
import dev.syncline.jdbc.postgresql.PostgresPool;
import dev.syncline.jdbc.postgresql.PostgresRinger;
import dev.syncline.jdbc.postgresql.PostgresSets;
import dev.syncline.jdbc.postgresql.PostgresTriggers;
import dev.syncline.jdbc.postgresql.PostgresTurn;
import dev.syncline.jdbc.sql.ConnectionPool;
import java.util.List;

/** The parts of a database that differ between PostgreSQL and MariaDB. */
record DatabaseParts(
    ConnectionPool pool,
    Catalog catalog,
    Migrations migrations,
    MappingTable mappings,
    AfterPages afterPages,
    Sessions sessions,
    LiveParts.Stores live,
    JdbcLinks.WordsOfMapping words,
    SetWords sets,
    TriggerWords triggers,
    DigestStage digests,
    Ringer ringer) {
  /** How sessions for the pages of a mapping are opened. */
  @FunctionalInterface
  interface Sessions {
    /**
     * Prepares it.
     *
     * @param mayBeFirst whether pages may be those of a first load
     */
    PageSession.Opener of(ResolvedMapping mapping, boolean mayBeFirst);
  }

  private static final List<String> POSTGRES_FILES =
      List.of(
          "1-tables.sql",
          "2-deferred-indexes.sql",
          "3-two-ways.sql",
          "4-pulls.sql",
          "5-lanes.sql",
          "6-claim-owners.sql",
          "7-matches.sql",
          "8-compare.sql",
          "9-drift.sql",
          "10-revisions.sql",
          "11-history.sql",
          "12-identity.sql",
          "13-doorbell.sql",
          "14-live.sql",
          "15-related.sql");

  private static final List<String> MARIADB_FILES =
      List.of(
          "1-tables.sql",
          "2-two-ways.sql",
          "3-pulls.sql",
          "4-lanes.sql",
          "5-claim-owners.sql",
          "6-matches.sql",
          "7-compare.sql",
          "8-drift.sql",
          "9-revisions.sql",
          "10-history.sql",
          "11-identity.sql",
          "12-live.sql",
          "13-related.sql");

  /** The parts for the database that the URL names; PostgreSQL unless it says otherwise. */
  static DatabaseParts of(DatabaseSettings settings, Pace pace) {
    boolean mariaDb =
        settings.url().startsWith("jdbc:mariadb:") || settings.url().startsWith("jdbc:mysql:");
    return mariaDb ? mariaDb(settings) : postgres(settings, pace);
  }

  private static DatabaseParts postgres(DatabaseSettings settings, Pace pace) {
    PostgresDialect dialect = PostgresDialect.besideRows();
    ConnectionPool pool =
        PostgresPool.open(
            settings.poolConfiguration(),
            dialect,
            settings.answerTimeout().toSeconds(),
            settings.explain());
    var mappings = new MappingTable(dialect);
    var sets = new PostgresSets(dialect);
    var pages = new PostgresPages(pool, mappings);
    return new DatabaseParts(
        pool,
        new PostgresCatalog(dialect),
        new Migrations(dialect, new PostgresTurn(dialect), POSTGRES_FILES),
        mappings,
        new RecordByRecord(dialect, mappings, new PostgresAfterPages(dialect, mappings)),
        (mapping, mayBeFirst) -> () -> pages.open(mapping, mayBeFirst),
        pages,
        pages::words,
        sets,
        new PostgresTriggers(dialect, sets),
        new PostgresDigestStage(),
        new PostgresRinger(pool, dialect, pace));
  }

  private static DatabaseParts mariaDb(DatabaseSettings settings) {
    var dialect = new MariaDbDialect();
    ConnectionPool pool =
        MariaDbPool.open(
            settings.poolConfiguration(), dialect, settings.answerTimeout().toSeconds());
    var mappings = new MappingTable(dialect);
    var sets = new MariaDbSets(dialect);
    var pages = new MariaDbPages(pool, mappings);
    return new DatabaseParts(
        pool,
        new MariaDbCatalog(dialect),
        new Migrations(dialect, new MariaDbTurn(dialect), MARIADB_FILES),
        mappings,
        new RecordByRecord(dialect, mappings, new MariaDbAfterPages(pages)),
        (mapping, _) -> () -> pages.open(mapping),
        pages,
        pages::words,
        sets,
        new MariaDbTriggers(dialect, sets),
        new MariaDbDigestStage(),
        Ringer.NONE);
  }
}
