package dev.syncline.simulator.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.simulator.Simulator;
import dev.syncline.simulator.SimulatorSettings;
import dev.syncline.simulator.schema.FieldDefinition.Flag;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An org can be made from the describes of another one. */
class DescribeReaderTest {
  private static final String CASE =
      """
      {"name":"Solution","label":"Solution","labelPlural":"Solutions","keyPrefix":"501",
       "createable":true,"queryable":true,"retrieveable":true,"updateable":true,"deletable":true,
       "recordTypeInfos":[{"master":true,"developerName":"Master","name":"Master"},
                          {"master":false,"developerName":"Claim","name":"A claim","active":true}],
       "childRelationships":[{"childSObject":"Solution","field":"ParentId",
                              "relationshipName":"Solutions"}],
       "fields":[
        {"name":"Id","label":"Case ID","type":"id","length":18,"idLookup":true,"filterable":true},
        {"name":"IsDeleted","type":"boolean","label":"Deleted","filterable":true},
        {"name":"CaseNumber","type":"string","length":30,"label":"Case Number","autoNumber":true,
         "nameField":true,"filterable":true,"sortable":true},
        {"name":"ParentId","type":"reference","length":18,"label":"Parent","nillable":true,
         "createable":true,"updateable":true,"filterable":true,"referenceTo":["Solution"],
         "relationshipName":"Parent"},
        {"name":"Product__c","type":"reference","length":18,"label":"Product","nillable":true,
         "createable":true,"referenceTo":["Product__c"],"relationshipName":"Product__r"},
        {"name":"Status","type":"picklist","length":255,"label":"Status","nillable":true,
         "createable":true,"filterable":true,"restrictedPicklist":true,
         "picklistValues":[{"value":"New","label":"New","active":true,"defaultValue":true},
                           {"value":"Old","label":"Former","active":false}]},
        {"name":"Age__c","type":"double","precision":18,"scale":2,"label":"Age","calculated":true,
         "calculatedFormula":"NOW() - CreatedDate","nillable":true,"filterable":true},
        {"name":"SystemModstamp","type":"datetime","label":"System Modstamp","filterable":true}]}
      """;

  private static Schema load(Path folder, String text) throws IOException {
    return SchemaFiles.load(List.of(Files.writeString(folder.resolve("case.json"), text)));
  }

  @Test
  void an_object_has_what_its_describe_says(@TempDir Path folder) throws IOException {
    ObjectDefinition object = load(folder, "[" + CASE + "]").object("Solution").orElseThrow();
    assertThat(object.keyPrefix()).isEqualTo("501");
    assertThat(object.is(ObjectDefinition.Flag.QUERYABLE)).isTrue();
    assertThat(object.is(ObjectDefinition.Flag.MERGEABLE)).isFalse();
    assertThat(object.recordTypes()).extracting(RecordType::label).containsExactly("A claim");
    FieldDefinition parent = object.requireField("ParentId");
    assertThat(parent.relationshipName()).contains("Parent");
    assertThat(parent.childRelationshipName()).contains("Solutions");
    FieldDefinition status = object.requireField("Status");
    assertThat(status.is(Flag.RESTRICTED_PICKLIST)).isTrue();
    assertThat(status.is(Flag.UPDATEABLE)).isFalse();
    assertThat(status.picklistValues())
        .containsExactly(
            new PicklistValue("New", "New", true, true),
            new PicklistValue("Old", "Former", false, false));
    assertThat(object.requireField("Age__c").is(Flag.CALCULATED)).isTrue();
  }

  @Test
  void a_standard_object_gains_fields_and_keeps_what_is_known_of_it(@TempDir Path folder)
      throws IOException {
    Schema schema =
        load(
            folder,
            """
            {"status":0,"result":{"name":"Account","fields":[
              {"name":"Industry","label":"Branch","type":"picklist",
               "picklistValues":[{"value":"Wine","label":"Wine","active":true}]},
              {"name":"Vat__c","label":"VAT","type":"string","length":20,"nillable":true,
               "createable":true,"updateable":true}]}}
            """);
    ObjectDefinition account = schema.object("Account").orElseThrow();
    assertThat(account.requireField("Industry").label()).isEqualTo("Branch");
    assertThat(account.requireField("Industry").picklistValues()).hasSize(1);
    assertThat(account.requireField("Vat__c").length()).isEqualTo(20);
    assertThat(account.field("BillingCity")).isPresent();
  }

  @Test
  void an_org_that_was_exported_starts_again_with_the_same_describes(@TempDir Path folder)
      throws Exception {
    Path first = folder.resolve("first.json");
    Path schema = Path.of("src/test/resources/org/invoices.yaml");
    JsonNode original = describe(List.of(schema));
    Files.writeString(first, original.toString());
    JsonNode again = describe(List.of(first));
    assertThat(again.path("fields")).hasSameSizeAs(original.path("fields"));
    for (int i = 0; i < original.path("fields").size(); i++) {
      assertThat(again.path("fields").get(i)).isEqualTo(original.path("fields").get(i));
    }
  }

  /** The describe of invoices in an org with a few of them. */
  private static JsonNode describe(List<Path> schema) throws Exception {
    var settings =
        new SimulatorSettings(
            "127.0.0.1",
            0,
            1,
            Map.of("Account", 2L, "Invoice__c", 5L),
            schema,
            null,
            SimulatorSettings.Behaviour.USUAL);
    try (Simulator org = Simulator.start(settings);
        HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(
                  URI.create(
                      org.ready().instanceUrl()
                          + "/services/data/v66.0/sobjects/Invoice__c/describe"))
              .header("Authorization", "Bearer " + org.ready().accessToken())
              .build();
      return JsonMapper.shared()
          .readTree(http.sendAsync(request, BodyHandlers.ofString()).join().body());
    }
  }

  @Test
  void a_file_without_a_describe_is_refused(@TempDir Path folder) {
    assertThatThrownBy(() -> load(folder, "{\"sobjects\":[]}"))
        .isInstanceOf(SchemaException.class)
        .hasMessageContaining("holds no describe");
    assertThatThrownBy(() -> load(folder, "{"))
        .isInstanceOf(SchemaException.class)
        .hasMessageContaining("no JSON");
  }
}
