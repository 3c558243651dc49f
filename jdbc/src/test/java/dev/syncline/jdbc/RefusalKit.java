package dev.syncline.jdbc;

import static dev.syncline.jdbc.testing.Bench.bind;
import static dev.syncline.jdbc.testing.PlannedWrites.STAMP;
import static dev.syncline.jdbc.testing.PlannedWrites.id;
import static dev.syncline.jdbc.testing.PlannedWrites.text;
import static dev.syncline.jdbc.testing.PlannedWrites.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.engine.database.PageTask;
import dev.syncline.engine.database.PageWriter;
import dev.syncline.engine.database.ParkedRecord;
import dev.syncline.engine.mapping.FieldBinding;
import dev.syncline.engine.mapping.FieldBinding.Kind;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.pull.PlannedChange;
import dev.syncline.jdbc.testing.Bench;
import dev.syncline.model.DeletePolicy;
import dev.syncline.model.MappingName;
import dev.syncline.model.PullOutcome;
import dev.syncline.model.RecordId;
import dev.syncline.model.RowWrite;
import dev.syncline.model.TableDescription;
import dev.syncline.model.Value;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the user's own tables and constraints stand in the way of, outside of pages. */
abstract class RefusalKit extends TwoWaysKit {
  private static final MappingName PEOPLE = new MappingName("person");

  @Test
  void rows_that_others_refer_to_stay_with_the_reason_and_all_other_deleted_records_go()
      throws SQLException {
    ResolvedMapping people = people("");
    Bench bench = Bench.of(database, people);
    bench.write(people(1, 9));
    execute(
        "CREATE TABLE badge (id INTEGER PRIMARY KEY, person_id BIGINT NOT NULL,"
            + " FOREIGN KEY (person_id) REFERENCES person (id))");
    execute("INSERT INTO badge SELECT 1, id FROM person WHERE name = 'p3'");
    execute("INSERT INTO badge SELECT 2, id FROM person WHERE name = 'p7'");
    PullOutcome outcome = database.applyDeletes(people, bench.lease(), ids(1, 8));
    assertThat(outcome).isEqualTo(new PullOutcome(0, 0, 0, 6, 2));
    assertThat(list("SELECT name FROM person ORDER BY name")).containsExactly("p3", "p7", "p9");
    assertThat(database.counts(PEOPLE).links()).isEqualTo(3);
    List<ParkedRecord> parked = database.parked(PEOPLE, 10);
    assertThat(parked).extracting(ParkedRecord::record).containsExactlyInAnyOrder(id(3), id(7));
    assertThat(parked)
        .allSatisfy(p -> assertThat(p.problem().code()).isEqualTo("ROW-DELETE-REFUSED"))
        .allSatisfy(p -> assertThat(p.problem().message()).contains("badge"));
    execute("DELETE FROM badge WHERE id = 1");
    PullOutcome again = database.applyDeletes(people, bench.lease(), List.of(id(3), id(7)));
    assertThat(again).isEqualTo(new PullOutcome(0, 0, 0, 1, 1));
    assertThat(database.parked(PEOPLE, 10)).extracting(ParkedRecord::record).containsExactly(id(7));
    assertThat(list("SELECT name FROM person ORDER BY name")).containsExactly("p7", "p9");
  }

  @Test
  void rows_that_only_hold_each_other_are_deleted_in_whatever_order_they_come()
      throws SQLException {
    ResolvedMapping people = people(", FOREIGN KEY (boss_id) REFERENCES person (id)");
    Bench bench = Bench.of(database, people);
    bench.write(person(1, Value.NULL));
    for (int number = 2; number <= 9; number++) {
      bench.write(person(number, boss(number - 1)));
    }
    bench.write(person(20, Value.NULL), person(21, Value.NULL));
    bench.write(person(22, boss(20)));
    List<RecordId> deleted = Stream.concat(ids(1, 9).stream(), Stream.of(id(20))).toList();
    PullOutcome outcome = database.applyDeletes(people, bench.lease(), deleted);
    assertThat(outcome).isEqualTo(new PullOutcome(0, 0, 0, 9, 1));
    assertThat(list("SELECT name FROM person ORDER BY name")).containsExactly("p20", "p21", "p22");
  }

  @Test
  void a_reference_follows_its_parent_into_another_row() throws SQLException {
    ResolvedMapping people = people("");
    Bench bench = Bench.of(database, people);
    bench.write(person(1, Value.NULL), person(2, Value.NULL), person(3, boss(1)));
    bench.write(person(4, boss(2)), person(5, boss(99)), person(6, Value.NULL));
    database.applyDeletes(people, bench.lease(), ids(1, 1));
    execute("UPDATE person SET boss_id = NULL WHERE name = 'p4'");
    bench.nextRun();
    bench.write(person(1, Value.NULL));
    PullOutcome outcome = bench.write(person(3, boss(1)), person(4, boss(2)), person(5, boss(99)));
    assertThat(outcome).isEqualTo(new PullOutcome(0, 2, 1, 0, 0));
    String bosses =
        "SELECT p.name, b.name FROM person p JOIN person b ON b.id = p.boss_id ORDER BY p.name";
    assertThat(list(bosses)).containsExactly("p3|p1", "p4|p2");
    assertThat(bench.write(person(3, boss(1)), person(4, boss(2))))
        .isEqualTo(new PullOutcome(0, 0, 2, 0, 0));
  }

  @Test
  void keys_of_text_are_known_again_and_waited_for_under_their_newest_name() throws SQLException {
    execute("CREATE TABLE person (id CHAR(18) PRIMARY KEY, boss_id CHAR(18))");
    TableDescription table = Bench.table(database, "person");
    ResolvedMapping people =
        Bench.mapping(
            "person",
            table,
            List.of(
                bind(table, "Name", "id"),
                bind(table, "ReportsToId", "boss_id", new Kind.LocalKey(PEOPLE))),
            DeletePolicy.DELETE);
    Bench bench = Bench.of(database, people);
    bench.write(person(1, Value.NULL), person(2, boss(1)), person(3, boss(9)));
    bench.nextRun();
    assertThat(bench.write(person(1, Value.NULL), person(2, boss(1)), person(3, boss(9))))
        .isEqualTo(new PullOutcome(0, 0, 3, 0, 0));
    bench.write(write(3, text("new"), boss(9)), write(1, text("chief"), Value.NULL));
    bench.write(person(9, Value.NULL));
    resolve(people, bench, 9);
    assertThat(bench.write(person(2, boss(1)))).isEqualTo(new PullOutcome(0, 1, 0, 0, 0));
    assertThat(list("SELECT id, boss_id FROM person ORDER BY id"))
        .extracting(row -> row.replace(" ", ""))
        .containsExactly("chief|null", "new|p9", "p2|chief", "p9|null");
  }

  @Test
  void references_between_pages_that_are_written_at_once_are_never_lost() throws Exception {
    int pages = 8;
    int size = 500;
    ResolvedMapping people = people("");
    Bench bench = Bench.of(database, people);
    List<PageTask> tasks =
        IntStream.range(0, pages).mapToObj(page -> bench.page("page" + page)).toList();
    try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> done = new ArrayList<>();
      for (int worker = 0; worker < 2; worker++) {
        int first = worker;
        done.add(
            workers.submit(
                () -> {
                  try (PageWriter writer = database.openPageWriter(people)) {
                    for (int page = first; page < pages; page += 2) {
                      Iterator<PlannedChange> changes =
                          IntStream.range(page * size, (page + 1) * size)
                              .mapToObj(n -> person(n, boss((n + size) % (pages * size))))
                              .iterator();
                      writer.write(bench.lease(), tasks.get(page), changes, Optional::empty);
                    }
                  }
                }));
      }
      for (Future<?> one : done) {
        one.get();
      }
    }
    resolve(people, bench, pages * size);
    assertThat(list("SELECT count(*) FROM person WHERE boss_id IS NULL")).containsExactly("0");
    assertThat(database.waitingCount(PEOPLE)).isZero();
  }

  @Test
  void parked_records_that_a_whole_run_did_not_meet_again_are_forgotten() throws SQLException {
    ResolvedMapping people = people(", UNIQUE (name)");
    Bench bench = Bench.of(database, people);
    bench.write(person(1, Value.NULL), person(2, Value.NULL));
    bench.write(write(3, text("p1"), Value.NULL), write(4, text("p2"), Value.NULL));
    assertThat(database.parkedCount(PEOPLE)).isEqualTo(2);
    bench.nextRun();
    bench.write(person(1, Value.NULL), person(2, Value.NULL), write(4, text("p2"), Value.NULL));
    assertThat(database.parkedCount(PEOPLE)).isEqualTo(2);
    bench.nextRun();
    assertThat(database.parked(PEOPLE, 10)).extracting(ParkedRecord::record).containsExactly(id(4));
  }

  @Test
  void references_that_the_database_refuses_wait_on_with_the_reason_and_all_others_are_filled()
      throws SQLException {
    ResolvedMapping people = people(", UNIQUE (boss_id)");
    Bench bench = Bench.of(database, people);
    bench.write(person(1, boss(8)), person(2, boss(8)), person(3, boss(9)), person(4, boss(99)));
    bench.write(person(8, Value.NULL), person(9, Value.NULL));
    resolve(people, bench, 4);
    String bosses =
        "SELECT p.name, b.name FROM person p JOIN person b ON b.id = p.boss_id ORDER BY p.name";
    assertThat(list(bosses)).containsExactly("p1|p8", "p3|p9");
    assertThat(database.counts(PEOPLE).waiting()).isEqualTo(2);
    List<ParkedRecord> parked = database.parked(PEOPLE, 10);
    assertThat(parked).extracting(ParkedRecord::record).containsExactly(id(2));
    assertThat(parked.getFirst().problem().code()).isEqualTo("ROW-REFERENCE-REFUSED");
    resolve(people, bench, 4);
    assertThat(database.parked(PEOPLE, 10)).hasSize(1);
    execute("UPDATE person SET boss_id = NULL WHERE name = 'p1'");
    resolve(people, bench, 4);
    assertThat(list(bosses)).containsExactly("p2|p8", "p3|p9");
    assertThat(database.parked(PEOPLE, 10)).isEmpty();
    assertThat(database.counts(PEOPLE).waiting()).isEqualTo(1);
  }

  @Test
  void rows_with_short_ids_that_differ_in_case_alone_are_adopted_each_by_its_own_record()
      throws SQLException {
    execute(
        "CREATE TABLE old (id " + countedKey() + ", salesforce_id VARCHAR(18), name VARCHAR(80))");
    execute("CREATE INDEX old_salesforce_id ON old (salesforce_id)");
    execute("INSERT INTO old (salesforce_id, name) VALUES ('003000000000aBc', 'other')");
    execute("INSERT INTO old (salesforce_id, name) VALUES ('003000000000AbC', 'mine')");
    execute("INSERT INTO old (salesforce_id, name) VALUES ('003000000000ABC', 'third')");
    TableDescription table = Bench.table(database, "old");
    List<FieldBinding> bindings =
        List.of(bind(table, "Id", "salesforce_id"), bind(table, "Name", "name"));
    Bench bench = Bench.of(database, Bench.mapping("old", table, bindings, DeletePolicy.DELETE));
    bench.write(named("003000000000AbC", "Ann"));
    String names = "SELECT name FROM old ORDER BY id";
    assertThat(list(names)).containsExactly("other", "Ann", "third");
    bench.write(named("003000000000ABC", "Cy"), named("003000000000aBc", "Bob"));
    assertThat(list(names)).containsExactly("Bob", "Ann", "Cy");
  }

  private void resolve(ResolvedMapping people, Bench bench, int last) {
    database.resolveReferences(people, bench.lease(), Optional.empty(), id(last));
  }

  @Override
  ResolvedMapping people(String constraints) throws SQLException {
    execute(
        "CREATE TABLE person (id "
            + countedKey()
            + ", name VARCHAR(80), boss_id BIGINT"
            + constraints
            + ")");
    TableDescription table = Bench.table(database, "person");
    var self = new Kind.LocalKey(PEOPLE);
    return Bench.mapping(
        "person",
        table,
        List.of(bind(table, "Name", "name"), bind(table, "ReportsToId", "boss_id", self)),
        DeletePolicy.DELETE);
  }

  private static PlannedChange[] people(int first, int last) {
    return IntStream.rangeClosed(first, last)
        .mapToObj(number -> person(number, Value.NULL))
        .toArray(PlannedChange[]::new);
  }

  static PlannedChange person(int number, Value boss) {
    return write(number, text("p" + number), boss);
  }

  static Value boss(int number) {
    return text(id(number).value());
  }

  private static List<RecordId> ids(int first, int last) {
    return IntStream.rangeClosed(first, last).mapToObj(number -> id(number)).toList();
  }

  private static PlannedChange named(String shortId, String name) {
    RecordId record = RecordId.of(shortId);
    List<Value> values = List.of(text(record.value()), text(name));
    return new PlannedChange.Write(new RowWrite.Put(record, STAMP, values, values));
  }
}
