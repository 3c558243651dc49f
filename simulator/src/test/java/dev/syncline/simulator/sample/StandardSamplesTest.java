package dev.syncline.simulator.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.FieldDefinition.Flag;
import dev.syncline.simulator.schema.FieldType;
import dev.syncline.simulator.schema.ObjectDefinition;
import dev.syncline.simulator.schema.Schema;
import dev.syncline.simulator.schema.SchemaFiles;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StandardSamplesTest {
  private static final Schema SCHEMA = SchemaFiles.standard();
  private static final long COUNT = 200;
  private static final Samples ORG = new Samples(42, SCHEMA, counts());

  private static Map<String, Long> counts() {
    var counts = new HashMap<String, Long>();
    for (ObjectDefinition object : SCHEMA.objects()) {
      boolean fixed = Set.of("Organization", "Profile", "RecordType").contains(object.name());
      if (!fixed) {
        counts.put(object.name(), COUNT);
      }
    }
    return counts;
  }

  private static SampleObject of(String object) {
    return ORG.of(SCHEMA.object(object).orElseThrow());
  }

  private static @Nullable Object value(String object, long index, String field) {
    SampleObject records = of(object);
    return records.value(index, records.object().requireField(field));
  }

  @Test
  void every_standard_object_can_be_generated_with_its_required_fields() {
    for (ObjectDefinition object : SCHEMA.objects()) {
      SampleObject records = ORG.of(object);
      for (FieldDefinition field : object.fields()) {
        if (field.is(Flag.NILLABLE) || !field.isStored()) {
          continue;
        }
        for (long i = 0; i < records.count(); i++) {
          assertThat(records.value(i, field)).as(object + "." + field).isNotNull();
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Case", "OpportunityLineItem", "OrderItem", "CampaignMember", "Event"})
  void a_reference_that_follows_another_is_found_from_both_ends(String name) {
    SampleObject records = of(name);
    for (FieldDefinition field : records.object().fields()) {
      if (field.type() != FieldType.REFERENCE || !records.isInvertible(field)) {
        continue;
      }
      for (long i = 0; i < records.count(); i++) {
        Object parent = records.value(i, field);
        if (parent != null) {
          var found = new TreeSet<Long>();
          records.lookup(field, parent).forEachRemaining((long child) -> found.add(child));
          assertThat(found).as(name + "." + field).contains(i);
        }
      }
    }
  }

  @Test
  void a_case_belongs_to_the_account_of_its_contact() {
    int asked = 0;
    for (long i = 0; i < COUNT; i++) {
      if (value("Case", i, "ContactId") instanceof String id) {
        long contact = of("Contact").ids().number(id);
        assertThat(value("Case", i, "AccountId")).isEqualTo(value("Contact", contact, "AccountId"));
        assertThat(value("Case", i, "ContactEmail")).isEqualTo(value("Contact", contact, "Email"));
        asked++;
      }
    }
    assertThat(asked).isPositive();
  }

  @Test
  void an_event_ends_after_it_begins() {
    for (long i = 0; i < COUNT; i++) {
      Object start = value("Event", i, "StartDateTime");
      assertThat((Instant) value("Event", i, "EndDateTime")).isAfter((Instant) start);
    }
  }

  @Test
  void an_opportunity_product_has_the_name_of_its_product() {
    for (long i = 0; i < COUNT; i++) {
      long product = of("Product2").ids().number(text("OpportunityLineItem", i, "Product2Id"));
      assertThat(value("OpportunityLineItem", i, "Name"))
          .isEqualTo(value("Product2", product, "Name"));
    }
  }

  private static String text(String object, long index, String field) {
    return String.valueOf(value(object, index, field));
  }
}
