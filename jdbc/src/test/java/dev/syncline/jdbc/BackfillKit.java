package dev.syncline.jdbc;

import static dev.syncline.jdbc.testing.PlannedWrites.id;
import static dev.syncline.jdbc.testing.PlannedWrites.park;
import static dev.syncline.jdbc.testing.PlannedWrites.text;
import static dev.syncline.jdbc.testing.PlannedWrites.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.engine.database.Backfills.Filled;
import dev.syncline.engine.database.DatabaseException;
import dev.syncline.engine.database.Lease;
import dev.syncline.engine.database.Revisions;
import dev.syncline.engine.database.Revisions.Author;
import dev.syncline.engine.mapping.FieldBinding;
import dev.syncline.engine.mapping.Narrowing;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.mapping.TableDesign.ColumnDesign;
import dev.syncline.jdbc.testing.Bench;
import dev.syncline.model.ColumnName;
import dev.syncline.model.ColumnType;
import dev.syncline.model.DeletePolicy;
import dev.syncline.model.Direction;
import dev.syncline.model.FieldName;
import dev.syncline.model.MappingName;
import dev.syncline.model.RowKey;
import dev.syncline.model.TableDescription;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The promises of revisions and back-fills, for every kind of database the same. */
abstract class BackfillKit extends OutboxFixture {
  private static final MappingName CONTACTS = new MappingName("contacts");
  private static final FieldName NOTE = new FieldName("Note__c");

  private Revisions revisions() {
    return database.revisions();
  }

  private Lease lease() {
    return database.leases().acquire("back-fill/contacts", Duration.ofMinutes(1));
  }

  /** Four contacts, the first three of them linked by a mapping that has no note yet. */
  private Narrowing contacts() throws SQLException {
    execute(
        "CREATE TABLE contact (id "
            + countedKey()
            + ", salesforce_id CHAR(18), name VARCHAR(80), age INTEGER, note VARCHAR(80))");
    ResolvedMapping before = mapping("contacts", "contact");
    capture(before);
    execute(
        "INSERT INTO contact (id, name, note) VALUES (1, 'Ann', NULL), (2, 'Bea', 'own'),"
            + " (3, 'Cy', 'same'), (4, 'Dee', NULL)");
    for (int i = 1; i <= 3; i++) {
      database.links().set(before, id(i), new RowKey(Integer.toString(i)));
      execute(
          "UPDATE "
              + own("link")
              + " SET base = '{\"Name\":\"known\"}' WHERE row_key = '"
              + i
              + "'");
    }
    database.pullQueue().remove(CONTACTS, List.of(id(1), id(2), id(3)));
    execute("DELETE FROM " + own("outbox"));
    TableDescription table = Bench.table(database, "contact");
    ResolvedMapping after =
        Bench.mapping(
            "contacts",
            table,
            List.of(
                Bench.bind(table, "Id", "salesforce_id"),
                both(Bench.bind(table, "Name", "name")),
                both(Bench.bind(table, "Age__c", "age")),
                both(Bench.bind(table, "Note__c", "note"))),
            DeletePolicy.DELETE);
    ResolvedMapping twoWay = Bench.bothWays(after, after.mapping().rules());
    capture(twoWay);
    return Narrowing.of(twoWay, List.of(NOTE));
  }

  private long token() {
    return database.nextToken();
  }

  @Test
  void revisions_are_kept_once_each_and_number_themselves() {
    Revisions.Revision first =
        revisions().keep(CONTACTS, "object: A\n", Author.RUN, List.of(), List.of());
    Revisions.Revision again =
        revisions().keep(CONTACTS, "object: A\n", Author.APPLY, List.of(), List.of());
    revisions().keep(CONTACTS, "object: B\n", Author.APPLY, List.of(NOTE), List.of());

    assertThat(first.number()).isEqualTo(1);
    assertThat(again).isEqualTo(first);
    assertThat(revisions().list(CONTACTS, 10))
        .extracting(Revisions.Revision::number)
        .containsExactly(2L, 1L);
    assertThat(revisions().last(CONTACTS).orElseThrow().by()).isEqualTo(Author.APPLY);
    assertThat(revisions().find(CONTACTS, 1).orElseThrow().document()).isEqualTo("object: A\n");
    assertThat(revisions().find(CONTACTS, 3)).isEmpty();
    assertThat(revisions().pending(CONTACTS)).as("nothing is linked").isEmpty();
  }

  @Test
  void lines_that_are_added_to_linked_rows_wait_until_they_are_filled_or_dropped()
      throws SQLException {
    contacts();
    var other = new FieldName("Other__c");
    revisions().keep(CONTACTS, "a", Author.RUN, List.of(), List.of());
    revisions().keep(CONTACTS, "b", Author.RUN, List.of(NOTE, other), List.of());
    Lease lease = lease();

    revisions().reached(lease, CONTACTS, List.of(NOTE), id(2), 2);
    assertThat(revisions().pending(CONTACTS))
        .extracting(p -> p.field() + " " + p.revision() + " " + p.reached().isPresent())
        .containsExactly("Note__c 2 true", "Other__c 2 false");
    revisions().keep(CONTACTS, "c", Author.RUN, List.of(), List.of(other));
    revisions().filled(lease, CONTACTS, List.of(NOTE));

    assertThat(revisions().pending(CONTACTS)).isEmpty();
    revisions().again(CONTACTS, List.of(NOTE));
    revisions().reached(lease, CONTACTS, List.of(NOTE), id(1), 1);
    revisions().again(CONTACTS, List.of(NOTE, other));
    assertThat(revisions().pending(CONTACTS))
        .as("what is under way goes on")
        .extracting(p -> p.field() + " " + p.reached())
        .containsExactlyInAnyOrder(NOTE + " " + Optional.of(id(1)), other + " " + Optional.empty());
  }

  @Test
  void only_the_new_column_is_written_and_nobody_notes_it() throws SQLException {
    Narrowing notes = contacts();

    Filled filled =
        database
            .backfills()
            .fill(
                notes,
                lease(),
                token(),
                List.of(
                    write(1, text("told")),
                    write(3, text("same")),
                    write(4, text("nobody's")),
                    write(9, text("nobody's"))));

    assertThat(filled).isEqualTo(new Filled(1, 1, 2, 0));
    assertThat(list("SELECT id, name, age, note FROM contact ORDER BY id"))
        .containsExactly("1|Ann|null|told", "2|Bea|null|own", "3|Cy|null|same", "4|Dee|null|null");
    assertThat(entries()).isEmpty();
    assertThat(links().get(0)).contains("known").contains("\"Note__c\":\"told\"");
    assertThat(links().get(1)).doesNotContain("Note__c");
    assertThat(links().get(2)).contains("\"Note__c\":\"same\"");
  }

  @Test
  void what_rows_say_otherwise_is_left_to_the_merge() throws SQLException {
    Narrowing notes = contacts();
    execute("UPDATE contact SET name = 'New' WHERE id = 1");

    Filled filled =
        database
            .backfills()
            .fill(
                notes,
                lease(),
                token(),
                List.of(write(1, text("a")), write(2, text("b")), park(3)));

    assertThat(filled).isEqualTo(new Filled(0, 0, 0, 3));
    assertThat(database.pullQueue().due(CONTACTS, 10)).containsExactlyInAnyOrder(id(1), id(3));
    assertThat(entries()).containsExactly("1|1|there|READY", "2|1|there|READY");
    assertThat(list("SELECT note FROM contact ORDER BY id"))
        .containsExactly("null", "own", "same", "null");
  }

  @Test
  void a_newer_reading_wins_over_the_page_of_the_back_fill() throws SQLException {
    Narrowing notes = contacts();
    long since = token();
    execute(
        "UPDATE "
            + own("link")
            + " SET base = '{\"Name\":\"known\",\"Note__c\":\"live\"}', read_token = "
            + (since + 1)
            + " WHERE row_key = '1'");

    Filled filled =
        database.backfills().fill(notes, lease(), since, List.of(write(1, text("older"))));

    assertThat(filled).isEqualTo(new Filled(0, 0, 1, 0));
    assertThat(list("SELECT note FROM contact WHERE id = 1")).containsExactly("null");
  }

  @Test
  void a_row_that_is_locked_is_not_waited_for() throws SQLException {
    Narrowing notes = contacts();
    try (var connection = connect();
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("UPDATE contact SET age = 5 WHERE id = 1");

      Filled filled =
          database
              .backfills()
              .fill(notes, lease(), token(), List.of(write(1, text("a")), write(3, text("same"))));

      assertThat(filled.deferred())
          .as(list("SELECT record_id, reason FROM " + own("pull_queue")).toString())
          .isEqualTo(1);
      connection.rollback();
    }
    assertThat(database.pullQueue().count(CONTACTS)).isEqualTo(1);
  }

  @Test
  void a_row_that_the_database_refuses_keeps_nobody_else_from_being_filled() throws SQLException {
    Narrowing notes = contacts();
    execute("ALTER TABLE contact ADD CONSTRAINT short CHECK (note IS NULL OR note <> 'bad')");

    Filled filled =
        database
            .backfills()
            .fill(notes, lease(), token(), List.of(write(1, text("bad")), write(3, text("same"))));

    assertThat(filled).isEqualTo(new Filled(0, 1, 0, 1));
    assertThat(list("SELECT note FROM contact WHERE id = 1")).containsExactly("null");
  }

  @Test
  void a_lease_that_was_taken_over_writes_nothing() throws SQLException {
    Narrowing notes = contacts();
    Lease lease = lease();
    database.leases().release(lease);
    lease();

    assertThatThrownBy(
            () -> database.backfills().fill(notes, lease, token(), List.of(write(1, text("late")))))
        .isInstanceOf(DatabaseException.class)
        .satisfies(e -> assertThat(((DatabaseException) e).problem().code()).isEqualTo(Lease.LOST));
    assertThat(list("SELECT note FROM contact WHERE id = 1")).containsExactly("null");
  }

  @Test
  void portions_follow_the_record_ids_and_rows_that_say_something_are_told() throws SQLException {
    Narrowing notes = contacts();
    ResolvedMapping narrow = pushed(notes.narrow());

    assertThat(database.backfills().portion(CONTACTS, Optional.empty(), 2)).contains(id(2));
    assertThat(database.backfills().portion(CONTACTS, Optional.of(id(2)), 2)).contains(id(3));
    assertThat(database.backfills().portion(CONTACTS, Optional.of(id(3)), 2)).isEmpty();
    assertThat(database.backfills().telling(narrow, Optional.empty(), id(2)))
        .containsExactly(new RowKey("2"));
    assertThat(database.backfills().telling(narrow, Optional.of(id(2)), id(3)))
        .containsExactly(new RowKey("3"));
  }

  private static ResolvedMapping pushed(ResolvedMapping narrow) {
    return new ResolvedMapping(
        narrow.mapping(),
        narrow.object(),
        narrow.table(),
        narrow.rowKey(),
        narrow.bindings().stream()
            .map(b -> new FieldBinding(b.field(), b.column(), Direction.PUSH, b.kind()))
            .toList(),
        narrow.rows(),
        narrow.outOfService());
  }

  @Test
  void columns_are_added_once_and_are_empty() throws SQLException {
    contacts();
    TableDescription table = Bench.table(database, "contact");
    List<String> statements =
        database.columnStatements(
            table.name(),
            List.of(
                new ColumnDesign(new ColumnName("phone"), new ColumnType.Varchar(40), false, false),
                new ColumnDesign(new ColumnName("birthday"), new ColumnType.Date(), false, false)));

    database.capture().run(statements);
    database.capture().run(statements);

    TableDescription now = Bench.table(database, "contact");
    assertThat(now.column("phone").orElseThrow().type()).isEqualTo(new ColumnType.Varchar(40));
    assertThat(now.column("birthday").orElseThrow().type()).isEqualTo(new ColumnType.Date());
    assertThat(list("SELECT phone FROM contact WHERE id = 1")).containsExactly("null");
    assertThat(entries()).isEmpty();
  }
}
