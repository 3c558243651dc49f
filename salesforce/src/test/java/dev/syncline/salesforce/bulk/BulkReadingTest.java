package dev.syncline.salesforce.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.engine.org.OrgException;
import dev.syncline.engine.org.PageList;
import dev.syncline.engine.org.PageRef;
import dev.syncline.engine.org.ReadingMethod;
import dev.syncline.engine.org.ReadingState;
import dev.syncline.engine.org.RecordPage;
import dev.syncline.engine.org.RecordQuery;
import dev.syncline.engine.org.RecordReading;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.OrgName;
import dev.syncline.model.RecordChange;
import dev.syncline.model.RecordId;
import dev.syncline.salesforce.OrgEnvironment;
import dev.syncline.salesforce.OrgSettings;
import dev.syncline.salesforce.SalesforceOrg;
import dev.syncline.salesforce.auth.Credentials;
import dev.syncline.salesforce.auth.Secret;
import dev.syncline.salesforce.http.HttpCall;
import dev.syncline.salesforce.http.HttpMethod;
import dev.syncline.salesforce.http.HttpReply;
import dev.syncline.salesforce.testing.ApiFixture;
import dev.syncline.salesforce.testing.FunctionTransport;
import dev.syncline.salesforce.testing.MemoryTokens;
import dev.syncline.salesforce.testing.Shapes;
import dev.syncline.salesforce.testing.TurnedTime;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Readings over a transport that is a function, through the org as the engine sees it. */
class BulkReadingTest {
  private static final String JOB = "750000000000001AAA";
  private static final String JOB_PATH = "/services/data/v68.0/jobs/query/" + JOB;
  private static final RecordQuery QUERY = Shapes.query("LastName");
  private static final String DESCRIBE =
      """
      {"name":"Contact","label":"Contact","keyPrefix":"003","queryable":true,"fields":[
        {"name":"Id","type":"id"},{"name":"LastName","type":"string"},
        {"name":"MailingAddress","type":"address"},{"name":"SystemModstamp","type":"datetime"}]}
      """;
  private static final String CSV =
      """
      "LastName","Id","SystemModstamp"
      "x","003000000000001AAA","2024-05-08T21:20:00.000Z"
      """;

  private final AtomicReference<String> version = new AtomicReference<>("68.0");
  private final Map<String, HttpReply> answers = new HashMap<>();
  private final FunctionTransport transport = new FunctionTransport(this::answer);
  private SalesforceOrg org = org(OptionalInt.empty());

  @AfterEach
  void close() {
    org.close();
  }

  @Test
  void a_job_is_made_with_the_query_and_can_be_taken_up_by_its_handle() {
    RecordReading reading = org.startReading(QUERY, ReadingMethod.BULK);

    HttpCall created = transport.calls("/services/data/v68.0/jobs/query").getFirst();
    assertThat(FunctionTransport.body(created))
        .contains("\"query\":\"SELECT LastName,Id,SystemModstamp FROM Contact\"")
        .contains("\"operation\":\"query\"");
    assertThat(reading.method()).isEqualTo(ReadingMethod.BULK);

    int before = transport.calls().size();
    RecordReading resumed = org.resumeReading(QUERY, reading.handle());
    assertThat(transport.calls()).hasSize(before);
    assertThat(resumed.handle()).isEqualTo(reading.handle());
    assertThat(resumed.method()).isEqualTo(ReadingMethod.BULK);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Open", "UploadComplete", "InProgress"})
  void a_job_that_still_runs_is_preparing(String state) {
    answers.put(JOB_PATH, job(state, 1_200));

    assertThat(reading().state()).isEqualTo(new ReadingState.Preparing(1_200));
  }

  @Test
  void a_finished_job_is_ready_with_its_number_of_records() {
    answers.put(JOB_PATH, job("JobComplete", 3));

    assertThat(reading().state()).isEqualTo(new ReadingState.Ready(OptionalLong.of(3)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          InvalidBatch : Failed: MALFORMED_QUERY: unexpected token | ORG-QUERY | MAPPING
          InvalidBatch : INVALID_FIELD: No such column 'X' | FIELD-UNKNOWN | MAPPING
          QUERY_TIMEOUT: Your query request was running for too long | LIMIT-TOO-LONG | TRANSIENT
          Something nobody has seen | REFUSED | MAPPING
          """)
  void a_failed_job_says_why(String words, String code, ErrorClass errorClass) {
    answers.put(
        JOB_PATH,
        FunctionTransport.json(200, "{\"state\":\"Failed\",\"errorMessage\":\"" + words + "\"}"));

    assertThat(reading().state())
        .isInstanceOfSatisfying(
            ReadingState.Failed.class,
            failed -> {
              assertThat(failed.problem().message()).contains(words);
              if (!code.equals("REFUSED")) {
                assertThat(failed.problem().code()).isEqualTo(code);
                assertThat(failed.problem().errorClass()).isEqualTo(errorClass);
              }
            });
  }

  @Test
  void a_job_that_the_org_no_longer_has_is_gone() {
    answers.put(JOB_PATH, notFound());

    assertThat(reading().state())
        .isInstanceOfSatisfying(
            ReadingState.Failed.class,
            failed -> {
              assertThat(failed.problem().code()).isEqualTo("READING-GONE");
              assertThat(failed.problem().errorClass()).isEqualTo(ErrorClass.TRANSIENT);
            });
  }

  @Test
  void pages_are_listed_five_by_five_and_read_in_any_order() {
    answers.put(
        JOB_PATH + "/resultPages",
        FunctionTransport.json(
            200,
            """
            {"resultPages":[{"resultUrl":"%1$s/results?locator=aaa"},
                            {"resultUrl":"services/data/v68.0/jobs/query/%2$s/results?locator=b"}],
             "nextRecordsUrl":"%1$s/resultPages?locator=ccc","done":false}
            """
                .formatted(JOB_PATH, JOB)));
    answers.put(
        JOB_PATH + "/resultPages?locator=ccc",
        FunctionTransport.json(
            200,
            "{\"resultPages\":[{\"resultUrl\":\""
                + JOB_PATH
                + "/results?locator=ccc\"}],"
                + "\"done\":true}"));
    answers.put(JOB_PATH + "/results?locator=b", csv("ddd"));
    RecordReading reading = reading();

    PageList first = reading.pages(Optional.empty());
    PageList second = reading.pages(first.cursor());

    assertThat(first.pages())
        .containsExactly(
            new PageRef(JOB_PATH + "/results?locator=aaa"),
            new PageRef(JOB_PATH + "/results?locator=b"));
    assertThat(second.pages()).containsExactly(new PageRef(JOB_PATH + "/results?locator=ccc"));
    assertThat(second.cursor()).isEmpty();
    try (RecordPage page = reading.open(first.pages().get(1))) {
      assertThat(all(page)).hasSize(1);
      assertThat(page.nextPage()).as("listed pages do not name each other").isEmpty();
    }
    assertThat(transport.calls(JOB_PATH + "/results").getLast().headers())
        .containsEntry("Accept", "text/csv");
  }

  @Test
  void before_58_or_with_a_chosen_size_each_page_names_the_next() {
    version.set("57.0");
    org.close();
    org = org(OptionalInt.of(5_000));
    String path = "/services/data/v57.0/jobs/query/" + JOB;
    answers.put(path + "/results?maxRecords=5000", csv("MTA="));
    answers.put(path + "/results?locator=MTA%3D&maxRecords=5000", csv("null"));
    RecordReading started = org.startReading(QUERY, ReadingMethod.BULK);
    RecordReading reading = org.resumeReading(QUERY, started.handle());

    PageList list = reading.pages(Optional.empty());

    assertThat(list.cursor()).isEmpty();
    assertThat(list.pages()).hasSize(1);
    PageRef next;
    try (RecordPage page = reading.open(list.pages().getFirst())) {
      assertThat(all(page)).hasSize(1);
      next = page.nextPage().orElseThrow();
    }
    try (RecordPage page = reading.open(next)) {
      assertThat(all(page)).hasSize(1);
      assertThat(page.nextPage()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"resultPages\":[{}],\"done\":true}",
        "{\"resultPages\":[],\"done\":false,\"nextRecordsUrl\":\"/services/data/x\"}",
        "{\"resultPages\":[{\"resultUrl\":\"/services/x\"}],\"done\":false}",
        "{\"resultPages\":[{\"resultUrl\":\"https://evil.com/services/x\"}],\"done\":true}"
      })
  void a_list_of_pages_that_is_not_whole_is_refused(String list) {
    answers.put(JOB_PATH + "/resultPages", FunctionTransport.json(200, list));

    assertThatThrownBy(() -> reading().pages(Optional.empty()))
        .isInstanceOfSatisfying(
            OrgException.class, e -> assertThat(e.errorClass()).isEqualTo(ErrorClass.TRANSIENT));
  }

  @Test
  void a_page_that_the_org_does_not_find_twice_is_gone() {
    answers.put(JOB_PATH + "/results?locator=aaa", notFound());
    RecordReading reading = reading();

    assertThatThrownBy(() -> reading.open(new PageRef(JOB_PATH + "/results?locator=aaa")))
        .isInstanceOfSatisfying(
            OrgException.class, e -> assertThat(e.problem().code()).isEqualTo("READING-GONE"));
    assertThat(transport.calls(JOB_PATH + "/results")).hasSize(2);
  }

  @Test
  void results_that_are_kept_for_another_api_version_are_gone() {
    HttpReply conflict =
        FunctionTransport.json(
            409, "[{\"errorCode\":\"API_ERROR\",\"message\":\"made in version 59.0\"}]");
    answers.put(JOB_PATH, conflict);
    answers.put(JOB_PATH + "/resultPages", conflict);
    answers.put(JOB_PATH + "/results?locator=aaa", conflict);

    assertThat(reading().state()).asString().contains("READING-GONE");
    PageRef page = new PageRef(JOB_PATH + "/results?locator=aaa");
    List<ThrowingCallable> asked =
        List.of(() -> reading().pages(Optional.empty()), () -> reading().open(page));
    assertThat(asked)
        .allSatisfy(ask -> assertThatThrownBy(ask).hasMessageContaining("READING-GONE"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/services/data/v68.0/sobjects/User/005",
        "/services/data/v68.0/jobs/query/750000000000009AAA/results?locator=a",
        "https://evil.com/services/data/v68.0/jobs/query/750000000000001AAA/results",
        "/secur/jobs/query/750000000000001AAA/results"
      })
  void a_page_of_another_reading_is_not_asked_for(String page) {
    RecordReading reading = reading();
    int before = transport.calls().size();

    assertThatThrownBy(() -> reading.open(new PageRef(page)))
        .isInstanceOfSatisfying(
            OrgException.class, e -> assertThat(e.problem().code()).isEqualTo("READING-GONE"));
    assertThat(transport.calls()).hasSize(before);
  }

  @Test
  void a_handle_of_another_kind_is_a_reading_that_is_gone() {
    for (String handle : List.of("", "x", "BULK:68.0:001000000000001AAA", "REST:../", "BULK:1:2")) {
      RecordReading reading = org.resumeReading(QUERY, handle);
      assertThat(reading.state())
          .isInstanceOfSatisfying(
              ReadingState.Failed.class,
              failed -> assertThat(failed.problem().code()).isEqualTo("READING-GONE"));
    }
    assertThat(transport.calls()).isEmpty();
  }

  @Test
  void compound_fields_are_refused_before_a_job_is_made() {
    assertThatThrownBy(() -> org.startReading(Shapes.query("MailingAddress"), ReadingMethod.BULK))
        .isInstanceOfSatisfying(
            OrgException.class,
            e -> assertThat(e.problem().code()).isEqualTo("FIELD-COMPOUND-IN-BULK"));
    assertThat(transport.calls("/services/data/v68.0/jobs")).isEmpty();
  }

  @Test
  void an_object_without_a_recycle_bin_is_not_asked_for_deleted_records() {
    assertThat(org.deletedAmong(QUERY.object(), List.of(RecordId.of("003000000000001AAA"))))
        .isEmpty();
    assertThat(transport.calls("/services/data/v68.0/queryAll")).isEmpty();
  }

  @Test
  void a_release_stops_a_job_that_still_runs_and_never_fails() {
    answers.put(
        "DELETE " + JOB_PATH,
        FunctionTransport.json(400, "[{\"errorCode\":\"API_ERROR\",\"message\":\"running\"}]"));
    answers.put("PATCH " + JOB_PATH, HttpReply.of(500, Map.of(), ""));

    reading().release();

    assertThat(transport.calls(JOB_PATH).stream().map(HttpCall::method))
        .startsWith(HttpMethod.DELETE, HttpMethod.PATCH)
        .endsWith(HttpMethod.DELETE);
  }

  private RecordReading reading() {
    return org.resumeReading(QUERY, "BULK:68.0:" + JOB);
  }

  private static List<RecordChange.Present> all(RecordPage page) {
    List<RecordChange.Present> records = new ArrayList<>();
    page.forEachRemaining(records::add);
    return records;
  }

  private SalesforceOrg org(OptionalInt pageRecords) {
    OrgSettings settings =
        OrgSettings.of(
                new OrgName("main"),
                ApiFixture.INSTANCE,
                new Credentials.ClientCredentials("app", new Secret("secret")))
            .version(version.get())
            .reading(new OrgSettings.Reading(2_000, pageRecords, Duration.ofMinutes(5)));
    TurnedTime time = new TurnedTime();
    return SalesforceOrg.over(
        transport, settings, new OrgEnvironment(time, new Random(1), time, new MemoryTokens()));
  }

  private HttpReply answer(HttpCall call) {
    String path = call.uri().getRawPath();
    String query = call.uri().getRawQuery();
    String target = path + (query == null ? "" : "?" + query);
    HttpReply scripted = answers.getOrDefault(call.method() + " " + target, answers.get(target));
    if (scripted != null) {
      return copy(scripted);
    }
    if (path.endsWith("/oauth2/token")) {
      return FunctionTransport.json(
          200, "{\"access_token\":\"00D!x\",\"instance_url\":\"" + ApiFixture.INSTANCE + "\"}");
    }
    if (path.equals("/services/data")) {
      return FunctionTransport.json(200, "[{\"version\":\"57.0\"},{\"version\":\"68.0\"}]");
    }
    if (path.endsWith("/describe")) {
      return FunctionTransport.json(200, DESCRIBE);
    }
    return path.endsWith("/jobs/query")
        ? FunctionTransport.json(200, "{\"id\":\"" + JOB + "\",\"state\":\"UploadComplete\"}")
        : notFound();
  }

  /** A reply that can be given again and again. */
  private static HttpReply copy(HttpReply reply) {
    try {
      reply.body().reset();
      byte[] body = reply.body().readAllBytes();
      reply.body().reset();
      return new HttpReply(reply.status(), reply.headers(), new ByteArrayInputStream(body));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static HttpReply job(String state, long records) {
    return FunctionTransport.json(
        200,
        "{\"id\":\""
            + JOB
            + "\",\"state\":\""
            + state
            + "\",\"numberRecordsProcessed\":"
            + records
            + "}");
  }

  private static HttpReply csv(String locator) {
    return HttpReply.of(200, Map.of("Sforce-NumberOfRecords", "1", "Sforce-Locator", locator), CSV);
  }

  private static HttpReply notFound() {
    return FunctionTransport.json(
        404,
        "[{\"errorCode\":\"NOT_FOUND\",\"message\":\"The requested resource does not exist\"}]");
  }
}
