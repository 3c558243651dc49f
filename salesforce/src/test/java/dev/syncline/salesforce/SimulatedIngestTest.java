package dev.syncline.salesforce;

import static dev.syncline.salesforce.testing.DeedOrg.ACCOUNT;
import static dev.syncline.salesforce.testing.DeedOrg.DEED;
import static dev.syncline.salesforce.testing.DeedOrg.field;
import static dev.syncline.salesforce.testing.DeedOrg.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.engine.org.BulkOperation;
import dev.syncline.engine.org.BulkOperation.Kind;
import dev.syncline.engine.org.BulkWriting;
import dev.syncline.engine.org.BulkWriting.State;
import dev.syncline.engine.org.OrgException;
import dev.syncline.model.FieldName;
import dev.syncline.model.FieldWrite;
import dev.syncline.model.RecordId;
import dev.syncline.model.RecordResult;
import dev.syncline.model.RecordResult.Effect;
import dev.syncline.model.RecordResult.Refusal;
import dev.syncline.model.RecordWrite;
import dev.syncline.model.RowKey;
import dev.syncline.model.Value;
import dev.syncline.salesforce.testing.DeedOrg;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/** Writes by ingest jobs to a simulated org over real connections. */
@Timeout(120)
class SimulatedIngestTest {
  private static final FieldName KEY = new FieldName("Key__c");
  private static DeedOrg deeds;

  @BeforeAll
  static void start() throws IOException {
    deeds = new DeedOrg();
  }

  @AfterAll
  static void stop() {
    deeds.close();
  }

  @AfterEach
  void heal() {
    deeds.control("DELETE", "/faults", "");
  }

  @Test
  void values_arrive_as_they_are_null_empties_and_what_is_absent_stays() {
    deeds.create(ACCOUNT, text("Name", "Parent"), text("Ext__c", "bulk parent"));
    RecordId kept = deeds.create(DEED, text("Key__c", "b1"), text("Needed__c", "kept"));
    FieldWrite parent =
        new FieldWrite.ParentKey(
            new FieldName("Account__c"),
            "Account__r",
            new FieldName("Ext__c"),
            new Value.Text("bulk parent"));
    List<RecordWrite> writes =
        List.of(
            upsert(
                "b1",
                text("Text__c", "say \"hi\", 😀\nnext"),
                field("Fine__c", new Value.Numeric(new BigDecimal("0.00000001"))),
                field("Flag__c", new Value.Bool(true)),
                field("Day__c", new Value.Day(LocalDate.of(2026, 2, 28))),
                field("Moment__c", new Value.Moment(Instant.parse("2026-10-25T00:30:00.7Z"))),
                text("Multi__c", "Red;With space"),
                parent),
            upsert("b2", field("Needed__c", Value.NULL), text("Text__c", "")));

    Map<String, RecordResult> results = run(Kind.UPSERT, writes);

    assertThat(results.get("b1")).isEqualTo(done("b1", kept, Effect.UPDATED));
    assertThat(effect(of(results, "b2"))).isEqualTo(Effect.CREATED);
    JsonNode deed = deeds.read(DEED, kept);
    assertThat(deed.get("Text__c").asString()).isEqualTo("say \"hi\", 😀\nnext");
    assertThat(deed.get("Fine__c").decimalValue()).isEqualByComparingTo("0.00000001");
    assertThat(deed.get("Flag__c").booleanValue()).isTrue();
    assertThat(deed.get("Day__c").asString()).isEqualTo("2026-02-28");
    assertThat(deed.get("Moment__c").asString()).isEqualTo("2026-10-25T00:30:00.000+0000");
    assertThat(deed.get("Multi__c").asString()).isEqualTo("Red;With space");
    assertThat(deed.get("Needed__c").asString()).isEqualTo("kept");
    assertThat(deed.get("Account__c").asString()).startsWith("001");
  }

  @Test
  void each_create_gets_its_own_result_whatever_the_order_and_equal_ones_stand_for_each_other() {
    List<RecordWrite> writes = new ArrayList<>();
    for (int i = 0; i < 900; i++) {
      String words = i % 9 == 0 ? "x".repeat(300) : "words " + i % 50;
      writes.add(new RecordWrite.Create(new RowKey("r" + i), List.of(text("Text__c", words))));
    }

    Map<String, RecordResult> results = run(Kind.CREATE, writes);

    assertThat(results).hasSize(900);
    Map<RecordId, String> made = new HashMap<>();
    for (int i = 0; i < 900; i++) {
      RecordResult result = of(results, "r" + i);
      if (i % 9 == 0) {
        RecordResult.Refused refused = (RecordResult.Refused) result;
        assertThat(refused.problem().code()).isEqualTo("ROW-TOO-LONG");
        assertThat(refused.problem().message()).contains("(fields: Text__c)");
      } else {
        assertThat(made.put(((RecordResult.Done) result).id(), "words " + i % 50)).isNull();
      }
    }
    RecordId some = made.keySet().iterator().next();
    assertThat(deeds.read(DEED, some).get("Text__c").asString()).isEqualTo(made.get(some));
  }

  @Test
  void updates_and_deletes_are_matched_by_their_ids() {
    RecordId first = deeds.create(DEED, text("Text__c", "1"));
    RecordId second = deeds.create(DEED, text("Text__c", "2"));
    deeds.control("POST", "/locks", "{\"id\":\"" + first + "\"}");

    Map<String, RecordResult> updated =
        run(
            Kind.UPDATE,
            List.of(
                new RecordWrite.Update(new RowKey("1"), first, List.of(text("Text__c", "a"))),
                new RecordWrite.Update(new RowKey("2"), second, List.of(text("Text__c", "b")))));
    Map<String, RecordResult> deleted =
        run(Kind.DELETE, List.of(new RecordWrite.Delete(new RowKey("2"), second)));
    Map<String, RecordResult> again =
        run(Kind.DELETE, List.of(new RecordWrite.Delete(new RowKey("2"), second)));

    assertThat(((RecordResult.Refused) of(updated, "1")).refusal()).isEqualTo(Refusal.LOCKED);
    assertThat(updated.get("2")).isEqualTo(done("2", second, Effect.UPDATED));
    assertThat(deleted.get("2")).isEqualTo(done("2", second, Effect.DELETED));
    assertThat(again.get("2")).isEqualTo(done("2", second, Effect.ALREADY_GONE));
  }

  @Test
  void a_job_is_taken_up_by_its_handle_and_what_was_not_begun_is_unprocessed() {
    BulkWriting job = deeds.org().writer().startBulk(operation(Kind.UPSERT));
    assertThat(job.state()).isInstanceOf(State.Open.class);
    BulkWriting resumed = deeds.org().writer().resumeBulk(operation(Kind.UPSERT), job.handle());

    resumed.abort();

    assertThat(resumed.state()).isInstanceOf(State.Failed.class);
    resumed.release();
    assertThat(job.state()).isInstanceOf(State.Gone.class);
    assertThatThrownBy(() -> deeds.org().writer().resumeBulk(operation(Kind.UPSERT), "nonsense"))
        .isInstanceOf(OrgException.class);
  }

  @Test
  void a_job_whose_field_is_not_there_fails_and_all_is_unprocessed() {
    BulkWriting job = deeds.org().writer().startBulk(operation(Kind.CREATE));
    List<RecordWrite> writes =
        List.of(new RecordWrite.Create(new RowKey("1"), List.of(text("Nope__c", "x"))));

    job.upload(writes);

    State.Failed failed = (State.Failed) ended(job);
    assertThat(failed.problem().code()).isEqualTo("BULK-BATCH");
    assertThat(failed.problem().message()).contains("Nope__c");
    assertThat(results(job, writes).get("1")).isInstanceOf(RecordResult.Unprocessed.class);
  }

  @Test
  void what_a_file_cannot_say_does_not_fit_and_is_refused() {
    RecordWrite null1 = upsert("n", text("Text__c", "#N/A"));

    assertThat(BulkWriting.fits(null1)).isFalse();
    assertThat(BulkWriting.fits(upsert("#N/A", text("Text__c", "x")))).isFalse();
    assertThat(BulkWriting.fits(upsert("n", text("Text__c", "  ")))).isFalse();
    assertThat(BulkWriting.fits(upsert("n", text("Text__c", "\ud83d")))).isFalse();
    assertThat(BulkWriting.fits(upsert("n", text("Text__c", "x".repeat(131_073))))).isFalse();
    assertThat(BulkWriting.fits(new RecordWrite.Create(new RowKey("1"), List.of()))).isFalse();
    assertThat(BulkWriting.fits(upsert("n", text("Text__c", "a #N/A b")))).isTrue();
    BulkWriting job = deeds.org().writer().startBulk(operation(Kind.UPSERT));
    assertThatThrownBy(() -> job.upload(List.of(null1)))
        .isInstanceOf(IllegalArgumentException.class);
    job.release();
  }

  @Test
  void results_that_are_cut_are_refused_and_whole_when_read_again() {
    List<RecordWrite> writes = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      writes.add(upsert("cut " + i, text("Text__c", "t")));
    }
    BulkWriting job = deeds.org().writer().startBulk(operation(Kind.UPSERT));
    job.upload(writes);
    assertThat(ended(job)).isInstanceOf(State.Complete.class);
    for (String how : List.of("", ",\"cleanEnd\":true")) {
      deeds.control(
          "POST",
          "/faults",
          "{\"match\":{\"path\":\"**/successfulResults\"},\"times\":9,"
              + "\"do\":{\"truncateAfterBytes\":4000"
              + how
              + "}}");
      List<RecordResult> seen = new ArrayList<>();

      assertThatThrownBy(() -> job.results(writes, seen::add)).isInstanceOf(OrgException.class);

      assertThat(seen).isEmpty();
      heal();
    }
    assertThat(results(job, writes)).hasSize(300);
  }

  @Test
  void a_close_whose_answer_is_lost_is_found_done() {
    deeds.control(
        "POST",
        "/faults",
        "{\"match\":{\"method\":\"PATCH\",\"path\":\"**/jobs/ingest/*\"},\"times\":1,"
            + "\"do\":{\"dropAnswer\":true}}");
    BulkWriting job = deeds.org().writer().startBulk(operation(Kind.UPSERT));
    List<RecordWrite> writes = List.of(upsert("closed", text("Text__c", "t")));

    job.upload(writes);

    assertThat(ended(job)).isInstanceOf(State.Complete.class);
    assertThat(results(job, writes)).hasSize(1);
  }

  @Test
  void an_upload_whose_answer_is_lost_leaves_the_job_open() {
    deeds.control(
        "POST",
        "/faults",
        "{\"match\":{\"method\":\"PUT\",\"path\":\"**/batches\"},\"times\":1,"
            + "\"do\":{\"dropAnswer\":true}}");
    BulkWriting job = deeds.org().writer().startBulk(operation(Kind.UPSERT));

    assertThatThrownBy(() -> job.upload(List.of(upsert("open", text("Text__c", "t")))))
        .isInstanceOf(OrgException.class);

    assertThat(job.state()).isInstanceOf(State.Open.class);
    assertThat(deeds.count(DEED, "Key__c = 'open'")).isZero();
  }

  private static BulkOperation operation(Kind kind) {
    Optional<FieldName> key = kind == Kind.UPSERT ? Optional.of(KEY) : Optional.empty();
    return new BulkOperation(deeds.org().describe(DEED), kind, key);
  }

  private static Map<String, RecordResult> run(Kind kind, List<RecordWrite> writes) {
    BulkWriting job = deeds.org().writer().startBulk(operation(kind));
    job.upload(writes);
    assertThat(ended(job)).isInstanceOf(State.Complete.class);
    Map<String, RecordResult> results = results(job, writes);
    job.release();
    return results;
  }

  private static Map<String, RecordResult> results(BulkWriting job, List<RecordWrite> writes) {
    Map<String, RecordResult> results = new HashMap<>();
    job.results(writes, result -> assertThat(results.put(result.row().value(), result)).isNull());
    return results;
  }

  /** Asks until the job has ended; the test's timeout is the deadline. */
  private static State ended(BulkWriting job) {
    while (true) {
      State state = job.state();
      if (!(state instanceof State.Working)) {
        return state;
      }
      Thread.onSpinWait();
    }
  }

  private static RecordWrite upsert(String key, FieldWrite... fields) {
    return new RecordWrite.Upsert(new RowKey(key), KEY, new Value.Text(key), List.of(fields));
  }

  private static RecordResult of(Map<String, RecordResult> results, String row) {
    return Optional.ofNullable(results.get(row)).orElseThrow();
  }

  private static RecordResult done(String row, RecordId id, Effect effect) {
    return new RecordResult.Done(new RowKey(row), id, effect);
  }

  private static Effect effect(RecordResult result) {
    return ((RecordResult.Done) result).effect();
  }
}
