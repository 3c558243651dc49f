package dev.syncline.simulator.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.simulator.RunningOrg;
import dev.syncline.simulator.RunningOrg.Answer;
import dev.syncline.simulator.SimulatorSettings.Behaviour;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

@TestInstance(Lifecycle.PER_CLASS)
class QueryJobTest {
  private static final String JOBS = RunningOrg.DATA + "/jobs/query";
  private static final Behaviour PAGES_OF_300 =
      new Behaviour(false, false, List.of(), Map.of(), 300);

  private final RunningOrg org =
      RunningOrg.with(Map.of("Account", 50L, "Contact", 2_500L), PAGES_OF_300);

  @AfterAll
  void stop() {
    org.close();
  }

  private static String body(String soql) {
    return "{\"operation\":\"query\",\"query\":\"" + soql + "\"}";
  }

  /** Creates a job and waits until it is complete; returns its id. */
  private String job(String body) {
    String id = org.post(JOBS, body).is(200).json().path("id").asString();
    for (int i = 0; i < 10_000; i++) {
      JsonNode info = org.get(JOBS + "/" + id).is(200).json();
      if (info.path("state").asString().equals("JobComplete")) {
        return id;
      }
      assertThat(info.path("state").asString()).isIn("UploadComplete", "InProgress");
      Thread.onSpinWait();
    }
    throw new AssertionError("the job does not end");
  }

  private Answer results(String id, String parameters) {
    return org.get(JOBS + "/" + id + "/results" + parameters);
  }

  private static List<String> lines(String csv) {
    return csv.lines().toList();
  }

  @Test
  void a_job_starts_in_the_queue_and_ends_complete() {
    Answer created = org.post(JOBS, body("SELECT Id, Name FROM contact"));
    assertThat(created.status()).isEqualTo(200);
    JsonNode job = created.json();
    assertThat(created.text())
        .isEqualTo(
            "{\"id\":\"%s\",\"operation\":\"query\",\"object\":\"Contact\",\"createdById\":\"%s\","
                    .formatted(job.path("id").asString(), job.path("createdById").asString())
                + "\"createdDate\":\"2026-11-20T10:00:00.000+0000\","
                + "\"systemModstamp\":\"2026-11-20T10:00:00.000+0000\","
                + "\"state\":\"UploadComplete\",\"concurrencyMode\":\"Parallel\","
                + "\"contentType\":\"CSV\",\"apiVersion\":66.0,\"jobType\":\"V2Query\","
                + "\"lineEnding\":\"LF\",\"columnDelimiter\":\"COMMA\"}");
    assertThat(job.path("id").asString()).startsWith("750").hasSize(18);
    String id = job(body("SELECT Id FROM Contact LIMIT 2500"));
    JsonNode info = org.get(JOBS + "/" + id).json();
    assertThat(info.path("jobType").asString()).isEqualTo("V2Query");
    assertThat(info.path("numberRecordsProcessed").asInt()).isEqualTo(2_500);
    assertThat(info.path("retries").asInt()).isZero();
    assertThat(info.path("totalProcessingTime").isIntegralNumber()).isTrue();
  }

  @Test
  void results_come_page_by_page_and_fit_together() {
    String id = job(body("SELECT Id, LastName FROM Contact LIMIT 2500"));
    var pages = new ArrayList<String>();
    String locator = "";
    int records = 0;
    while (!locator.equals("null")) {
      Answer page =
          results(id, "?maxRecords=700" + (locator.isEmpty() ? "" : "&locator=" + locator));
      assertThat(page.header("Content-Type")).startsWith("text/csv");
      List<String> lines = lines(page.text());
      assertThat(lines.getFirst()).isEqualTo("\"Id\",\"LastName\"");
      int told = Integer.parseInt(page.header("Sforce-NumberOfRecords"));
      assertThat(lines).hasSize(told + 1);
      records += told;
      pages.addAll(lines.subList(1, lines.size()));
      locator = page.header("Sforce-Locator");
    }
    assertThat(records).isEqualTo(2_500);
    assertThat(pages).doesNotHaveDuplicates();
    assertThat(String.join("\n", pages))
        .isEqualTo(
            String.join("\n", lines(results(id, "?maxRecords=9999").text()).subList(1, 2_501)));
  }

  @Test
  void a_page_has_the_usual_size_when_none_is_asked_for() {
    String id = job(body("SELECT Id FROM Contact"));
    Answer page = results(id, "");
    assertThat(page.header("Sforce-NumberOfRecords")).isEqualTo("300");
    assertThat(page.header("Sforce-Locator")).isNotEmpty().isNotEqualTo("null");
  }

  private List<String> resultUrls(String id) {
    var urls = new ArrayList<String>();
    String next = JOBS + "/" + id + "/resultPages";
    while (!next.isEmpty()) {
      JsonNode body = org.get(next).is(200).json();
      assertThat(body.path("resultPages").size()).isBetween(1, 5);
      body.path("resultPages").forEach(page -> urls.add(page.path("resultUrl").asString()));
      next = body.path("nextRecordsUrl").asString("");
      assertThat(body.path("done").asBoolean()).isEqualTo(next.isEmpty());
    }
    return urls;
  }

  @Test
  void pages_fetched_in_parallel_equal_pages_fetched_in_order() throws Exception {
    String id =
        job(body("SELECT Id, Name, Email, Description, Account.Name FROM Contact LIMIT 2500"));
    List<String> urls = resultUrls(id);
    assertThat(urls).hasSize(9);
    List<String> inOrder = urls.stream().map(url -> org.get(url).is(200).text()).toList();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<String>> calls =
          urls.stream().<Callable<String>>map(url -> () -> org.get(url).is(200).text()).toList();
      var parallel = new ArrayList<String>();
      for (Future<String> answer : threads.invokeAll(calls)) {
        parallel.add(answer.get());
      }
      assertThat(parallel).isEqualTo(inOrder);
    }
    String whole = results(id, "?maxRecords=100000").text();
    String header = whole.substring(0, whole.indexOf('\n') + 1);
    assertThat(
            header
                + inOrder.stream()
                    .map(page -> page.substring(header.length()))
                    .collect(Collectors.joining()))
        .isEqualTo(whole);
  }

  @Test
  void bulk_and_query_tell_the_same_of_every_record() {
    List<String> lines =
        lines(
            results(job(body("SELECT Id, Name FROM Contact LIMIT 1000")), "?maxRecords=1000")
                .text());
    JsonNode records = org.query("SELECT Id, Name FROM Contact LIMIT 1000").json().path("records");
    assertThat(lines).hasSize(1_001);
    for (int i = 0; i < 1_000; i++) {
      JsonNode record = records.get(i);
      assertThat(lines.get(i + 1))
          .isEqualTo(
              "\"%s\",\"%s\""
                  .formatted(record.path("Id").asString(), record.path("Name").asString()));
    }
  }

  @Test
  void results_stay_as_they_were_when_the_job_was_created() {
    String id = job(body("SELECT Id, LastName FROM Contact WHERE LastName != 'Late'"));
    String before = results(id, "?maxRecords=100000").text();
    String first = lines(before).get(1).substring(1, 19);
    org.patch(RunningOrg.DATA + "/sobjects/Contact/" + first, "{\"LastName\":\"Late\"}").is(204);
    org.create("Contact", "{\"LastName\":\"New\"}");
    assertThat(results(id, "?maxRecords=100000").text()).isEqualTo(before);
  }

  @Test
  void results_come_compressed_when_asked_for() throws IOException {
    String id = job(body("SELECT Id, Name FROM Contact"));
    Answer packed =
        org.send(
            org.request(JOBS + "/" + id + "/results?maxRecords=100000")
                .header("Accept-Encoding", "gzip"));
    assertThat(packed.header("Content-Encoding")).isEqualTo("gzip");
    var stream = new GZIPInputStream(new ByteArrayInputStream(packed.response().body()));
    assertThat(new String(stream.readAllBytes(), StandardCharsets.UTF_8))
        .isEqualTo(results(id, "?maxRecords=100000").text());
  }

  @Test
  void nothing_found_is_a_header_line_alone() {
    String id = job(body("SELECT Id, Name FROM Contact WHERE LastName = 'Nobody'"));
    Answer answer = results(id, "");
    assertThat(answer.text()).isEqualTo("\"Id\",\"Name\"\n");
    assertThat(answer.header("Sforce-Locator")).isEqualTo("null");
    assertThat(answer.header("Sforce-NumberOfRecords")).isEqualTo("0");
    assertThat(resultUrls(id)).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "PIPE, LF, `\"Id\"|\"Name\"`",
        "TAB, CRLF, `\"Id\"\t\"Name\"`",
        "SEMICOLON, CRLF, `\"Id\";\"Name\"`",
        "CARET, LF, `\"Id\"^\"Name\"`",
        "BACKQUOTE, LF, `\"Id\"``\"Name\"`"
      })
  void delimiter_and_line_ending_are_the_jobs(String delimiter, String ending, String header) {
    String id =
        job(
            "{\"operation\":\"query\",\"query\":\"SELECT Id, Name FROM Account LIMIT 1\","
                + "\"columnDelimiter\":\"%s\",\"lineEnding\":\"%s\"}".formatted(delimiter, ending));
    String csv = results(id, "").text();
    assertThat(csv).startsWith(header + (ending.equals("LF") ? "\n" : "\r\n"));
    assertThat(csv).endsWith(ending.equals("LF") ? "\"\n" : "\"\r\n");
  }

  @Test
  void query_all_jobs_see_the_recycle_bin() {
    String gone = org.create("Account", "{\"Name\":\"Binned\"}");
    org.delete(RunningOrg.DATA + "/sobjects/Account/" + gone).is(204);
    String soql = "SELECT Id, IsDeleted FROM Account WHERE Name = 'Binned'";
    assertThat(results(job(body(soql)), "").header("Sforce-NumberOfRecords")).isEqualTo("0");
    String all = job("{\"operation\":\"queryAll\",\"query\":\"" + soql + "\"}");
    assertThat(results(all, "").text())
        .isEqualTo("\"Id\",\"IsDeleted\"\n\"" + gone + "\",\"true\"\n");
  }

  @Test
  void results_are_fetched_with_the_version_of_the_job() {
    String id = job(body("SELECT Id FROM Account"));
    assertThat(org.get("/services/data/v65.0/jobs/query/" + id + "/results").status())
        .isEqualTo(409);
    assertThat(org.get("/services/data/v57.0/jobs/query/" + id + "/resultPages").status())
        .isEqualTo(404);
  }

  @Test
  void a_locator_of_another_job_or_none_is_refused() {
    String one = job(body("SELECT Id FROM Contact"));
    String other = job(body("SELECT Id FROM Contact"));
    String locator = results(one, "").header("Sforce-Locator");
    assertThat(results(one, "?locator=" + locator).status()).isEqualTo(200);
    assertThat(results(other, "?locator=" + locator).error()).startsWith("400 INVALIDLOCATOR");
    assertThat(results(one, "?locator=nonsense").error()).startsWith("400 INVALIDLOCATOR");
    assertThat(results(one, "?maxRecords=0").status()).isEqualTo(400);
  }

  @Test
  void jobs_are_listed_aborted_and_deleted() {
    String id = job(body("SELECT Id FROM Account"));
    JsonNode list = org.get(JOBS).is(200).json();
    assertThat(list.path("done").asBoolean()).isTrue();
    assertThat(list.path("records").get(0).path("id").asString()).isEqualTo(id);
    assertThat(org.patch(JOBS + "/" + id, "{\"state\":\"Aborted\"}").error())
        .startsWith("400 INVALIDJOBSTATE");
    assertThat(org.patch(JOBS + "/" + id, "{\"state\":\"Open\"}").error())
        .startsWith("400 INVALIDJOBSTATE");
    assertThat(org.delete(JOBS + "/" + id).status()).isEqualTo(204);
    assertThat(org.get(JOBS + "/" + id).error()).startsWith("404 NOT_FOUND");
    assertThat(results(id, "").error()).startsWith("404 NOT_FOUND");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "SELECT Id FROM Nope | 400 INVALIDENTITY",
        "SELECT Nope FROM Account | 400 INVALIDFIELD",
        "SELECT Id FROM | 400 MALFORMED_QUERY",
        "SELECT BillingAddress FROM Account | 400 API_ERROR",
        "SELECT COUNT() FROM Account | 400 API_ERROR",
        "SELECT Id, (SELECT Id FROM Contacts) FROM Account | 400 API_ERROR",
        "SELECT Id FROM Account OFFSET 5 | 400 API_ERROR"
      })
  void a_statement_that_bulk_cannot_run_is_refused_at_once(String soql, String error) {
    assertThat(org.post(JOBS, body(soql)).error()).startsWith(error);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"operation\":\"insert\",\"query\":\"SELECT Id FROM Account\"}",
        "{\"operation\":\"query\"}",
        "{\"operation\":\"query\",\"query\":7}",
        "{\"operation\":\"query\",\"query\":\"SELECT Id FROM"
            + " Account\",\"columnDelimiter\":\"DOT\"}",
        "{\"operation\":\"query\",\"query\":\"SELECT Id FROM Account\",\"contentType\":\"XML\"}"
      })
  void a_job_that_makes_no_sense_is_refused(String body) {
    assertThat(org.post(JOBS, body).error()).startsWith("400 API_ERROR");
  }

  @Test
  void jobs_are_counted_against_their_limit_and_kept_for_a_week() {
    var behaviour = new Behaviour(false, false, List.of(), Map.of("DailyBulkV2QueryJobs", 2L), 300);
    try (var small = RunningOrg.with(Map.of(), behaviour)) {
      String id =
          small.post(JOBS, body("SELECT Id FROM Account")).is(200).json().path("id").asString();
      small.post(JOBS, body("SELECT Id FROM Account")).is(200);
      assertThat(small.post(JOBS, body("SELECT Id FROM Account")).error())
          .isEqualTo(
              "400 EXCEEDEDQUOTA: Max bulk v2 query jobs (2) per 24 hrs has been reached (3)");
      assertThat(small.get(JOBS + "/" + id).status()).isEqualTo(200);
      for (int i = 0; i < 169; i++) {
        small.advance("PT1H");
        small.get(RunningOrg.DATA + "/limits").is(200);
      }
      assertThat(small.get(JOBS + "/" + id).status()).isEqualTo(404);
    }
  }

  @Test
  void pages_served_are_counted() {
    String id = job(body("SELECT Id FROM Account"));
    org.send(org.anonymous("/__simulator/stats").DELETE()).is(204);
    results(id, "").is(200);
    results(id, "").is(200);
    JsonNode stats = org.get("/__simulator/stats").json();
    assertThat(stats.path("bulkPagesServed").asInt()).isEqualTo(2);
    assertThat(stats.path("calls").path("GET /jobs/query/results").asInt()).isEqualTo(2);
    assertThat(stats.path("total").asInt()).isEqualTo(2);
  }
}
