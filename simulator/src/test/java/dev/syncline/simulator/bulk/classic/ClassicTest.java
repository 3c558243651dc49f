package dev.syncline.simulator.bulk.classic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.simulator.RunningOrg;
import dev.syncline.simulator.RunningOrg.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import tools.jackson.databind.JsonNode;

@TestInstance(Lifecycle.PER_CLASS)
class ClassicTest {
  private static final String JOBS = "/services/async/65.0/job";
  private static final String INFO =
      "<jobInfo xmlns=\"http://www.force.com/2009/06/asyncapi/dataload\">%s</jobInfo>";

  private final RunningOrg org = RunningOrg.with(Map.of("Account", 3L));

  @AfterAll
  void stop() {
    org.close();
  }

  private Answer get(String path) {
    return org.send(org.anonymous(path).header("X-SFDC-Session", org.ready().accessToken()));
  }

  private Answer post(String path, String type, String body) {
    return org.send(
        org.anonymous(path)
            .header("X-SFDC-Session", org.ready().accessToken())
            .header("Content-Type", type)
            .POST(BodyPublishers.ofString(body)));
  }

  private static String fact(String xml, String name) {
    return xml.replaceAll("(?s).*?<" + name + ">(.*?)</" + name + ">.*", "$1");
  }

  private String job(String facts) {
    return fact(
        post(JOBS, "application/xml; charset=UTF-8", INFO.formatted(facts)).is(201).text(), "id");
  }

  private static String facts(String operation, String type) {
    return "<operation>%s</operation><object>Account</object><contentType>%s</contentType>"
        .formatted(operation, type);
  }

  /** Waits until a batch has ended; returns what it tells of itself. */
  private String await(String job, String batch) {
    for (int i = 0; i < 100_000; i++) {
      String info = get(JOBS + "/" + job + "/batch/" + batch).is(200).text();
      if (!info.contains("Queued") && !info.contains("InProgress")) {
        return info;
      }
      Thread.onSpinWait();
    }
    throw new AssertionError("the batch does not end");
  }

  @Test
  void a_job_and_its_batch_tell_of_themselves_in_the_documented_order() {
    Answer created = post(JOBS, "application/xml", INFO.formatted(facts("insert", "CSV"))).is(201);
    String id = fact(created.text(), "id");
    assertThat(created.header("Content-Type")).startsWith("application/xml");
    assertThat(created.text())
        .contains(
            "<operation>insert</operation><object>Account</object><createdById>",
            "<createdDate>2026-11-20T10:00:00.000Z</createdDate>",
            "<state>Open</state><concurrencyMode>Parallel</concurrencyMode>"
                + "<contentType>CSV</contentType><numberBatchesQueued>0</numberBatchesQueued>",
            "<numberRetries>0</numberRetries><apiVersion>65.0</apiVersion>");
    String batch =
        fact(
            post(JOBS + "/" + id + "/batch", "text/csv", "Name,Phone\nA,1\n,2\n").is(201).text(),
            "id");
    assertThat(batch).startsWith("751");
    assertThat(await(id, batch))
        .contains(
            "<state>Completed</state>",
            "<numberRecordsProcessed>2</numberRecordsProcessed>"
                + "<numberRecordsFailed>1</numberRecordsFailed>");
    assertThat(get(JOBS + "/" + id + "/batch/" + batch + "/result").is(200).text())
        .matches(
            "\"Id\",\"Success\",\"Created\",\"Error\"\n\"001[^\"]{15}\",\"true\",\"true\",\"\"\n"
                + "\"\",\"false\",\"false\",\"REQUIRED_FIELD_MISSING:Required fields are missing:"
                + " \\[Name]:Name --\"\n");
  }

  @Test
  void records_in_xml_are_written_and_nil_clears_them() {
    String id = org.create("Account", "{\"Name\":\"Old\",\"Phone\":\"1\",\"Key__c\":\"xml\"}");
    String job = job(facts("update", "XML"));
    String rows =
        "<sObjects xmlns=\"http://www.force.com/2009/06/asyncapi/dataload\""
            + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><sObject><Id>%s</Id>"
            + "<Phone xsi:nil=\"true\"/><Name>New</Name></sObject></sObjects>";
    String batch =
        fact(post(JOBS + "/" + job + "/batch", "application/xml", rows.formatted(id)).text(), "id");
    assertThat(await(job, batch)).contains("<state>Completed</state>");
    assertThat(get(JOBS + "/" + job + "/batch/" + batch + "/result").text())
        .contains(
            "<result><id>" + id + "</id><success>true</success><created>false</created></result>");
    JsonNode record = org.query("SELECT Name, Phone FROM Account WHERE Key__c='xml'").json();
    assertThat(record.path("records").get(0).path("Name").asString()).isEqualTo("New");
    assertThat(record.path("records").get(0).path("Phone").isNull()).isTrue();
  }

  @Test
  void records_in_JSON_are_answered_one_by_one() {
    String job = job(facts("insert", "JSON"));
    String rows = "[{\"Name\":\"J\"},{\"AnnualRevenue\":\"abc\",\"Name\":\"K\"},{\"Phone\":\"1\"}]";
    String batch =
        post(JOBS + "/" + job + "/batch", "application/json", rows).json().path("id").asString();
    assertThat(await(job, batch)).contains("\"state\":\"Completed\"");
    assertThat(get(JOBS + "/" + job + "/batch/" + batch + "/result").text())
        .matches(
            "\\[\\{\"success\":true,\"created\":true,\"id\":\"001\\w{15}\",\"errors\":\\[]},.*")
        .endsWith(
            ",{\"success\":false,\"created\":false,\"id\":null,\"errors\":[{\"statusCode\":"
                + "\"INVALID_TYPE_ON_FIELD_IN_RECORD\",\"message\":"
                + "\"'abc' is not a valid value for the type xsd:double\","
                + "\"fields\":[\"AnnualRevenue\"]}]}"
                + ",{\"success\":false,\"created\":false,\"id\":null,\"errors\":[{\"statusCode\":"
                + "\"REQUIRED_FIELD_MISSING\",\"message\":"
                + "\"Required fields are missing: [Name]\",\"fields\":[\"Name\"]}]}]");
  }

  private Answer chunked(String header) {
    return org.send(
        org.request(JOBS)
            .header("Content-Type", "application/xml")
            .header("Sforce-Enable-PKChunking", header)
            .POST(BodyPublishers.ofString(INFO.formatted(facts("query", "CSV")))));
  }

  private List<String> batches(String job) {
    return Pattern.compile("<batchInfo>.*?</batchInfo>", Pattern.DOTALL)
        .matcher(get(JOBS + "/" + job + "/batch").is(200).text())
        .results()
        .map(MatchResult::group)
        .toList();
  }

  @Test
  void a_query_is_split_by_ids_where_the_header_asks_for_it() {
    for (int i = 0; i < 5; i++) {
      org.create("Account", "{\"Name\":\"Chunk\",\"Site\":\"'%d\"}".formatted(i));
    }
    String job = fact(chunked("chunkSize=2; parent=Account").is(201).text(), "id");
    String statement =
        "SELECT Site FROM Account WHERE Name = 'Chunk' AND (Site != 'order by \\'' OR Site = null)";
    String original =
        fact(post(JOBS + "/" + job + "/batch", "text/csv", statement).is(201).text(), "id");
    assertThat(await(job, original)).contains("<state>NotProcessed</state>");
    List<String> chunks = batches(job).subList(1, batches(job).size());
    assertThat(chunks).hasSizeGreaterThanOrEqualTo(4);
    var found = new ArrayList<String>();
    for (String chunk : chunks) {
      String batch = fact(chunk, "id");
      assertThat(await(job, batch)).contains("<state>Completed</state>");
      String address = JOBS + "/" + job + "/batch/" + batch;
      assertThat(get(address + "/request").text())
          .startsWith("SELECT Site FROM Account WHERE (Name = 'Chunk' AND (Site != ")
          .contains("OR Site = null)) AND Id >= '001");
      String result = fact(get(address + "/result").text(), "result");
      List<String> rows = get(address + "/result/" + result).text().lines().skip(1).toList();
      assertThat(rows).hasSizeLessThanOrEqualTo(2);
      found.addAll(rows);
    }
    assertThat(found).containsExactlyInAnyOrder("\"'0\"", "\"'1\"", "\"'2\"", "\"'3\"", "\"'4\"");
    assertThat(get(JOBS + "/" + job).text())
        .contains("<numberBatchesTotal>" + (chunks.size() + 1) + "</numberBatchesTotal>");
  }

  @Test
  void what_has_other_clauses_than_WHERE_is_not_split() {
    String job = fact(chunked("TRUE").is(201).text(), "id");
    String statement = "SELECT Id FROM Account ORDER BY Name";
    String batch = fact(post(JOBS + "/" + job + "/batch", "text/csv", statement).text(), "id");
    assertThat(await(job, batch)).contains("<state>Completed</state>");
    assertThat(batches(job)).hasSize(1);
    assertThat(chunked("chunkSize=250001").is(400).text())
        .contains("<exceptionCode>InvalidJob</exceptionCode>");
    assertThat(chunked("chunkSize=5; startRow=x").is(400).text()).contains("startRow");
  }

  @Test
  void a_query_answers_in_the_format_of_its_job() {
    for (String type : new String[] {"CSV", "XML", "JSON"}) {
      String job = job(facts("query", type));
      String batch =
          fact(
              post(
                      JOBS + "/" + job + "/batch",
                      "application/xml",
                      "SELECT Id, Owner.Username FROM Account LIMIT 1")
                  .text(),
              "id");
      String info = JOBS + "/" + job + "/batch/" + batch;
      for (int i = 0; i < 100_000 && !get(info).text().contains("Completed"); i++) {
        Thread.onSpinWait();
      }
      String list = get(info + "/result").is(200).text();
      String result = list.replaceAll("(?s).*(752\\w{12}).*", "$1");
      String found = get(info + "/result/" + result).is(200).text();
      switch (type) {
        case "CSV" -> assertThat(found).startsWith("\"Id\",\"Owner.Username\"\n\"001");
        case "XML" -> assertThat(found).contains("<type>Account</type><Id>001", "<Username>");
        default ->
            assertThat(found)
                .startsWith("[{\"attributes\":{\"type\":\"Account\"},\"Id\":\"001")
                .contains("\"Owner\":{\"Username\":\"");
      }
    }
  }

  @Test
  void the_list_of_ingest_jobs_tells_of_its_jobs_too() {
    String id = job(facts("upsert", "CSV") + "<externalIdFieldName>Key__c</externalIdFieldName>");
    JsonNode list = org.get(RunningOrg.DATA + "/jobs/ingest?jobType=Classic").is(200).json();
    assertThat(list.path("done").asBoolean()).isTrue();
    assertThat(list.path("nextRecordsUrl").isNull()).isTrue();
    assertThat(list.path("records").get(0).toString())
        .startsWith("{\"id\":\"" + id + "\",\"operation\":\"upsert\",\"object\":\"Account\",")
        .endsWith(
            "\"state\":\"Open\",\"externalIdFieldName\":\"Key__c\","
                + "\"concurrencyMode\":\"Parallel\",\"contentType\":\"CSV\","
                + "\"apiVersion\":65.0,\"jobType\":\"Classic\"}");
  }

  @Test
  void refusals_are_told_with_their_code() {
    assertThat(org.send(org.anonymous(JOBS + "/750000000000000AAA")).is(400).text())
        .contains(
            "<exceptionCode>InvalidSessionId</exceptionCode>"
                + "<exceptionMessage>Invalid session id</exceptionMessage>");
    assertThat(post(JOBS, "application/json", "{\"object\":\"Nothing\"}").is(400).text())
        .isEqualTo(
            "{\"exceptionCode\":\"InvalidJob\","
                + "\"exceptionMessage\":\"Unable to find object: Nothing\"}");
    assertThat(get("/services/async/20.0/job/750000000000000AAA").is(400).text())
        .contains("<exceptionCode>InvalidVersion</exceptionCode>");
    String job = job(facts("insert", "CSV"));
    assertThat(post(JOBS + "/" + job + "/batch", "application/json", "[]").is(400).text())
        .startsWith("{\"exceptionCode\":\"ClientInputError\"");
    post(JOBS + "/" + job, "application/xml", INFO.formatted("<state>Closed</state>")).is(200);
    assertThat(post(JOBS + "/" + job + "/batch", "text/csv", "Name\nA\n").is(400).text())
        .contains("<exceptionCode>InvalidJobState</exceptionCode>");
  }

  @Test
  void a_batch_that_cannot_be_read_fails_and_is_not_written() {
    String job = job(facts("insert", "CSV"));
    String batch =
        fact(post(JOBS + "/" + job + "/batch", "text/csv", "Name\nA\nB,C\n").text(), "id");
    assertThat(await(job, batch))
        .contains(
            "<state>Failed</state>",
            "<stateMessage>InvalidBatch : Row 2 has 2 cells, the header has 1.</stateMessage>",
            "<numberRecordsProcessed>0</numberRecordsProcessed>");
  }
}
