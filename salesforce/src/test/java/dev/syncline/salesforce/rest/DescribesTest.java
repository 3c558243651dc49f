package dev.syncline.salesforce.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.engine.org.OrgException;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.Field;
import dev.syncline.model.FieldName;
import dev.syncline.model.FieldType;
import dev.syncline.model.ObjectDescription;
import dev.syncline.model.ObjectName;
import dev.syncline.salesforce.http.HttpCall;
import dev.syncline.salesforce.http.HttpReply;
import dev.syncline.salesforce.testing.ApiFixture;
import dev.syncline.salesforce.testing.FunctionTransport;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DescribesTest {
  static final String CONTACT =
      """
      {"actionOverrides":[],"name":"Contact","label":"Contact","keyPrefix":"003","custom":false,
       "childRelationships":[{"childSObject":"Case","field":"ContactId","name":"no"}],
       "queryable":true,"createable":true,"updateable":true,"deletable":false,"replicateable":true,
       "urls":{"name":"/not/this"},
       "fields":[
        {"name":"Id","label":"Contact ID","type":"id","length":18,"nillable":false,
         "defaultedOnCreate":true,"idLookup":true,"referenceTo":[],"picklistValues":[]},
        {"name":"Level__c","label":"Level","type":"picklist","length":255,"nillable":true,
         "createable":true,"updateable":true,"custom":true,"restrictedPicklist":true,
         "picklistValues":[{"active":true,"value":"Primary","label":"P"},
                           {"active":false,"value":"Old","label":"O"}]},
        {"name":"OwnerId","label":"Owner","type":"reference","referenceTo":["Group","User"],
         "length":18,"compoundFieldName":null},
        {"name":"MailingCity","label":"City","type":"string","length":40,
         "compoundFieldName":"MailingAddress"},
        {"name":"Amount__c","label":"Amount","type":"currency","precision":18,"scale":2,
         "digits":0,"calculated":true},
        {"name":"Count__c","label":"Count","type":"int","digits":8,"externalId":true,
         "unique":true,"caseSensitive":true,"autoNumber":true,"encrypted":true},
        {"name":"Name","label":"Name","type":"string","compoundFieldName":"Name"},
        {"name":"New__c","label":"New","type":"hologram"}]}
      """;

  private static final ObjectName NAME = new ObjectName("contact");
  private static final String VERSIONS = "[{\"version\":\"67.0\"},{\"version\":\"68.0\"}]";

  @Test
  void a_describe_becomes_the_object_with_its_fields() {
    try (ApiFixture org = new ApiFixture(call -> answer(call, CONTACT))) {
      ObjectDescription contact = describes(org).describe(NAME);

      assertThat(contact.name()).isEqualTo(new ObjectName("Contact"));
      assertThat(contact.keyPrefix()).isEqualTo("003");
      assertThat(contact.queryable()).isTrue();
      assertThat(contact.deletable()).isFalse();
      assertThat(contact.fields()).hasSize(8);
      Field level = contact.field("level__C").orElseThrow();
      assertThat(level.type()).isEqualTo(FieldType.PICKLIST);
      assertThat(level.picklist()).containsExactly("Primary");
      assertThat(level.flags().restrictedPicklist()).isTrue();
      assertThat(contact.field("OwnerId").orElseThrow().referenceTo())
          .containsExactly(new ObjectName("Group"), new ObjectName("User"));
      assertThat(contact.field("MailingCity").orElseThrow().compound())
          .hasValue(new FieldName("MailingAddress"));
      assertThat(contact.field("Name").orElseThrow().compound()).isEqualTo(Optional.empty());
      Field amount = contact.field("Amount__c").orElseThrow();
      assertThat(amount.precision()).isEqualTo(18);
      assertThat(amount.scale()).isEqualTo(2);
      assertThat(amount.flags().calculated()).isTrue();
      Field count = contact.field("Count__c").orElseThrow();
      assertThat(count.flags().externalId() && count.flags().unique()).isTrue();
      assertThat(count.flags().caseSensitive() && count.flags().autoNumber()).isTrue();
      assertThat(contact.field("New__c").orElseThrow().type()).isEqualTo(FieldType.ANYTYPE);
    }
  }

  @Test
  void a_describe_is_kept_for_its_time_and_then_only_checked() {
    try (ApiFixture org =
        new ApiFixture(
            call ->
                call.headers().containsKey("If-Modified-Since")
                    ? HttpReply.of(304, Map.of(), "")
                    : answer(call, CONTACT))) {
      Describes describes = describes(org);

      ObjectDescription first = describes.describe(NAME);
      describes.describe(new ObjectName("CONTACT"));
      assertThat(describeCalls(org)).isEqualTo(1);

      org.time.advance(Duration.ofMinutes(5));
      assertThat(describes.describe(NAME)).isSameAs(first);
      assertThat(describeCalls(org)).isEqualTo(2);
      assertThat(org.transport.calls().getLast().headers())
          .containsEntry("If-Modified-Since", "Fri, 20 Nov 2026 11:00:00 GMT");

      describes.describe(NAME);
      assertThat(describeCalls(org)).isEqualTo(2);
    }
  }

  @Test
  void a_describe_that_changed_replaces_the_kept_one() {
    String[] label = {"Contact"};
    try (ApiFixture org =
        new ApiFixture(
            call -> answer(call, CONTACT.replace("\"Contact\",\"key", label[0] + ",\"key")))) {
      label[0] = "\"Person\"";
      Describes describes = describes(org);
      assertThat(describes.describe(NAME).label()).isEqualTo("Person");

      label[0] = "\"Human\"";
      org.time.advance(Duration.ofHours(1));

      assertThat(describes.describe(NAME).label()).isEqualTo("Human");
    }
  }

  @Test
  void a_describe_cut_anywhere_is_refused() {
    byte[] whole = CONTACT.strip().getBytes(StandardCharsets.UTF_8);
    for (int length = 0; length < whole.length; length += 7) {
      byte[] cut = Arrays.copyOf(whole, length);
      try (ApiFixture org =
          new ApiFixture(
              call ->
                  call.uri().getPath().endsWith("/data")
                      ? FunctionTransport.json(200, VERSIONS)
                      : HttpReply.of(200, Map.of(), cut))) {
        assertThatThrownBy(() -> describes(org).describe(NAME))
            .as("cut at %d", length)
            .isInstanceOfSatisfying(
                OrgException.class, e -> assertThat(e.problem().code()).isEqualTo("ORG-CUT"));
      }
    }
  }

  @Test
  void an_object_that_the_user_does_not_see_is_a_fault_of_the_mapping() {
    try (ApiFixture org =
        new ApiFixture(
            call ->
                call.uri().getPath().endsWith("/data")
                    ? FunctionTransport.json(200, VERSIONS)
                    : FunctionTransport.json(
                        404,
                        "[{\"errorCode\":\"NOT_FOUND\",\"message\":\"The requested resource does"
                            + " not exist\"}]"))) {
      assertThatThrownBy(() -> describes(org).describe(NAME))
          .isInstanceOfSatisfying(
              OrgException.class,
              e -> {
                assertThat(e.problem().code()).isEqualTo("ORG-NO-OBJECT");
                assertThat(e.errorClass()).isEqualTo(ErrorClass.MAPPING);
                assertThat(e.problem().message()).contains("The requested resource does not exist");
              });
      assertThatThrownBy(() -> describes(org).describe(new ObjectName("../limits")))
          .isInstanceOf(OrgException.class);
    }
  }

  @Test
  void only_objects_that_can_be_queried_are_listed() {
    String global =
        """
        {"encoding":"UTF-8","maxBatchSize":200,"sobjects":[
          {"name":"Account","queryable":true,"urls":{"sobject":"/x"}},
          {"name":"AccountFeed","queryable":false},{"name":"Zoo__c","queryable":true}]}
        """;
    try (ApiFixture org = new ApiFixture(call -> answer(call, global))) {
      assertThat(describes(org).queryable())
          .containsExactly(new ObjectName("Account"), new ObjectName("Zoo__c"));
    }
  }

  @Test
  void the_newest_version_is_used_where_the_wanted_one_is_not_served() {
    try (ApiFixture org =
        new ApiFixture(
            call ->
                FunctionTransport.json(
                    200,
                    "[{\"version\":\"9.0\"},{\"version\":\"66.0\"},{\"version\":\"58.0\"}]"))) {
      assertThat(new OrgVersion(org.api, "68.0").path("/limits"))
          .isEqualTo("/services/data/v66.0/limits");
      assertThat(new OrgVersion(org.api, "58.0").number()).isEqualTo("58.0");
    }
  }

  private static long describeCalls(ApiFixture org) {
    return org.transport.calls("/services/data/v68.0/sobjects").size();
  }

  private static Describes describes(ApiFixture org) {
    return new Describes(org.api, new OrgVersion(org.api, "68.0"), org.time, Duration.ofMinutes(5));
  }

  private static HttpReply answer(HttpCall call, String body) {
    return call.uri().getPath().endsWith("/data")
        ? FunctionTransport.json(200, VERSIONS)
        : HttpReply.of(200, Map.of("Last-Modified", "Fri, 20 Nov 2026 11:00:00 GMT"), body);
  }
}
