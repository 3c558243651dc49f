package dev.syncline.jdbc;

import static dev.syncline.jdbc.testing.PlannedWrites.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.engine.database.Database;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.mapping.TableDesign;
import dev.syncline.engine.mapping.TableDesign.ColumnDesign;
import dev.syncline.engine.worker.Pace;
import dev.syncline.jdbc.identity.Witness;
import dev.syncline.jdbc.lease.Owner;
import dev.syncline.jdbc.testing.Bench;
import dev.syncline.jdbc.testing.PostgresServer;
import dev.syncline.model.ColumnName;
import dev.syncline.model.ColumnType;
import dev.syncline.model.DatabaseName;
import dev.syncline.model.DeletePolicy;
import dev.syncline.model.TableDescription;
import dev.syncline.model.TableName;
import dev.syncline.model.Value;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PostgresDatabaseTest extends DatabaseKit {
  private String url = "";

  @Test
  void indexes_of_a_created_table_are_made_once_and_after_its_rows() throws SQLException {
    database.create(
        new TableDesign(
            TableName.parse("member"),
            new ColumnName("id"),
            List.of(
                column("salesforce_id", true),
                column("boss_id", false),
                column("team_id", false),
                column("club_id", false))));
    ResolvedMapping members = members();
    assertThat(indexes()).containsExactlyInAnyOrder("(id)", "(salesforce_id)");
    execute("CREATE INDEX ON member (team_id)");
    execute("ALTER TABLE member DROP COLUMN club_id");

    int made = 0;
    while (database.addDeferredIndex(members)) {
      made++;
    }

    assertThat(made).isEqualTo(3);
    assertThat(indexes())
        .containsExactlyInAnyOrder("(id)", "(salesforce_id)", "(boss_id)", "(team_id)");
  }

  @Test
  void references_that_wait_since_an_older_version_are_filled() throws SQLException {
    ResolvedMapping people = people("");
    Bench bench = Bench.of(database, people);
    bench.write(person(1, boss(2)), person(3, boss(4)));
    for (String step :
        List.of(
            "DROP TABLE syncline.deferred_index, syncline.outbox, syncline.claim,"
                + " syncline.unsettled, syncline.intent, syncline.write_job, syncline.tombstone,"
                + " syncline.pull_queue, syncline.watermark, syncline.history, syncline.pause,"
                + " syncline.lane_run, syncline.lane_cost, syncline.call_sample,"
                + " syncline.match_run, syncline.match_key, syncline.match_pair,"
                + " syncline.certificate, syncline.schema_shape, syncline.drift_alarm,"
                + " syncline.mapping_revision, syncline.back_fill,"
                + " syncline.run, syncline.superseded, syncline.guard_count,"
                + " syncline.guard_stop, syncline.guard_allowance,"
                + " syncline.database_identity, syncline.stream, syncline.stream_hole,"
                + " syncline.related_change, syncline.related_batch CASCADE",
            "DROP SEQUENCE syncline.token, syncline.doorbell",
            "DROP TABLE syncline.reference",
            "ALTER TABLE syncline.refresh_run DROP COLUMN token",
            "ALTER TABLE syncline.link DROP COLUMN read_token, DROP COLUMN pushed_token,"
                + " DROP COLUMN turns, DROP COLUMN turned_at, DROP COLUMN turn_side,"
                + " DROP COLUMN made_run, DROP COLUMN event_token, DROP COLUMN event_at,"
                + " DROP COLUMN event_number",
            "ALTER TABLE syncline.waiting_reference DROP COLUMN row_key",
            "CREATE INDEX waiting_reference_parent"
                + " ON syncline.waiting_reference (parent_record_id, parent_mapping_id)",
            "DELETE FROM syncline.migration WHERE version >= 2")) {
      execute(step);
    }
    database.install();
    bench.write(person(2, Value.NULL));
    database.resolveReferences(people, bench.lease(), Optional.empty(), id(3));
    assertThat(list("SELECT p.name, b.name FROM person p JOIN person b ON b.id = p.boss_id"))
        .containsExactly("p1|p2");
    assertThat(database.waitingCount(people.mapping().name())).isEqualTo(1);
  }

  @Test
  void a_table_of_others_gets_no_index() throws SQLException {
    execute("CREATE TABLE member (id bigint PRIMARY KEY, salesforce_id text, boss_id bigint)");

    assertThat(database.addDeferredIndex(members())).isFalse();
    assertThat(indexes()).containsExactly("(id)");
  }

  private ResolvedMapping members() {
    TableDescription table = Bench.table(database, "member");
    return Bench.mapping(
        "members", table, List.of(Bench.bind(table, "Id", "salesforce_id")), DeletePolicy.KEEP);
  }

  private List<String> indexes() throws SQLException {
    return list(
        "SELECT substring(indexdef from '\\(.*') FROM pg_indexes WHERE tablename = 'member'");
  }

  private static ColumnDesign column(String name, boolean unique) {
    return new ColumnDesign(new ColumnName(name), new ColumnType.Whole(Long.SIZE), unique, !unique);
  }

  @Override
  Database open() throws SQLException {
    PostgresServer server = PostgresServer.shared();
    url = server.freshDatabase();
    return open(server.username(), server.password());
  }

  private Database open(String username, String password) {
    var settings =
        DatabaseSettings.of(
            new DatabaseName("app"), url, Optional.of(username), Optional.of(password));
    var pace = new Pace(Clock.systemUTC(), Thread::sleep, new Random(1));
    return new JdbcDatabase(settings, Owner.thisProcess(), pace, Witness.NONE);
  }

  @Override
  Database openAsReader() throws SQLException {
    String name = "reader_" + url.substring(url.lastIndexOf('/') + 1);
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE ROLE " + name + " LOGIN PASSWORD 'x'");
      statement.execute("GRANT SELECT ON ALL TABLES IN SCHEMA public TO " + name);
      statement.execute("REVOKE CREATE ON SCHEMA public FROM PUBLIC");
    }
    return open(name, "x");
  }

  @Override
  Connection connect() throws SQLException {
    return PostgresServer.shared().connect(url);
  }

  @Override
  String emptyAndRestart(String table) {
    return "TRUNCATE " + table + " RESTART IDENTITY";
  }

  @Override
  void noteMarks(String table, String into) throws SQLException {
    execute(
        """
        CREATE FUNCTION note_mark() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
          INSERT INTO %s VALUES (
            CASE current_setting('syncline.writing', true)
            WHEN 'mapping contacts' THEN 'ours' ELSE 'theirs' END);
          RETURN NEW; END $$
        """
            .formatted(into));
    execute(
        "CREATE TRIGGER note_mark AFTER INSERT OR UPDATE ON "
            + table
            + " FOR EACH ROW EXECUTE FUNCTION note_mark()");
  }

  @Override
  String own(String table) {
    return "syncline." + table;
  }

  @Override
  String countedKey() {
    return "BIGINT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY";
  }
}
