package dev.syncline.simulator.bulk.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.simulator.RunningOrg;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

@TestInstance(Lifecycle.PER_CLASS)
class IngestRowsTest {
  private final RunningOrg org = RunningOrg.with(Map.of("Account", 5L, "Contact", 5L));
  private final IngestClient client = new IngestClient(org);

  @AfterAll
  void stop() {
    org.close();
  }

  private static String job(String object, String operation) {
    return "\"object\":\"%s\",\"operation\":\"%s\"".formatted(object, operation);
  }

  private static String upsert(String object, String key) {
    return job(object, "upsert") + ",\"externalIdFieldName\":\"" + key + "\"";
  }

  private String value(String soql, String field) {
    return org.value(soql, field).asString("(null)");
  }

  @Test
  void good_rows_are_written_and_bad_ones_refused() {
    String id =
        client.load(
            job("Account", "insert"),
            "Name,Key__c,NumberOfEmployees\nGood,g1,5\n,g2,6\n\"Say \"\"hi\"\", you\",g3,many\n");
    JsonNode info = client.info(id);
    assertThat(info.path("state").asString()).isEqualTo("JobComplete");
    assertThat(info.path("numberRecordsProcessed").asInt()).isEqualTo(3);
    assertThat(info.path("numberRecordsFailed").asInt()).isEqualTo(2);
    String good = value("SELECT Id FROM Account WHERE Key__c='g1'", "Id");
    assertThat(client.results(id, "successfulResults"))
        .isEqualTo(
            "\"sf__Id\",\"sf__Created\",\"Name\",\"Key__c\",\"NumberOfEmployees\"\n"
                .concat("\"%s\",\"true\",\"Good\",\"g1\",\"5\"\n")
                .formatted(good));
    assertThat(client.results(id, "failedResults"))
        .startsWith("\"sf__Id\",\"sf__Error\",\"Name\",\"Key__c\",\"NumberOfEmployees\"\n");
    assertThat(client.rows(id, "failedResults"))
        .containsExactlyInAnyOrder(
            "\"\",\"REQUIRED_FIELD_MISSING:Required fields are missing: [Name]:Name --\","
                + "\"\",\"g2\",\"6\"",
            "\"\",\"INVALID_TYPE_ON_FIELD_IN_RECORD:'many' is not a valid value for the type"
                + " xsd:int:NumberOfEmployees --\",\"Say \"\"hi\"\", you\",\"g3\",\"many\"");
    assertThat(client.results(id, "unprocessedrecords"))
        .isEqualTo("\"Name\",\"Key__c\",\"NumberOfEmployees\"\n");
  }

  @Test
  void an_empty_cell_leaves_a_field_alone_and_NA_clears_it() {
    String id = org.create("Account", "{\"Name\":\"Kept\",\"Phone\":\"1\",\"Site\":\"S\"}");
    String done = client.load(job("Account", "update"), "Id,Phone,Site\n" + id + ",,#N/A\n");
    assertThat(client.rows(done, "successfulResults"))
        .containsExactly("\"%s\",\"false\",\"%s\",\"\",\"#N/A\"".formatted(id, id));
    String soql = "SELECT Phone, Site FROM Account WHERE Id='" + id + "'";
    assertThat(value(soql, "Phone")).isEqualTo("1");
    assertThat(value(soql, "Site")).isEqualTo("(null)");
  }

  @Test
  void an_upsert_creates_updates_and_refuses_a_key_that_comes_twice() {
    org.create("Account", "{\"Name\":\"There\",\"Key__c\":\"u1\"}");
    String id =
        client.load(
            upsert("Account", "key__c"), "Key__c,Name\nu1,Changed\nu2,New\nu3,Twin\nU3,Twin\n");
    assertThat(client.info(id).path("externalIdFieldName").asString()).isEqualTo("Key__c");
    assertThat(client.rows(id, "successfulResults"))
        .hasSize(2)
        .anyMatch(row -> row.endsWith("\"false\",\"u1\",\"Changed\""))
        .anyMatch(row -> row.endsWith("\"true\",\"u2\",\"New\""));
    assertThat(client.rows(id, "failedResults"))
        .hasSize(2)
        .allMatch(row -> row.contains("DUPLICATE_VALUE:Duplicate external id specified: u3:--"));
  }

  @Test
  void an_upsert_by_id_updates_and_creates() {
    String known = org.create("Account", "{\"Name\":\"Known\"}");
    String id = client.load(upsert("Account", "Id"), "Id,Name\n" + known + ",Renamed\n,Fresh\n");
    assertThat(client.rows(id, "successfulResults"))
        .hasSize(2)
        .anyMatch(row -> row.startsWith("\"" + known + "\",\"false\""))
        .anyMatch(row -> row.endsWith("\"true\",\"\",\"Fresh\""));
  }

  @Test
  void a_delete_fills_the_recycle_bin_and_a_hard_delete_goes_past_it() {
    String soft = org.create("Account", "{\"Name\":\"Soft\"}");
    String hard = org.create("Account", "{\"Name\":\"Hard\"}");
    client.load(job("Account", "delete"), "Id\n" + soft + "\n");
    client.load(job("Account", "hardDelete"), "Id\n" + hard + "\n");
    String all = RunningOrg.DATA + "/queryAll?q=";
    String count = "SELECT COUNT() FROM Account WHERE Name='%s'";
    assertThat(
            org.get(all + RunningOrg.encode(count.formatted("Soft")))
                .json()
                .path("totalSize")
                .asInt())
        .isEqualTo(1);
    assertThat(
            org.get(all + RunningOrg.encode(count.formatted("Hard")))
                .json()
                .path("totalSize")
                .asInt())
        .isZero();
    String again = client.load(job("Account", "delete"), "Id\n" + soft + "\n");
    assertThat(client.rows(again, "failedResults"))
        .containsExactly(
            "\"%s\",\"ENTITY_IS_DELETED:entity is deleted:--\",\"%s\"".formatted(soft, soft));
  }

  @Test
  void texts_keep_the_blanks_around_them_and_other_values_lose_them() {
    client.load(
        job("Account", "insert"),
        "Name,Site,NumberOfEmployees,Industry,Key__c\n\" In \", x, 7 , Energy ,blank\n");
    JsonNode row =
        org.query(
                "SELECT Name, Site, NumberOfEmployees, Industry FROM Account WHERE Key__c='blank'")
            .json()
            .path("records")
            .get(0);
    assertThat(row.path("Name").asString()).isEqualTo(" In ");
    assertThat(row.path("Site").asString()).isEqualTo(" x");
    assertThat(row.path("NumberOfEmployees").asInt()).isEqualTo(7);
    assertThat(row.path("Industry").asString()).isEqualTo("Energy");
    String rest = org.create("Account", "{\"Name\":\" In \"}");
    assertThat(value("SELECT Name FROM Account WHERE Id='" + rest + "'", "Name")).isEqualTo("In");
  }

  @Test
  void a_table_of_records_to_delete_has_no_column_but_the_id() {
    String kept = org.create("Account", "{\"Name\":\"Kept\"}");
    for (String operation : List.of("delete", "hardDelete")) {
      fails(
          job("Account", operation),
          "Id,Name\n" + kept + ",Kept\n",
          "InvalidBatch : A delete batch must contain only ids");
      fails(
          job("Account", operation),
          "Key__c\nkept\n",
          "InvalidBatch : A delete batch must contain only ids");
    }
    assertThat(value("SELECT Name FROM Account WHERE Id='" + kept + "'", "Name")).isEqualTo("Kept");
  }

  @Test
  void parents_are_found_by_their_keys_also_where_they_may_be_of_several_objects() {
    String account = org.create("Account", "{\"Name\":\"Parent\",\"Key__c\":\"p1\"}");
    String contact = org.create("Contact", "{\"LastName\":\"Who\",\"Key__c\":\"w1\"}");
    String id =
        client.load(
            job("Contact", "insert"),
            "LastName,Account.Key__c,Key__c\nChild,P1,c1\nOrphan,none,c2\n");
    assertThat(value("SELECT AccountId FROM Contact WHERE Key__c='c1'", "AccountId"))
        .isEqualTo(account);
    assertThat(client.rows(id, "failedResults"))
        .singleElement()
        .asString()
        .contains(
            "INVALID_FIELD:Foreign key external ID: none not found for field Key__c in entity"
                + " Account:--");
    client.load(job("Task", "insert"), "Subject,Contact:Who.Key__c\nCall,w1\n");
    assertThat(value("SELECT WhoId FROM Task WHERE Subject='Call'", "WhoId")).isEqualTo(contact);
  }

  @ParameterizedTest
  @CsvSource({
    "BACKQUOTE,`",
    "CARET,^",
    "COMMA,','",
    "PIPE,|",
    "SEMICOLON,;",
    "TAB,'\t'",
  })
  void every_delimiter_and_line_ending_is_read_and_written(String name, String delimiter) {
    String properties =
        job("Account", "insert") + ",\"lineEnding\":\"CRLF\",\"columnDelimiter\":\"" + name + "\"";
    String key = "d-" + name;
    String id =
        client.load(
            properties,
            "Name%sKey__c\r\n\"A %s B\"%s%s\r\n".formatted(delimiter, delimiter, delimiter, key));
    assertThat(value("SELECT Name FROM Account WHERE Key__c='" + key + "'", "Name"))
        .isEqualTo("A " + delimiter + " B");
    assertThat(client.results(id, "successfulResults"))
        .startsWith("\"sf__Id\"%s\"sf__Created\"%s\"Name\"".formatted(delimiter, delimiter))
        .endsWith("\"A %s B\"%s\"%s\"\r\n".formatted(delimiter, delimiter, key));
  }

  private void fails(String properties, String csv, String problem) {
    String id = client.load(properties, csv);
    JsonNode info = client.info(id);
    assertThat(info.path("state").asString()).isEqualTo("Failed");
    assertThat(info.path("errorMessage").asString()).startsWith(problem);
    assertThat(info.path("numberRecordsProcessed").asInt()).isZero();
    assertThat(client.results(id, "unprocessedrecords")).isEqualTo(csv);
  }

  @Test
  void a_table_that_is_not_as_announced_fails_the_job() {
    String insert = job("Account", "insert");
    fails(insert, "Name,Foo__c\nA,1\n", "InvalidBatch : Field name not found : Foo__c");
    fails(
        insert,
        "Name\r\nA\r\n",
        "ClientInputError : LineEnding is invalid on user data. Current LineEnding setting is LF");
    fails(
        insert + ",\"lineEnding\":\"CRLF\"",
        "Name\nA\n",
        "ClientInputError : LineEnding is invalid on user data. Current LineEnding setting is"
            + " CRLF");
    fails(insert, "Name,Phone\nA,\"1\n", "InvalidBatch : Unable to parse CSV");
    fails(insert, "Name,Name\nA,B\n", "InvalidBatch : Duplicate column : Name");
    fails(insert, "x".repeat(32_001) + "\nA\n", "InvalidBatch : The header line has more than");
  }

  @Test
  void a_blank_next_to_a_quote_fails_its_row_alone() {
    String id =
        client.load(
            job("Account", "insert"),
            "Name,Key__c\n\"Behind\" ,q1\n \"Before, too\",q2\n\"Fine\",q3\nSay \"so\",q4\n");
    assertThat(client.info(id).path("state").asString()).isEqualTo("JobComplete");
    assertThat(client.rows(id, "failedResults"))
        .containsExactlyInAnyOrder(
            "\"\",\"CLIENTINPUTERROR:A blank stands next to a quote:--\",\"Behind \",\"q1\"",
            "\"\",\"CLIENTINPUTERROR:A blank stands next to a quote:--\",\" Before, too\",\"q2\"");
    assertThat(client.rows(id, "successfulResults"))
        .hasSize(2)
        .anyMatch(row -> row.endsWith("\"Fine\",\"q3\""))
        .anyMatch(row -> row.endsWith("\"Say \"\"so\"\"\",\"q4\""));
  }

  @Test
  void a_batch_that_fails_leaves_the_others_alone() {
    var csv = new StringBuilder("Name,Key__c\n");
    IntStream.range(0, 20_001)
        .forEach(i -> csv.append("B,b").append(i).append(i == 15_000 ? ",more\n" : "\n"));
    String id = client.load(job("Account", "insert"), csv.toString());
    JsonNode info = client.info(id);
    assertThat(info.path("state").asString()).isEqualTo("Failed");
    assertThat(info.path("errorMessage").asString())
        .isEqualTo("InvalidBatch : Row 15001 has 3 cells, the header has 2.");
    assertThat(info.path("numberRecordsProcessed").asInt()).isEqualTo(10_001);
    List<String> left = client.rows(id, "unprocessedrecords");
    assertThat(left).hasSize(10_000);
    assertThat(left.getFirst()).isEqualTo("\"B\",\"b10000\"");
    assertThat(left.getLast()).isEqualTo("\"B\",\"b19999\"");
    List<String> done = client.rows(id, "successfulResults");
    assertThat(done).hasSize(10_001);
    assertThat(done.getFirst()).doesNotEndWith("\"b0\"");
  }

  @Test
  void batches_beyond_the_daily_limit_are_left_out() {
    try (RunningOrg small = RunningOrg.with(Map.of())) {
      small.post("/__simulator/limits", "{\"DailyBulkApiBatches\":1}").is(200);
      var few = new IngestClient(small);
      var csv = new StringBuilder("Name\n");
      IntStream.range(0, 10_001).forEach(i -> csv.append("N").append(i).append("\n"));
      String id = few.load(job("Account", "insert"), csv.toString());
      assertThat(few.info(id).path("state").asString()).isEqualTo("Failed");
      assertThat(few.info(id).path("errorMessage").asString()).startsWith("ExceededQuota : ");
      assertThat(few.info(id).path("numberRecordsProcessed").asInt()).isEqualTo(10_000);
      assertThat(few.results(id, "unprocessedrecords")).isEqualTo("\"Name\"\n\"N10000\"\n");
    }
  }
}
