package dev.syncline.engine.refresh;

import static dev.syncline.engine.testing.Samples.column;
import static dev.syncline.engine.testing.Samples.field;
import static dev.syncline.engine.testing.Samples.id;
import static dev.syncline.engine.testing.Samples.mapping;
import static dev.syncline.engine.testing.Samples.object;
import static dev.syncline.engine.testing.Samples.table;
import static dev.syncline.engine.testing.Samples.to;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.syncline.engine.ProblemException;
import dev.syncline.engine.mapping.FieldBinding;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.org.ReadingMethod;
import dev.syncline.engine.testing.MemoryDatabase;
import dev.syncline.engine.testing.ScriptedOrg;
import dev.syncline.engine.worker.Pace;
import dev.syncline.engine.worker.RetryPolicy;
import dev.syncline.engine.worker.StopSignal;
import dev.syncline.model.ColumnType;
import dev.syncline.model.Direction;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.FieldType;
import dev.syncline.model.Problem;
import dev.syncline.model.PullOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefreshTest {
  private static final int RECORDS = 95;
  private static final int PAGES = 10;

  private final ScriptedOrg org = new ScriptedOrg(RECORDS);
  private final MemoryDatabase database = new MemoryDatabase();
  private final List<Duration> pauses = Collections.synchronizedList(new ArrayList<>());
  private final List<RefreshProgress> told = Collections.synchronizedList(new ArrayList<>());
  private StopSignal stop = new StopSignal();

  @ParameterizedTest
  @ValueSource(longs = {0, 1_000})
  void every_record_is_loaded_once_by_either_api(long restBelow) throws InterruptedException {
    RefreshReport report = refresh(restBelow).run(contacts(), false);
    assertThat(report.completed()).isTrue();
    assertThat(report.method()).isEqualTo(restBelow == 0 ? ReadingMethod.BULK : ReadingMethod.REST);
    assertThat(report.outcome()).isEqualTo(new PullOutcome(RECORDS, 0, 0, 0, 0));
    assertThat(database.size()).isEqualTo(RECORDS);
    assertThat(org.openedPages).hasSize(PAGES).allSatisfy((_, n) -> assertThat(n).isEqualTo(1));
    assertThat(told.getLast().outcome().records()).isEqualTo(RECORDS);
  }

  @Test
  void a_second_refresh_changes_nothing() throws InterruptedException {
    refresh(0).run(contacts(), false);
    RefreshReport second = refresh(0).run(contacts(), false);
    assertThat(second.outcome()).isEqualTo(new PullOutcome(0, 0, RECORDS, 0, 0));
  }

  @Test
  void a_page_that_was_cut_is_read_again_and_counted_once() throws InterruptedException {
    org.failuresOfPage.put(20, 2);
    RefreshReport report = refresh(0).run(contacts(), false);
    assertThat(report.outcome().inserted()).isEqualTo(RECORDS);
    assertThat(org.openedPages.get(20)).isEqualTo(3);
  }

  @Test
  void a_failure_that_does_not_pass_ends_the_refresh_and_the_next_start_goes_on() {
    org.failuresOfPage.put(50, 1_000);
    assertThat(failureCode()).isEqualTo("ORG-CUT");
    org.failuresOfPage.clear();
    int committed = database.size();
    org.openedPages.clear();
    RefreshReport report = runUnchecked();
    assertThat(report.completed()).isTrue();
    assertThat(report.resumed()).isEqualTo(committed);
    assertThat(org.readings).hasValue(1);
    assertThat(org.openedPages.size() * ScriptedOrg.PAGE)
        .isGreaterThanOrEqualTo(RECORDS - committed)
        .isLessThan(RECORDS - committed + ScriptedOrg.PAGE);
  }

  @Test
  void a_stop_ends_after_the_pages_in_hand_and_is_not_called_complete() {
    var commits = new AtomicInteger();
    database.afterCommit =
        () -> {
          if (commits.incrementAndGet() >= 3) {
            stop.request();
          }
        };
    RefreshReport stopped = runUnchecked();
    assertThat(stopped.completed()).isFalse();
    assertThat(database.size()).isLessThan(RECORDS);
    database.afterCommit = () -> {};
    stop = new StopSignal();
    org.openedPages.clear();
    RefreshReport resumed = runUnchecked();
    assertThat(resumed.completed()).isTrue();
    assertThat(resumed.outcome().inserted()).isEqualTo(RECORDS);
    assertThat(database.size()).isEqualTo(RECORDS);
    assertThat(org.openedPages).hasSizeLessThan(PAGES);
  }

  @Test
  void an_owner_that_was_taken_for_dead_cannot_write() {
    database.afterCommit = database::takeOver;
    assertThat(failureCode()).isEqualTo("LEASE-LOST");
    assertThat(database.size()).isLessThan(RECORDS);
  }

  @Test
  void a_reading_that_the_org_lost_is_started_anew() {
    org.failuresOfPage.put(50, 1_000);
    assertThat(failureCode()).isEqualTo("ORG-CUT");
    org.failuresOfPage.clear();
    org.gone.add("BULK-1");
    RefreshReport report = runUnchecked();
    assertThat(report.completed()).isTrue();
    assertThat(org.readings).hasValue(2);
    assertThat(database.size()).isEqualTo(RECORDS);
  }

  @Test
  void pages_that_hold_fewer_records_than_announced_are_no_success() {
    org.announced = RECORDS + 1;
    assertThat(failureCode()).isEqualTo("REFRESH-INCOMPLETE");
    org.announced = RECORDS;
    assertThat(runUnchecked().completed()).isTrue();
  }

  @Test
  void a_reading_that_does_not_agree_with_its_number_is_begun_anew_once() {
    org.announced = RECORDS + 1;
    var commits = new AtomicInteger();
    database.afterCommit =
        () -> {
          if (commits.incrementAndGet() == PAGES) {
            org.announced = RECORDS;
          }
        };
    assertThat(runUnchecked().completed()).isTrue();
    assertThat(org.readings).hasValue(2);
  }

  @Test
  void pages_of_rest_tell_the_number_that_must_have_been_read() throws InterruptedException {
    refresh(0).run(contacts(), false);
    org.announced = RECORDS + 1;
    org.failuresOfPage.put(90, 1_000);
    assertThat(failureCode(1_000)).isEqualTo("ORG-CUT");
    org.failuresOfPage.clear();
    org.recycleBin.add(id(1));
    org.announced = 0;
    assertThat(failureCode(1_000)).as("a later process knows it").isEqualTo("REFRESH-INCOMPLETE");
    assertThat(database.size()).as("nothing is deleted before").isEqualTo(RECORDS);
  }

  @Test
  void a_reading_that_the_org_gave_up_is_started_anew_once_and_each_start_begins_anew() {
    org.failed.put("BULK-1", new Problem("BULK-ABORTED", ErrorClass.TRANSIENT, "planned", "none"));
    assertThat(runUnchecked().completed()).isTrue();
    assertThat(org.readings).hasValue(2);
    org.failed.put("BULK-3", new Problem("BULK-ABORTED", ErrorClass.TRANSIENT, "planned", "none"));
    org.failed.put("BULK-4", new Problem("BULK-ABORTED", ErrorClass.TRANSIENT, "planned", "none"));
    assertThat(failureCode()).isEqualTo("BULK-ABORTED");
    assertThat(org.readings).hasValue(4);
    assertThat(runUnchecked().completed()).isTrue();
    assertThat(org.readings).hasValue(5);
  }

  @Test
  void a_reading_that_fails_for_a_lasting_reason_fails_at_once_and_is_not_taken_up_again() {
    org.failed.put("BULK-1", new Problem("ORG-QUERY", ErrorClass.MAPPING, "planned", "none"));
    assertThat(failureCode()).isEqualTo("ORG-QUERY");
    assertThat(org.readings).hasValue(1);
    assertThat(database.findUnfinished(contacts().mapping().name())).isEmpty();
    assertThat(runUnchecked().completed()).isTrue();
    assertThat(org.readings).hasValue(2);
  }

  @Test
  @Timeout(60)
  void an_error_in_one_worker_ends_the_refresh_and_keeps_no_other_waiting() {
    database.afterCommit =
        () -> {
          database.afterCommit = () -> {};
          throw new StackOverflowError("planned");
        };
    assertThat(failureCode()).isEqualTo("REFRESH-DEFECT");
    assertThat(runUnchecked().completed()).isTrue();
    assertThat(database.size()).isEqualTo(RECORDS);
  }

  @Test
  void only_records_that_the_org_calls_deleted_lose_their_rows() {
    runUnchecked();
    var smaller = new ScriptedOrg(RECORDS - 5);
    smaller.recycleBin.add(id(RECORDS - 1));
    smaller.recycleBin.add(id(RECORDS - 2));
    RefreshReport report;
    try {
      report = refresh(smaller, 0).run(contacts(), false);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    assertThat(report.outcome()).isEqualTo(new PullOutcome(0, 0, RECORDS - 5, 2, 0));
    assertThat(report.unconfirmed()).isEqualTo(3);
    assertThat(database.size()).isEqualTo(RECORDS - 2);
  }

  @Test
  void fresh_gives_an_unfinished_run_up() throws InterruptedException {
    org.failuresOfPage.put(50, 1_000);
    assertThat(failureCode()).isEqualTo("ORG-CUT");
    org.failuresOfPage.clear();
    RefreshReport report = refresh(0).run(contacts(), true);
    assertThat(report.resumed()).isZero();
    assertThat(org.readings).hasValue(2);
    assertThat(org.gone).contains("BULK-1");
  }

  private String failureCode() {
    return failureCode(0);
  }

  private String failureCode(long restBelow) {
    ProblemException failure =
        catchThrowableOfType(
            ProblemException.class, () -> refresh(restBelow).run(contacts(), false));
    return failure.problem().code();
  }

  private RefreshReport runUnchecked() {
    try {
      return refresh(0).run(contacts(), false);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private Refresh refresh(long restBelow) {
    return refresh(org, restBelow);
  }

  private Refresh refresh(ScriptedOrg scripted, long restBelow) {
    var settings =
        new RefreshSettings(
            3,
            Duration.ofMinutes(1),
            Duration.ofSeconds(1),
            new RetryPolicy(4, Duration.ofMillis(10), Duration.ofMillis(100)),
            restBelow,
            3);
    var pace = new Pace(() -> Instant.EPOCH, pauses::add, new Random(1));
    return new Refresh(scripted, database, settings, pace, told::add, stop);
  }

  private static ResolvedMapping contacts() {
    var name = field("Name", FieldType.STRING);
    var table = table("account", column("name", new ColumnType.LongText()));
    return new ResolvedMapping(
        mapping("account", "Account", to("Name", "name")),
        object("Account", name),
        table,
        table.columns().getFirst(),
        List.of(
            new FieldBinding(
                name, table.columns().getLast(), Direction.PULL, new FieldBinding.Kind.Direct())));
  }
}
