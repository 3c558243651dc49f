package dev.syncline.simulator.bulk.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.simulator.RunningOrg;
import dev.syncline.simulator.RunningOrg.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

@TestInstance(Lifecycle.PER_CLASS)
class IngestJobTest {
  private static final String INSERT = "\"object\":\"account\",\"operation\":\"insert\"";

  private final RunningOrg org = RunningOrg.with(Map.of("Account", 5L));
  private final IngestClient client = new IngestClient(org);

  @AfterAll
  void stop() {
    org.close();
  }

  @Test
  void a_job_waits_for_its_rows_and_then_works_on_them() {
    Answer created = org.post(IngestClient.JOBS, "{" + INSERT + "}");
    String id = created.json().path("id").asString();
    String user = created.json().path("createdById").asString();
    assertThat(created.text())
        .isEqualTo(
            ("{\"id\":\"%s\",\"operation\":\"insert\",\"object\":\"Account\","
                 + "\"createdById\":\"%s\",\"createdDate\":\"2026-11-20T10:00:00.000+0000\","
                 + "\"systemModstamp\":\"2026-11-20T10:00:00.000+0000\",\"state\":\"Open\","
                 + "\"concurrencyMode\":\"Parallel\",\"contentType\":\"CSV\",\"apiVersion\":66.0,"
                 + "\"contentUrl\":\"services/data/v66.0/jobs/ingest/%s/batches\","
                 + "\"lineEnding\":\"LF\",\"columnDelimiter\":\"COMMA\"}")
                .formatted(id, user, id));
    assertThat(id).startsWith("750").hasSize(18);
    Answer put = client.put(id, "Name\nOne\nTwo\n");
    assertThat(put.status()).isEqualTo(201);
    assertThat(put.text()).isEmpty();
    assertThat(client.info(id).path("state").asString()).isEqualTo("Open");
    assertThat(client.move(id, "UploadComplete").is(200).json().path("state").asString())
        .isEqualTo("UploadComplete");
    JsonNode info = client.await(id);
    assertThat(info.path("state").asString()).isEqualTo("JobComplete");
    assertThat(info.path("jobType").asString()).isEqualTo("V2Ingest");
    assertThat(info.path("numberRecordsProcessed").asInt()).isEqualTo(2);
    assertThat(info.path("numberRecordsFailed").asInt()).isZero();
    assertThat(info.propertyNames())
        .contains(
            "retries", "totalProcessingTime", "apiActiveProcessingTime", "apexProcessingTime");
  }

  @Test
  void ingest_and_query_jobs_share_one_series_of_ids() {
    String first = client.open(INSERT);
    String second =
        org.post(
                RunningOrg.DATA + "/jobs/query",
                "{\"operation\":\"query\",\"query\":\"SELECT Id FROM Account\"}")
            .json()
            .path("id")
            .asString();
    assertThat(second).isNotEqualTo(first).isGreaterThan(first);
  }

  @Test
  void rows_are_taken_once() {
    String id = client.open(INSERT);
    client.put(id, "Name\nOne\n").is(201);
    assertThat(client.put(id, "Name\nTwo\n").error())
        .startsWith("400 CLIENTINPUTERROR: Found multiple contents for job: <" + id + ">");
    client.move(id, "UploadComplete").is(200);
    assertThat(client.await(id).path("numberRecordsProcessed").asInt()).isEqualTo(1);
    assertThat(client.put(id, "Name\nTwo\n").error()).startsWith("400 INVALIDJOBSTATE");
  }

  @Test
  void an_aborted_job_works_on_nothing_and_tells_its_rows_as_unprocessed() {
    String id = client.open(INSERT);
    client.put(id, "Name\nNever\n").is(201);
    assertThat(client.move(id, "Aborted").is(200).json().path("state").asString())
        .isEqualTo("Aborted");
    assertThat(client.results(id, "unprocessedrecords")).isEqualTo("Name\nNever\n");
    assertThat(client.rows(id, "successfulResults")).isEmpty();
    assertThat(client.move(id, "UploadComplete").error()).startsWith("400 INVALIDJOBSTATE");
    assertThat(client.move(id, "Aborted").error()).startsWith("400 INVALIDJOBSTATE");
    assertThat(
            org.query("SELECT Id FROM Account WHERE Name='Never'").json().path("totalSize").asInt())
        .isZero();
  }

  @Test
  void nothing_uploaded_is_no_row() {
    String empty = client.load(INSERT, "");
    assertThat(client.info(empty).path("state").asString()).isEqualTo("JobComplete");
    assertThat(client.info(empty).path("numberRecordsProcessed").asInt()).isZero();
    assertThat(client.results(empty, "successfulResults"))
        .isEqualTo("\"sf__Id\",\"sf__Created\"\n");
    String closed = client.open(INSERT);
    client.move(closed, "UploadComplete").is(200);
    assertThat(client.await(closed).path("state").asString()).isEqualTo("JobComplete");
    String header = client.load(INSERT, "Name\n");
    assertThat(client.info(header).path("numberRecordsProcessed").asInt()).isZero();
  }

  @Test
  void results_wait_for_the_end_of_the_job() {
    String id = client.open(INSERT);
    assertThat(org.get(IngestClient.JOBS + "/" + id + "/failedResults").error())
        .startsWith("400 INVALIDJOBSTATE");
  }

  @Test
  void a_job_is_deleted_once_it_has_ended() {
    String id = client.open(INSERT);
    assertThat(org.delete(IngestClient.JOBS + "/" + id).status()).isEqualTo(400);
    client.move(id, "Aborted").is(200);
    org.delete(IngestClient.JOBS + "/" + id).is(204);
    assertThat(org.get(IngestClient.JOBS + "/" + id).error()).startsWith("404 NOT_FOUND");
  }

  @Test
  void jobs_are_listed_the_latest_first_and_by_kind() {
    String id = client.open(INSERT);
    JsonNode list = org.get(IngestClient.JOBS).json();
    assertThat(list.path("done").asBoolean()).isTrue();
    assertThat(list.path("nextRecordsUrl").isNull()).isTrue();
    assertThat(list.path("records").get(0).path("id").asString()).isEqualTo(id);
    assertThat(org.get(IngestClient.JOBS + "?jobType=Classic").json().path("records").size())
        .isZero();
    assertThat(
            org.get(IngestClient.JOBS + "?isPkChunkingEnabled=true").json().path("records").size())
        .isZero();
    assertThat(
            org.get(IngestClient.JOBS + "?jobType=V2Ingest&queryLocator=1")
                .json()
                .path("records")
                .size())
        .isEqualTo(list.path("records").size() - 1);
  }

  @Test
  void rows_may_come_with_the_request_that_makes_the_job() {
    String body =
        "--XX\r\nContent-Type: application/json\r\nContent-Disposition: form-data; name=\"job\""
            + "\r\n\r\n{"
            + INSERT
            + "}\r\n--XX\r\nContent-Type: text/csv\r\nContent-Disposition: form-data;"
            + " name=\"content\"; filename=\"content\"\r\n\r\nName\nIn parts\nZoë\n\r\n--XX--\r\n";
    JsonNode job =
        org.send(
                org.request(IngestClient.JOBS)
                    .header("Content-Type", "multipart/form-data; boundary=XX")
                    .POST(BodyPublishers.ofString(body)))
            .is(200)
            .json();
    assertThat(job.path("state").asString()).isEqualTo("UploadComplete");
    String id = job.path("id").asString();
    assertThat(client.await(id).path("numberRecordsProcessed").asInt()).isEqualTo(2);
    assertThat(client.rows(id, "successfulResults")).anyMatch(row -> row.endsWith("\"Zoë\""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      value = {
        "'object':'Nothing','operation':'insert'| 400 INVALIDENTITY: Unable to find object:"
            + " Nothing",
        "'object':'Account'| 400 API_ERROR: Required field missing: operation",
        "'object':'Account','operation':'merge'| 400 API_ERROR: Invalid value for operation: merge",
        "'object':'Account','operation':'upsert'| "
            + "400 API_ERROR: Required field missing: externalIdFieldName",
        "'object':'Account','operation':'upsert','externalIdFieldName':'Industry'| "
            + "400 INVALIDJOB: Field name provided, Industry does not match an External ID,"
            + " Salesforce Id, or indexed field for Account",
        "'object':'Account','operation':'insert','columnDelimiter':'COLON'| "
            + "400 API_ERROR: Invalid columnDelimiter: COLON",
      })
  void what_there_is_not_cannot_be_asked_for(String properties, String error) {
    assertThat(org.post(IngestClient.JOBS, "{" + properties.replace('\'', '"') + "}").error())
        .isEqualTo(error);
  }
}
