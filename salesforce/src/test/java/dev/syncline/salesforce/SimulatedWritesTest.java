package dev.syncline.salesforce;

import static dev.syncline.salesforce.testing.DeedOrg.ACCOUNT;
import static dev.syncline.salesforce.testing.DeedOrg.DEED;
import static dev.syncline.salesforce.testing.DeedOrg.field;
import static dev.syncline.salesforce.testing.DeedOrg.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.engine.org.OrgException;
import dev.syncline.engine.org.WriteBatch;
import dev.syncline.engine.org.WriteRoute;
import dev.syncline.model.ErrorClass;
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
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** Writes by REST to a simulated org over real connections. */
@Timeout(120)
class SimulatedWritesTest {
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

  @ParameterizedTest
  @EnumSource(WriteRoute.class)
  void every_kind_of_value_arrives_by_every_route(WriteRoute route) {
    deeds.write(WriteRoute.SINGLE, ACCOUNT, upsert("Ext__c", "parent", text("Name", "Parent")));
    RecordResult made =
        one(
            route,
            create(
                text("Text__c", "say \"hi\", 😀 #N/A"),
                text("Long__c", "two\nlines"),
                field("Fine__c", new Value.Numeric(new BigDecimal("1234567890.12345678"))),
                field("Money__c", new Value.Numeric(new BigDecimal("1E+3"))),
                field("Flag__c", new Value.Bool(true)),
                field("Day__c", new Value.Day(LocalDate.of(1999, 12, 31))),
                field("Moment__c", new Value.Moment(Instant.parse("2026-03-29T01:30:59.999Z"))),
                field("Clock__c", new Value.TimeOfDay(LocalTime.of(23, 59, 59))),
                text("Multi__c", "Red;蓝"),
                new FieldWrite.ParentKey(
                    new FieldName("Account__c"),
                    "Account__r",
                    new FieldName("Ext__c"),
                    new Value.Text("parent"))));

    JsonNode deed = deeds.read(DEED, done(made, Effect.CREATED));
    assertThat(deed.get("Text__c").asString()).isEqualTo("say \"hi\", 😀 #N/A");
    assertThat(deed.get("Fine__c").decimalValue()).isEqualByComparingTo("1234567890.12345678");
    assertThat(deed.get("Money__c").decimalValue()).isEqualByComparingTo("1000");
    assertThat(deed.get("Flag__c").booleanValue()).isTrue();
    assertThat(deed.get("Day__c").asString()).isEqualTo("1999-12-31");
    assertThat(deed.get("Moment__c").asString()).isEqualTo("2026-03-29T01:30:59.000+0000");
    assertThat(deed.get("Clock__c").asString()).isEqualTo("23:59:59.000Z");
    assertThat(deed.get("Multi__c").asString()).isEqualTo("Red;蓝");
    assertThat(deed.get("Account__c").asString()).startsWith("001");
  }

  @ParameterizedTest
  @EnumSource(WriteRoute.class)
  void an_upsert_creates_and_then_updates_and_leaves_other_fields_alone(WriteRoute route) {
    String key = "a/b c.%é " + route;
    RecordId id = done(one(route, upsert("Key__c", key, text("Text__c", "kept"))), Effect.CREATED);

    RecordResult again = one(route, upsert("Key__c", key, field("Long__c", Value.NULL)));

    assertThat(done(again, Effect.UPDATED)).isEqualTo(id);
    assertThat(deeds.read(DEED, id).get("Text__c").asString()).isEqualTo("kept");
    assertThat(deeds.read(DEED, id).get("Key__c").asString()).isEqualTo(key);
  }

  @ParameterizedTest
  @EnumSource(WriteRoute.class)
  void updates_and_deletes_are_done_and_say_when_the_record_is_gone(WriteRoute route) {
    RecordId id = deeds.create(DEED, text("Text__c", "old"));

    assertThat(done(one(route, update(id, text("Text__c", ""))), Effect.UPDATED)).isEqualTo(id);
    assertThat(deeds.read(DEED, id).get("Text__c").isNull()).isTrue();
    assertThat(done(one(route, delete(id)), Effect.DELETED)).isEqualTo(id);
    assertThat(done(one(route, delete(id)), Effect.ALREADY_GONE)).isEqualTo(id);
    assertThat(refused(one(route, update(id, text("Text__c", "x")))).refusal())
        .isEqualTo(Refusal.GONE);
  }

  @Test
  void in_a_list_each_record_stands_for_itself() {
    List<RecordResult> results =
        deeds.write(
            WriteRoute.COLLECTIONS,
            DEED,
            create(text("Text__c", "fine")),
            create(text("Text__c", "x".repeat(300))),
            create(text("Text__c", "fine too")));

    done(results.get(0), Effect.CREATED);
    done(results.get(2), Effect.CREATED);
    RecordResult.Refused tooLong = refused(results.get(1));
    assertThat(tooLong.refusal()).isEqualTo(Refusal.PERMANENT);
    assertThat(tooLong.problem().code()).isEqualTo("ROW-TOO-LONG");
    assertThat(tooLong.problem().errorClass()).isEqualTo(ErrorClass.DATA);
    assertThat(tooLong.problem().message()).contains("STRING_TOO_LONG").contains("Text__c");
  }

  @Test
  void in_a_transaction_the_innocent_are_rolled_back_and_the_guilty_is_named() {
    long before = deeds.count(DEED, "Text__c = 'together'");
    List<RecordResult> results =
        deeds.write(
            WriteRoute.COMPOSITE,
            DEED,
            create(text("Text__c", "together")),
            create(text("Text__c", "x".repeat(300))));

    assertThat(refused(results.get(0)).refusal()).isEqualTo(Refusal.ROLLED_BACK);
    assertThat(refused(results.get(1)).refusal()).isEqualTo(Refusal.PERMANENT);
    assertThat(deeds.count(DEED, "Text__c = 'together'")).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource(WriteRoute.class)
  void a_locked_record_is_refused_as_locked(WriteRoute route) {
    RecordId id = deeds.create(DEED, text("Text__c", "held"));
    JsonNode held = deeds.control("POST", "/locks", "{\"id\":\"" + id + "\"}");

    RecordResult result = one(route, update(id, text("Text__c", "new")));
    deeds.control("DELETE", "/locks/" + held.get("lock").asString(), "");

    assertThat(refused(result).refusal()).isEqualTo(Refusal.LOCKED);
    assertThat(refused(result).problem().code()).isEqualTo("LOCK-ROW");
  }

  @ParameterizedTest
  @EnumSource(WriteRoute.class)
  void a_key_that_names_several_records_is_ambiguous(WriteRoute route) {
    String key = "twice " + route;
    deeds.create(DEED, text("Loose__c", key));
    deeds.create(DEED, text("Loose__c", key));

    RecordResult result = one(route, upsert("Loose__c", key, text("Text__c", "x")));

    assertThat(refused(result).refusal()).isEqualTo(Refusal.AMBIGUOUS);
  }

  @ParameterizedTest
  @EnumSource(WriteRoute.class)
  void a_parent_that_is_not_there_is_the_rows_own_trouble(WriteRoute route) {
    FieldWrite nobody =
        new FieldWrite.ParentKey(
            new FieldName("Account__c"),
            "Account__r",
            new FieldName("Ext__c"),
            new Value.Text("nobody"));
    RecordId id = deeds.create(DEED, text("Text__c", "child"));

    RecordResult.Refused result = refused(one(route, update(id, nobody)));

    assertThat(result.refusal()).isEqualTo(Refusal.PERMANENT);
    assertThat(result.problem().code()).isEqualTo("ROW-NO-PARENT");
  }

  @ParameterizedTest
  @EnumSource(WriteRoute.class)
  void an_answer_that_is_lost_leaves_the_write_unanswered_and_is_not_sent_twice(WriteRoute route) {
    String mark = "lost " + route;
    fault("{\"match\":{\"path\":\"/services/**\"},\"times\":1,\"do\":{\"dropAnswer\":true}}");

    RecordResult result = one(route, create(text("Text__c", mark)));

    assertThat(result).isInstanceOf(RecordResult.Unanswered.class);
    assertThat(deeds.count(DEED, "Text__c = '" + mark + "'")).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(WriteRoute.class)
  void a_cut_or_foreign_answer_leaves_the_write_unanswered(WriteRoute route) {
    for (String damage :
        List.of(
            "{\"truncateAfterBytes\":10}",
            "{\"truncateAfterBytes\":10,\"cleanEnd\":true}",
            "{\"status\":200,\"contentType\":\"text/html\",\"body\":\"<html>hi</html>\"}",
            "{\"status\":200,\"body\":{}}",
            "{\"status\":503,\"contentType\":\"text/html\",\"body\":\"<html>busy</html>\"}",
            "{\"status\":502,\"contentType\":\"text/plain\",\"body\":\"\"}",
            "{\"error\":\"UNKNOWN_EXCEPTION\"}")) {
      fault("{\"match\":{\"path\":\"/services/**\"},\"times\":1,\"do\":" + damage + "}");

      RecordResult result = one(route, create(text("Text__c", "cut")));

      assertThat(result).as(damage).isInstanceOf(RecordResult.Unanswered.class);
      heal();
    }
  }

  @ParameterizedTest
  @EnumSource(WriteRoute.class)
  void trouble_of_the_org_is_thrown_and_nothing_was_done(WriteRoute route) {
    for (String error :
        List.of("REQUEST_LIMIT_EXCEEDED", "SERVER_UNAVAILABLE", "API_DISABLED_FOR_ORG")) {
      fault(
          "{\"match\":{\"path\":\"/services/data/**\"},\"times\":9,\"do\":{\"error\":\""
              + error
              + "\"}}");

      assertThatThrownBy(() -> one(route, create(text("Text__c", "limits " + route))))
          .as(error)
          .isInstanceOf(OrgException.class);
      heal();
    }
    assertThat(deeds.count(DEED, "Text__c = 'limits " + route + "'")).isZero();
  }

  @Test
  void a_refused_session_is_signed_in_anew_and_the_write_is_done_once() {
    fault(
        "{\"match\":{\"path\":\"/services/data/**\"},\"times\":1,"
            + "\"do\":{\"error\":\"INVALID_SESSION_ID\"}}");

    done(one(WriteRoute.COLLECTIONS, create(text("Text__c", "session"))), Effect.CREATED);

    assertThat(deeds.count(DEED, "Text__c = 'session'")).isEqualTo(1);
  }

  @Test
  void an_unknown_code_of_a_row_has_a_stable_code_of_ours_and_the_orgs_words() {
    fault(
        "{\"match\":{\"object\":\"Deed__c\",\"operation\":\"insert\"},\"times\":1,"
            + "\"do\":{\"error\":\"FIELD_CUSTOM_VALIDATION_EXCEPTION\",\"message\":\"No: never\","
            + "\"fields\":[\"Text__c\"]}}");

    RecordResult.Refused result =
        refused(one(WriteRoute.COLLECTIONS, create(text("Text__c", "x"))));

    assertThat(result.problem().code()).isEqualTo("ROW-RULE");
    assertThat(result.problem().message())
        .isEqualTo("FIELD_CUSTOM_VALIDATION_EXCEPTION: No: never (fields: Text__c)");
  }

  @Test
  void ten_thousand_rows_go_out_in_fifty_calls() {
    List<RecordWrite> rows = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      rows.add(
          new RecordWrite.Upsert(
              new RowKey("r" + i), KEY, new Value.Text("k" + i), List.of(text("Text__c", "t"))));
    }
    deeds.org().describe(DEED);
    long before = deeds.org().callsMade();

    for (int at = 0; at < rows.size(); at += 200) {
      List<RecordResult> results =
          deeds
              .org()
              .writer()
              .write(
                  new WriteBatch(
                      deeds.org().describe(DEED),
                      WriteRoute.COLLECTIONS,
                      rows.subList(at, at + 200)));
      assertThat(results).allMatch(RecordResult.Done.class::isInstance);
    }

    assertThat(deeds.org().callsMade() - before).isLessThanOrEqualTo(60);
  }

  @Test
  void too_many_writes_for_a_route_are_refused() {
    RecordWrite[] many = new RecordWrite[26];
    Arrays.fill(many, create(text("Text__c", "x")));

    assertThatThrownBy(() -> deeds.write(WriteRoute.COMPOSITE, DEED, many))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static void fault(String rule) {
    deeds.control("POST", "/faults", rule);
  }

  private static RecordResult one(WriteRoute route, RecordWrite write) {
    return deeds.write(route, DEED, write).getFirst();
  }

  private static RecordWrite create(FieldWrite... fields) {
    return new RecordWrite.Create(new RowKey("1"), List.of(fields));
  }

  private static RecordWrite upsert(String key, String value, FieldWrite... fields) {
    return new RecordWrite.Upsert(
        new RowKey("1"), new FieldName(key), new Value.Text(value), List.of(fields));
  }

  private static RecordWrite update(RecordId id, FieldWrite... fields) {
    return new RecordWrite.Update(new RowKey("1"), id, List.of(fields));
  }

  private static RecordWrite delete(RecordId id) {
    return new RecordWrite.Delete(new RowKey("1"), id);
  }

  private static RecordId done(RecordResult result, Effect effect) {
    assertThat(result)
        .isInstanceOfSatisfying(
            RecordResult.Done.class, done -> assertThat(done.effect()).isEqualTo(effect));
    return ((RecordResult.Done) result).id();
  }

  private static RecordResult.Refused refused(RecordResult result) {
    assertThat(result).isInstanceOf(RecordResult.Refused.class);
    return (RecordResult.Refused) result;
  }
}
