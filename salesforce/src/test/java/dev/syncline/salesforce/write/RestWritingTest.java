package dev.syncline.salesforce.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.engine.org.OrgException;
import dev.syncline.engine.org.WriteBatch;
import dev.syncline.engine.org.WriteRoute;
import dev.syncline.model.FieldName;
import dev.syncline.model.FieldType;
import dev.syncline.model.FieldWrite;
import dev.syncline.model.RecordId;
import dev.syncline.model.RecordResult;
import dev.syncline.model.RecordResult.Refusal;
import dev.syncline.model.RecordWrite;
import dev.syncline.model.RowKey;
import dev.syncline.model.Value;
import dev.syncline.salesforce.http.HttpCall;
import dev.syncline.salesforce.http.HttpReply;
import dev.syncline.salesforce.http.TransportException;
import dev.syncline.salesforce.http.TransportException.Reason;
import dev.syncline.salesforce.rest.OrgVersion;
import dev.syncline.salesforce.testing.ApiFixture;
import dev.syncline.salesforce.testing.FunctionTransport;
import dev.syncline.salesforce.testing.Shapes;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RestWritingTest {
  private static final RecordId ID = RecordId.of("003000000000001AAA");
  private static final RecordWrite CREATE =
      new RecordWrite.Create(new RowKey("1"), List.of(plain("Name", new Value.Text("x"))));

  private final Queue<Answer> answers = new ArrayDeque<>();
  private final ApiFixture fixture = new ApiFixture(this::answer);

  /** What the org does with a call. */
  @FunctionalInterface
  private interface Answer {
    HttpReply to(HttpCall call) throws TransportException;
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void a_connection_that_does_not_come_about_is_tried_again_and_the_write_sent_once() {
    answers.add(call -> fail(Reason.UNREACHABLE));
    answers.add(call -> fail(Reason.UNREACHABLE));
    answers.add(created());

    assertThat(write(WriteRoute.SINGLE, CREATE)).isInstanceOf(RecordResult.Done.class);
    assertThat(sent()).hasSize(3);
  }

  @ParameterizedTest
  @EnumSource(
      value = Reason.class,
      names = {"CUT", "TOO_SLOW", "TOO_LARGE", "INTERRUPTED"})
  void what_may_have_arrived_is_not_sent_again(Reason reason) {
    answers.add(call -> fail(reason));

    assertThat(write(WriteRoute.SINGLE, CREATE)).isInstanceOf(RecordResult.Unanswered.class);
    assertThat(sent()).hasSize(1);
  }

  @Test
  void an_org_that_cannot_be_reached_is_the_orgs_trouble() {
    for (int i = 0; i < 5; i++) {
      answers.add(call -> fail(Reason.UNREACHABLE));
    }

    assertThatThrownBy(() -> write(WriteRoute.COLLECTIONS, CREATE))
        .isInstanceOfSatisfying(
            OrgException.class, e -> assertThat(e.problem().code()).isEqualTo("ORG-UNREACHABLE"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "{}",
        "[]",
        "[{\"id\":\"003000000000001AAA\"}]",
        "[{\"success\":true,\"errors\":[]}]",
        "[{\"success\":true,\"id\":\"nonsense\"}]",
        "[{\"success\":true,\"id\":\"003000000000001AAA\"},{\"success\":true}]",
        "<html>welcome</html>"
      })
  void an_answer_that_is_none_to_a_list_is_a_lost_one(String body) {
    answers.add(call -> FunctionTransport.json(200, body));

    assertThat(write(WriteRoute.COLLECTIONS, CREATE)).isInstanceOf(RecordResult.Unanswered.class);
  }

  @Test
  void an_answer_about_another_record_is_a_lost_one() {
    answers.add(
        call -> FunctionTransport.json(200, "[{\"id\":\"003000000000002AAA\",\"success\":true}]"));

    RecordWrite update = new RecordWrite.Update(new RowKey("1"), ID, List.of());

    assertThat(write(WriteRoute.COLLECTIONS, update)).isInstanceOf(RecordResult.Unanswered.class);
  }

  @Test
  void a_gateway_that_says_no_before_salesforce_is_no_lost_answer() {
    answers.add(call -> HttpReply.of(403, Map.of("Content-Type", "text/html"), "<html>no</html>"));

    assertThatThrownBy(() -> write(WriteRoute.SINGLE, CREATE)).isInstanceOf(OrgException.class);
  }

  @Test
  void a_list_that_is_refused_as_a_whole_is_sent_in_smaller_ones_by_whoever_asked() {
    String body = "[{\"errorCode\":\"JSON_PARSER_ERROR\",\"message\":\"Cannot deserialize\"}]";
    answers.add(call -> FunctionTransport.json(400, body));
    answers.add(call -> FunctionTransport.json(400, body));

    List<RecordResult> both =
        writing()
            .write(
                new WriteBatch(
                    Shapes.object(Map.of()), WriteRoute.COLLECTIONS, List.of(CREATE, CREATE)));
    RecordResult one = write(WriteRoute.COLLECTIONS, CREATE);

    assertThat(both)
        .allSatisfy(
            result ->
                assertThat(((RecordResult.Refused) result).refusal())
                    .isEqualTo(Refusal.ROLLED_BACK));
    assertThat(((RecordResult.Refused) one).refusal()).isEqualTo(Refusal.PERMANENT);
  }

  @Test
  void single_calls_that_were_done_keep_their_results_when_the_org_fails_then() {
    answers.add(created());
    answers.add(
        call ->
            FunctionTransport.json(
                403, "[{\"errorCode\":\"REQUEST_LIMIT_EXCEEDED\",\"message\":\"TotalRequests\"}]"));

    List<RecordResult> results =
        writing()
            .write(
                new WriteBatch(
                    Shapes.object(Map.of()), WriteRoute.SINGLE, List.of(CREATE, CREATE, CREATE)));

    assertThat(results.get(0)).isInstanceOf(RecordResult.Done.class);
    assertThat(results.get(1)).isInstanceOf(RecordResult.Unprocessed.class);
    assertThat(results.get(2)).isInstanceOf(RecordResult.Unprocessed.class);
    assertThat(sent()).hasSize(2);
  }

  @Test
  void a_transaction_is_matched_by_references_and_a_success_in_a_failed_one_is_not_believed() {
    answers.add(
        call ->
            FunctionTransport.json(
                200,
                """
                {"compositeResponse":[
                 {"referenceId":"w1","httpStatusCode":201,
                  "body":{"id":"003000000000002AAA","success":true}},
                 {"referenceId":"w0","httpStatusCode":201,
                  "body":{"id":"003000000000001AAA","success":true}}]}
                """));
    answers.add(
        call ->
            FunctionTransport.json(
                200,
                """
                {"compositeResponse":[
                 {"referenceId":"w0","httpStatusCode":201,
                  "body":{"id":"003000000000001AAA","success":true}},
                 {"referenceId":"w1","httpStatusCode":400,
                  "body":[{"errorCode":"STRING_TOO_LONG","message":"x"}]}]}
                """));
    WriteBatch batch =
        new WriteBatch(Shapes.object(Map.of()), WriteRoute.COMPOSITE, List.of(CREATE, CREATE));

    assertThat(writing().write(batch).getFirst())
        .isEqualTo(new RecordResult.Done(new RowKey("1"), ID, RecordResult.Effect.CREATED));
    assertThat(writing().write(batch)).allMatch(RecordResult.Unanswered.class::isInstance);
  }

  @Test
  void numbers_go_out_with_all_their_digits_and_null_as_null() {
    answers.add(created());
    RecordWrite write =
        new RecordWrite.Create(
            new RowKey("1"),
            List.of(
                plain("A", new Value.Numeric(new BigDecimal("1E-10"))),
                plain("B", new Value.Numeric(new BigDecimal("123456789012345678"))),
                plain("C", new Value.Numeric(new BigDecimal("1E+3"))),
                plain("D", Value.NULL),
                new FieldWrite.ParentKey(
                    new FieldName("AccountId"),
                    "Account",
                    new FieldName("Ext__c"),
                    new Value.Text("v"))));

    write(WriteRoute.SINGLE, write);

    HttpCall call = sent().getFirst();
    assertThat(FunctionTransport.body(call))
        .isEqualTo(
            "{\"A\":0.0000000001,\"B\":123456789012345678,\"C\":1000,\"D\":null,"
                + "\"Account\":{\"Ext__c\":\"v\"}}");
    assertThat(call.headers()).containsEntry("Sforce-Call-Options", "client=Syncline");
  }

  private HttpReply answer(HttpCall call) throws TransportException {
    if (call.uri().getPath().equals("/services/data")) {
      return FunctionTransport.json(200, "[{\"version\":\"68.0\"}]");
    }
    return answers.remove().to(call);
  }

  private List<HttpCall> sent() {
    return fixture.transport.calls("/services/data/v68.0/");
  }

  private RestWriting writing() {
    return new RestWriting(fixture.api, new OrgVersion(fixture.api, "68.0"));
  }

  private RecordResult write(WriteRoute route, RecordWrite write) {
    return writing()
        .write(
            new WriteBatch(Shapes.object(Map.of("Name", FieldType.STRING)), route, List.of(write)))
        .getFirst();
  }

  private static Answer created() {
    return call -> FunctionTransport.json(201, "{\"id\":\"" + ID + "\",\"success\":true}");
  }

  private static HttpReply fail(Reason reason) throws TransportException {
    throw new TransportException(reason, "on purpose", null);
  }

  private static FieldWrite plain(String name, Value value) {
    return new FieldWrite.Plain(new FieldName(name), value);
  }
}
