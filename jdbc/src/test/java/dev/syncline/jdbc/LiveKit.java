package dev.syncline.jdbc;

import static dev.syncline.jdbc.testing.PlannedWrites.STAMP;
import static dev.syncline.jdbc.testing.PlannedWrites.id;
import static dev.syncline.jdbc.testing.PlannedWrites.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.syncline.engine.database.AppliedPage;
import dev.syncline.engine.database.ChangeWriter;
import dev.syncline.engine.database.Claim;
import dev.syncline.engine.database.ClaimedRow;
import dev.syncline.engine.database.DatabaseException;
import dev.syncline.engine.database.EventPlace;
import dev.syncline.engine.database.Lease;
import dev.syncline.engine.database.LiveChange;
import dev.syncline.engine.database.LiveCommit;
import dev.syncline.engine.database.LiveOutcome;
import dev.syncline.engine.database.LivePage;
import dev.syncline.engine.database.LiveWriter;
import dev.syncline.engine.database.NewHole;
import dev.syncline.engine.database.PullQueue.Reason;
import dev.syncline.engine.database.PulledPage;
import dev.syncline.engine.database.SeenLink;
import dev.syncline.engine.database.StreamHole;
import dev.syncline.engine.database.StreamName;
import dev.syncline.engine.database.StreamProgress;
import dev.syncline.engine.database.StreamRecord;
import dev.syncline.engine.mapping.FieldBinding;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.pull.PlannedChange;
import dev.syncline.engine.stream.Channel;
import dev.syncline.engine.stream.ReplayId;
import dev.syncline.jdbc.testing.Bench;
import dev.syncline.jdbc.testing.PlannedWrites;
import dev.syncline.model.Direction;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.MappingName;
import dev.syncline.model.OrgName;
import dev.syncline.model.Problem;
import dev.syncline.model.PullOutcome;
import dev.syncline.model.RecordWrite;
import dev.syncline.model.RowWrite;
import dev.syncline.model.SyncRules;
import dev.syncline.model.Value;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The promises of taking events in. */
abstract class LiveKit extends OutboxFixture {
  private static final StreamName STREAM = new StreamName(new OrgName("a"), Channel.ALL_CHANGES);
  private static final ReplayId PLACE = new ReplayId("0a0b");
  private static final MappingName CONTACTS = new MappingName("contacts");
  private static final EventPlace FIRST = new EventPlace(STAMP.plusSeconds(10), 7);

  private @Nullable LiveWriter open;
  private @Nullable Lease held;

  @BeforeEach
  void openWriter() {
    open = database.openLiveWriter();
    held = database.leases().acquire("live", Duration.ofMinutes(5));
  }

  @AfterEach
  void closeWriter() {
    writer().close();
  }

  private LiveWriter writer() {
    return Objects.requireNonNull(open);
  }

  private Lease lease() {
    return Objects.requireNonNull(held);
  }

  /** Contacts that go both ways, of which one is linked. */
  private ResolvedMapping contacts() throws SQLException {
    return table("contacts", "contact");
  }

  private ResolvedMapping table(String mapping, String table) throws SQLException {
    execute(
        "CREATE TABLE %s (id %s, salesforce_id CHAR(18), name VARCHAR(80),"
                .formatted(table, countedKey())
            + " age INTEGER CHECK (age < 150))");
    ResolvedMapping made = Bench.bothWays(mapping(mapping, table), SyncRules.STANDARD);
    capture(made);
    return made;
  }

  private AppliedPage read(ResolvedMapping mapping, long token, PlannedChange... changes) {
    Lease lease = database.leases().acquire("pull", Duration.ofMinutes(1));
    try (ChangeWriter pulled = database.openChangeWriter(mapping)) {
      return pulled.apply(
          lease,
          new PulledPage(token, Arrays.asList(changes), Map.of(), List.of(), Optional.empty()));
    } finally {
      database.leases().release(lease);
    }
  }

  private void read(ResolvedMapping mapping, int number, String name, int age) {
    read(mapping, database.nextToken(), contact(number, name, age));
  }

  private LiveChange change(
      ResolvedMapping mapping, int number, EventPlace place, boolean own, Value... values) {
    Optional<SeenLink> link =
        Optional.ofNullable(writer().links(mapping, List.of(id(number))).get(id(number)));
    Instant stamp = link.map(l -> l.record().systemModstamp()).orElse(STAMP);
    var put = new RowWrite.Put(id(number), stamp, Arrays.asList(values), Arrays.asList(values));
    return new LiveChange(put, link.map(SeenLink::version), place, own);
  }

  private LiveChange named(ResolvedMapping mapping, int number, String name) {
    return change(mapping, number, FIRST, false, ids(number), text(name), number("1"));
  }

  private LiveOutcome commit(LivePage... pages) {
    return writer()
        .commit(
            lease(),
            new LiveCommit(
                database.nextToken(),
                Arrays.asList(pages),
                Optional.of(
                    new StreamProgress(STREAM, Optional.of(PLACE), 3, Optional.of(FIRST.at()))),
                List.of()));
  }

  private LiveOutcome commit(ResolvedMapping mapping, LiveChange... changes) {
    return commit(new LivePage(mapping, Arrays.asList(changes), Map.of()));
  }

  private static AppliedPage applied(LiveOutcome outcome) {
    return Objects.requireNonNull(outcome.pages().get(CONTACTS));
  }

  private List<String> queued() throws SQLException {
    return list("SELECT record_id, reason FROM " + own("pull_queue") + " ORDER BY record_id");
  }

  private SeenLink link(ResolvedMapping mapping, int number) {
    return Objects.requireNonNull(writer().links(mapping, List.of(id(number))).get(id(number)));
  }

  @Test
  void events_change_rows_and_note_their_place_and_that_of_the_stream() throws SQLException {
    ResolvedMapping contacts = contacts();
    read(contacts, 1, "Ann", 1);
    SeenLink before = link(contacts, 1);
    assertThat(before.event()).isEmpty();
    LiveOutcome outcome = commit(contacts, named(contacts, 1, "Eve"));
    assertThat(applied(outcome)).isEqualTo(new AppliedPage(new PullOutcome(0, 1, 0, 0, 0), 0, 0));
    assertThat(list("SELECT name, age FROM contact")).containsExactly("Eve|1");
    SeenLink after = link(contacts, 1);
    assertThat(after.event()).contains(FIRST);
    assertThat(after.record().eventToken()).isGreaterThan(before.record().readToken());
    assertThat(after.record().systemModstamp()).isEqualTo(before.record().systemModstamp());
    assertThat(after.record().readToken()).isEqualTo(before.record().readToken());
    assertThat(after.version()).isNotEqualTo(before.version());
    assertThat(list("SELECT row_key FROM " + own("outbox"))).isEmpty();
    StreamRecord stream = database.streams().find(STREAM).orElseThrow();
    assertThat(stream.reached()).contains(PLACE);
    assertThat(stream.events()).isEqualTo(3);
    assertThat(stream.until()).contains(FIRST.at());
  }

  @Test
  void a_created_record_becomes_a_row_and_what_is_known_is_noted_alone() throws SQLException {
    ResolvedMapping contacts = contacts();
    assertThat(applied(commit(contacts, named(contacts, 1, "Ann"))).outcome().inserted())
        .isEqualTo(1);
    assertThat(list("SELECT salesforce_id, name FROM contact")).containsExactly(id(1) + "|Ann");
    assertThat(link(contacts, 1).record().readToken()).isZero();
    var later = new EventPlace(FIRST.at(), 8);
    LiveChange same = change(contacts, 1, later, false, ids(1), text("Ann"), number("1"));
    assertThat(applied(commit(contacts, same)).outcome().unchanged()).isEqualTo(1);
    assertThat(link(contacts, 1).event()).contains(later);
  }

  @Test
  void a_link_that_has_changed_since_it_was_read_sends_its_record_to_the_queue()
      throws SQLException {
    ResolvedMapping contacts = contacts();
    read(contacts, 1, "Ann", 1);
    LiveChange stale = named(contacts, 1, "Eve");
    LiveChange absent = named(contacts, 2, "Bob");
    read(contacts, 1, "Zoe", 2);
    read(contacts, 2, "Bo", 2);
    assertThat(applied(commit(contacts, stale, absent)).deferred()).isEqualTo(2);
    assertThat(list("SELECT name FROM contact ORDER BY id")).containsExactly("Zoe", "Bo");
    assertThat(queued()).containsExactly(id(1) + "|STALE_READ", id(2) + "|STALE_READ");
  }

  @Test
  void a_row_with_a_change_of_its_own_is_left_and_our_own_change_waits_for_its_push()
      throws SQLException {
    ResolvedMapping contacts = contacts();
    read(contacts, 1, "Ann", 1);
    read(contacts, 2, "Bob", 1);
    execute("UPDATE contact SET age = 9");
    LiveChange theirs = named(contacts, 1, "Eve");
    LiveChange ours = change(contacts, 2, FIRST, true, ids(2), text("Bob"), number("9"));
    LiveOutcome outcome = commit(contacts, theirs, ours);
    assertThat(queued()).containsExactly(id(1) + "|PENDING_CHANGE");
    assertThat(outcome.aside().get(CONTACTS)).containsExactly(id(2));
    assertThat(list("SELECT name, age FROM contact ORDER BY id")).containsExactly("Ann|9", "Bob|9");
    assertThat(list("SELECT count(*) FROM " + own("outbox"))).containsExactly("2");
  }

  @Test
  void a_record_of_ours_without_a_link_waits_while_its_create_is_under_way() throws SQLException {
    ResolvedMapping contacts = contacts();
    execute("INSERT INTO contact (name, age) VALUES ('New', 1)");
    Claim claim = outbox().newClaim();
    var row = claim(contacts, claim).getFirst();
    var create = new RecordWrite.Create(row.key(), List.of());
    outbox()
        .intend(
            CONTACTS,
            claim,
            List.of(new ClaimedRow.Intent(create, database.now(), Optional.empty())));
    LiveChange ours = change(contacts, 1, FIRST, true, ids(1), text("New"), number("1"));
    LiveChange theirs = named(contacts, 2, "Bob");
    LiveOutcome outcome = commit(contacts, ours, theirs);
    assertThat(outcome.aside().get(CONTACTS)).containsExactly(id(1));
    assertThat(queued()).containsExactly(id(2) + "|UNKNOWN_CREATE");
    assertThat(list("SELECT count(*) FROM contact")).containsExactly("1");
  }

  @Test
  void a_deleted_record_is_not_brought_back_and_a_parked_one_is_read() throws SQLException {
    ResolvedMapping contacts = contacts();
    read(contacts, 1, "Ann", 1);
    Lease lease = database.leases().acquire("pull", Duration.ofMinutes(1));
    try (ChangeWriter pulled = database.openChangeWriter(contacts)) {
      pulled.apply(
          lease,
          new PulledPage(
              database.nextToken(),
              List.of(),
              Map.of(id(1), Optional.empty()),
              List.of(),
              Optional.empty()));
    }
    database.leases().release(lease);
    read(contacts, database.nextToken(), PlannedWrites.park(2));
    commit(contacts, named(contacts, 1, "Eve"), named(contacts, 2, "Bob"));
    assertThat(list("SELECT name FROM contact")).isEmpty();
    assertThat(queued()).containsExactly(id(1) + "|STALE_READ", id(2) + "|STALE_READ");
  }

  @Test
  void a_locked_row_is_not_waited_for() throws SQLException {
    ResolvedMapping contacts = contacts();
    read(contacts, 1, "Ann", 1);
    LiveChange change = named(contacts, 1, "Eve");
    try (Connection application = connect();
        Statement statement = application.createStatement()) {
      application.setAutoCommit(false);
      statement.execute("SELECT * FROM contact FOR UPDATE");
      assertThat(applied(commit(contacts, change)).deferred()).isEqualTo(1);
      application.rollback();
    }
    assertThat(queued()).containsExactly(id(1) + "|LOCKED");
  }

  @Test
  void a_reading_that_began_before_an_event_was_taken_in_does_not_write_over_it()
      throws SQLException {
    ResolvedMapping contacts = contacts();
    read(contacts, 1, "Ann", 1);
    long before = database.nextToken();
    commit(contacts, named(contacts, 1, "Eve"));
    PlannedChange older =
        PlannedWrites.writeAt(1, STAMP.plusSeconds(5), ids(1), text("Old"), number("1"));
    assertThat(read(contacts, before, older).deferred()).isEqualTo(1);
    assertThat(list("SELECT name FROM contact")).containsExactly("Eve");
    assertThat(queued()).containsExactly(id(1) + "|STALE_READ");
    assertThat(read(contacts, database.nextToken(), older).outcome().updated()).isEqualTo(1);
    assertThat(list("SELECT name FROM contact")).containsExactly("Old");
    assertThat(queued()).isEmpty();
  }

  @Test
  void rows_of_several_mappings_commit_together_or_not_at_all() throws SQLException {
    ResolvedMapping contacts = contacts();
    ResolvedMapping people = table("people", "person");
    LivePage first = new LivePage(contacts, List.of(named(contacts, 1, "Ann")), Map.of());
    LivePage second =
        new LivePage(people, List.of(named(people, 2, "Bob")), Map.of(id(9), Reason.DELETED));
    Lease ours = lease();
    held = new Lease(ours.job(), ours.fence() - 1);
    DatabaseException lost =
        catchThrowableOfType(DatabaseException.class, () -> commit(first, second));
    assertThat(lost.problem().code()).isEqualTo(Lease.LOST);
    held = ours;
    assertThat(list("SELECT name FROM contact")).isEmpty();
    assertThat(database.streams().find(STREAM)).isEmpty();
    commit(first, second);
    assertThat(list("SELECT name FROM contact")).containsExactly("Ann");
    assertThat(list("SELECT name FROM person")).containsExactly("Bob");
    assertThat(queued()).containsExactly(id(9) + "|DELETED");
  }

  @Test
  void a_row_that_the_database_refuses_is_parked_and_the_others_go_in() throws SQLException {
    ResolvedMapping contacts = contacts();
    LiveChange bad = change(contacts, 1, FIRST, false, ids(1), text("Ann"), number("200"));
    AppliedPage applied = applied(commit(contacts, bad, named(contacts, 2, "Bob")));
    assertThat(applied.outcome()).isEqualTo(new PullOutcome(1, 0, 0, 0, 1));
    assertThat(list("SELECT name FROM contact")).containsExactly("Bob");
    assertThat(list("SELECT record_id FROM " + own("parked"))).containsExactly(id(1).value());
  }

  @Test
  void what_is_not_pulled_stays_in_the_base() throws SQLException {
    ResolvedMapping contacts = contacts();
    List<FieldBinding> bindings =
        contacts.bindings().stream()
            .map(
                b ->
                    b.field().name().value().equals("Age__c")
                        ? new FieldBinding(b.field(), b.column(), Direction.PUSH, b.kind())
                        : b)
            .toList();
    read(contacts, 1, "Ann", 1);
    var pushing =
        new ResolvedMapping(
            contacts.mapping(), contacts.object(), contacts.table(), contacts.rowKey(), bindings);
    commit(pushing, change(pushing, 1, FIRST, false, ids(1), text("Eve"), Value.NULL));
    assertThat(list("SELECT name, age FROM contact")).containsExactly("Eve|1");
    assertThat(link(contacts, 1).record().base())
        .containsExactly(Optional.of(ids(1)), Optional.of(text("Eve")), Optional.of(number("1")));
  }

  @Test
  void streams_are_remembered_and_begun_anew_and_their_holes_opened_and_closed()
      throws SQLException {
    ResolvedMapping contacts = contacts();
    commit(contacts, named(contacts, 1, "Ann"));
    var problem = new Problem("STREAM-ENDED", ErrorClass.TRANSIENT, "it ended", "wait");
    database
        .streams()
        .note(
            lease(), STREAM, Optional.of("00D"), StreamRecord.State.WAITING, Optional.of(problem));
    List<NewHole> holes = List.of(new NewHole(CONTACTS, StreamHole.Cause.REPLAY_REFUSED, STAMP));
    List<StreamHole> opened = database.streams().restart(lease(), STREAM, holes);
    StreamRecord waiting = database.streams().list().getFirst();
    assertThat(waiting.stream()).isEqualTo(STREAM);
    assertThat(waiting.reached()).isEmpty();
    assertThat(waiting.organization()).contains("00D");
    assertThat(waiting.state()).isEqualTo(StreamRecord.State.WAITING);
    assertThat(waiting.problem()).contains(problem);
    assertThat(database.streams().holes()).isEqualTo(opened);
    assertThat(opened.getFirst().mapping()).isEqualTo(CONTACTS);
    assertThat(opened.getFirst().from()).isEqualTo(STAMP);
    database.streams().close(opened);
    database
        .streams()
        .note(lease(), STREAM, Optional.empty(), StreamRecord.State.OPEN, Optional.empty());
    assertThat(database.streams().holes()).isEmpty();
    StreamRecord now = database.streams().find(STREAM).orElseThrow();
    assertThat(now.holes()).isEqualTo(1);
    assertThat(now.organization()).contains("00D");
    assertThat(now.problem()).isEmpty();
  }

  @Test
  void holes_open_with_the_events_that_tell_of_them() throws SQLException {
    ResolvedMapping contacts = contacts();
    var progress = new StreamProgress(STREAM, Optional.of(PLACE), 1, Optional.empty());
    LiveOutcome outcome =
        writer()
            .commit(
                lease(),
                new LiveCommit(
                    database.nextToken(),
                    List.of(new LivePage(contacts, List.of(), Map.of())),
                    Optional.of(progress),
                    List.of(new NewHole(CONTACTS, StreamHole.Cause.OVERFLOW, STAMP))));
    assertThat(outcome.holes()).isEqualTo(database.streams().holes()).hasSize(1);
  }
}
