package dev.syncline.salesforce.event;

import static dev.syncline.salesforce.event.EventFixture.MARK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.engine.stream.Affected;
import dev.syncline.engine.stream.CarriedFields;
import dev.syncline.engine.stream.ChangeType;
import dev.syncline.engine.stream.Commit;
import dev.syncline.engine.stream.StreamEvent;
import dev.syncline.engine.stream.TextDiff;
import dev.syncline.model.FieldName;
import dev.syncline.model.ObjectDescription;
import dev.syncline.model.ObjectName;
import dev.syncline.model.RecordId;
import dev.syncline.model.Value;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Payloads become events; what cannot be read becomes something to read again. */
class EventReaderTest {
  private static final EventSchema SCHEMA = EventSchema.parse(EventFixture.SCHEMA);
  private static final ObjectName ACCOUNT = new ObjectName("Account");
  private static final Commit COMMIT =
      new Commit(
          "0003adb6-6942-447e-6033-9e8fe7412300",
          3,
          Instant.parse("2026-01-01T00:00:00Z"),
          812_345_678_901L,
          Optional.of(new RecordId("005000000000001AAA")),
          "com/salesforce/api/rest/68.0;client=Other");

  private static StreamEvent read(GenericRecord event) {
    return read(event, Optional.of(EventFixture.OBJECT));
  }

  private static StreamEvent read(GenericRecord event, Optional<ObjectDescription> object) {
    return new EventReader(name -> object).read(MARK, SCHEMA, EventFixture.bytes(event));
  }

  private static CarriedFields fields(GenericRecord event) {
    return ((StreamEvent.Changed) read(event)).fields();
  }

  private static Set<FieldName> names(String... names) {
    return Set.of(Stream.of(names).map(FieldName::new).toArray(FieldName[]::new));
  }

  private static FieldName name(String name) {
    return new FieldName(name);
  }

  @Test
  void an_update_says_what_changed_in_which_commit() {
    GenericRecord event = EventFixture.event("UPDATE");
    event.put("Employees", 7);
    EventFixture.mark(event, "changedFields", "0x80");

    assertThat(read(event))
        .isEqualTo(
            new StreamEvent.Changed(
                MARK,
                ACCOUNT,
                List.of(new RecordId(EventFixture.ACCOUNT)),
                ChangeType.UPDATE,
                COMMIT,
                new CarriedFields(
                    Map.of(name("Employees"), new Value.Numeric(BigDecimal.valueOf(7))),
                    Set.of(),
                    Map.of())));
  }

  @Test
  void a_merged_update_is_of_each_of_its_records() {
    GenericRecord event = EventFixture.event("UPDATE");
    EventFixture.header(event)
        .put("recordIds", List.of("001000000000001AAA", "001000000000002", "001000000000001"));

    assertThat(read(event))
        .isInstanceOfSatisfying(
            StreamEvent.Changed.class,
            changed ->
                assertThat(changed.records())
                    .containsExactly(
                        RecordId.of("001000000000001"), RecordId.of("001000000000002")));
  }

  @ParameterizedTest
  @CsvSource({"CREATE", "UNDELETE"})
  void a_create_says_which_fields_are_empty(String type) {
    GenericRecord event = EventFixture.event(type);
    event.put("Name", "New");
    event.put("Employees", 3);
    EventFixture.put(event, "BillingAddress", "Street", "1 Main");

    CarriedFields fields = fields(event);

    assertThat(fields.values())
        .containsEntry(name("Name"), new Value.Text("New"))
        .containsEntry(name("BillingStreet"), new Value.Text("1 Main"))
        .containsEntry(name("BillingState"), Value.NULL)
        .containsEntry(name("ShippingStreet"), Value.NULL)
        .containsEntry(name("Site__Longitude__s"), Value.NULL)
        .containsEntry(name("Closed__c"), Value.NULL)
        .containsEntry(name("Description"), Value.NULL)
        .doesNotContainKeys(name("Hidden__c"), name("BillingXyz"), name("Id"));
    assertThat(fields.unsure())
        .isEqualTo(names("Active__c", "BillingAddress", "ShippingAddress", "Site__c"));
  }

  @Test
  void a_create_of_an_object_that_is_not_described_says_what_it_has() {
    GenericRecord event = EventFixture.event("CREATE");
    event.put("Name", "New");
    EventFixture.put(event, "Site__c", "Latitude", 1.5);

    assertThat(read(event, Optional.empty()))
        .isInstanceOfSatisfying(
            StreamEvent.Changed.class,
            changed ->
                assertThat(changed.fields().values())
                    .isEqualTo(
                        Map.of(
                            name("Name"),
                            new Value.Text("New"),
                            name("Site__Latitude__s"),
                            new Value.Numeric(new BigDecimal("1.5")))));
  }

  @Test
  void a_delete_has_no_fields() {
    GenericRecord event = EventFixture.event("DELETE");
    event.put("Name", "Old");

    assertThat(fields(event)).isEqualTo(CarriedFields.NONE);
  }

  @Test
  void the_name_of_a_person_stands_in_parts() {
    GenericRecord event = EventFixture.event("UPDATE");
    EventFixture.put(event, "Name", "FirstName", "Ada");
    EventFixture.mark(event, "changedFields", "1-0x06");
    EventFixture.mark(event, "nulledFields", "1-0x04");

    assertThat(read(event, Optional.empty()))
        .isInstanceOfSatisfying(
            StreamEvent.Changed.class,
            changed ->
                assertThat(changed.fields())
                    .isEqualTo(
                        new CarriedFields(
                            Map.of(
                                name("FirstName"),
                                new Value.Text("Ada"),
                                name("LastName"),
                                Value.NULL),
                            names("Name"),
                            Map.of())));
  }

  @Test
  void a_compound_that_is_emptied_as_a_whole_empties_its_parts() {
    GenericRecord event = EventFixture.event("UPDATE");
    EventFixture.mark(event, "changedFields", "0x20");
    EventFixture.mark(event, "nulledFields", "0x20");

    assertThat(fields(event))
        .isEqualTo(
            new CarriedFields(
                Map.of(
                    name("Site__Latitude__s"), Value.NULL, name("Site__Longitude__s"), Value.NULL),
                names("Site__c"),
                Map.of()));
  }

  @Test
  void fields_that_are_not_the_users_are_left_out() {
    GenericRecord event = EventFixture.event("UPDATE");
    event.put("Hidden__c", "hidden");
    EventFixture.put(event, "ShippingAddress", "State", "hidden");
    EventFixture.mark(event, "changedFields", "0x08", "4-0x02");

    assertThat(fields(event).values()).isEmpty();
  }

  @Test
  void marks_and_values_that_contradict_each_other_are_unsure() {
    GenericRecord event = EventFixture.event("UPDATE");
    event.put("Employees", 7);
    EventFixture.mark(event, "changedFields", "0x0180");
    EventFixture.mark(event, "nulledFields", "0x80");

    assertThat(fields(event))
        .isEqualTo(new CarriedFields(Map.of(), names("Employees", "Closed__c"), Map.of()));
  }

  @Test
  void a_value_that_did_not_change_but_came_along_is_told() {
    GenericRecord event = EventFixture.event("UPDATE");
    event.put("Employees", 7);

    assertThat(fields(event).values()).containsOnlyKeys(name("Employees"));
  }

  @Test
  void a_number_that_is_not_certain_is_unsure() {
    GenericRecord event = EventFixture.event("UPDATE");
    event.put("Revenue__c", 1234567890123456.78);
    EventFixture.mark(event, "changedFields", "0x40");

    assertThat(fields(event)).isEqualTo(new CarriedFields(Map.of(), names("Revenue__c"), Map.of()));
  }

  @Test
  void an_empty_text_is_empty() {
    GenericRecord event = EventFixture.event("UPDATE");
    event.put("Description", "");

    assertThat(fields(event).values()).containsEntry(name("Description"), Value.NULL);
  }

  @Test
  void a_date_that_is_no_midnight_and_a_time_beyond_the_day_are_unsure() {
    GenericRecord event = EventFixture.event("UPDATE");
    event.put("Closed__c", 3_600_000L);
    event.put("Opens__c", 86_400_000L);

    assertThat(fields(event))
        .isEqualTo(new CarriedFields(Map.of(), names("Closed__c", "Opens__c"), Map.of()));
  }

  @Test
  void a_difference_is_unsure_and_gives_the_text_to_whom_has_the_one_before()
      throws NoSuchAlgorithmException {
    String after = "x".repeat(1_200) + "\nnew\nend";
    String hash =
        HexFormat.of()
            .formatHex(
                MessageDigest.getInstance("SHA-256")
                    .digest(after.getBytes(StandardCharsets.UTF_8)));
    GenericRecord event = EventFixture.event("UPDATE");
    event.put("Description", "--- \n+++ " + hash + "\n@@ -2,1 +2,1 @@\n-old\n+new\n");
    EventFixture.mark(event, "changedFields", "0x1000");
    EventFixture.mark(event, "diffFields", "0x1000");

    CarriedFields fields = fields(event);

    assertThat(fields.values()).isEmpty();
    assertThat(fields.unsure()).isEqualTo(names("Description"));
    TextDiff diff = fields.diffs().get(name("Description"));
    assertThat(diff).isNotNull();
    assertThat(diff.appliedTo("x".repeat(1_200) + "\nold\nend")).contains(after);
    assertThat(diff.appliedTo("y".repeat(1_200) + "\nold\nend")).isEmpty();
  }

  @Test
  void a_difference_that_is_too_long_is_not_kept() {
    GenericRecord event = EventFixture.event("UPDATE");
    event.put("Description", "-".repeat(TextDiff.MAX_LENGTH + 1));
    EventFixture.mark(event, "diffFields", "0x1000");

    assertThat(fields(event))
        .isEqualTo(new CarriedFields(Map.of(), names("Description"), Map.of()));
  }

  @ParameterizedTest
  @EnumSource
  void a_gap_says_which_records_to_read(ChangeType type) {
    StreamEvent gap = read(EventFixture.event("GAP_" + type));

    assertThat(gap)
        .isEqualTo(
            new StreamEvent.Gap(
                MARK,
                ACCOUNT,
                new Affected.Records(List.of(new RecordId(EventFixture.ACCOUNT))),
                type,
                COMMIT));
  }

  @ParameterizedTest
  @CsvSource({"GAP_UPDATE", "UPDATE"})
  void a_wildcard_is_a_gap_of_all_records(String type) {
    GenericRecord event = EventFixture.event(type);
    EventFixture.header(event).put("recordIds", List.of("001*"));
    EventFixture.mark(event, "nulledFields", "0x80");

    assertThat(read(event))
        .isEqualTo(
            new StreamEvent.Gap(
                MARK, ACCOUNT, new Affected.AllRecords("001"), ChangeType.UPDATE, COMMIT));
  }

  @Test
  void an_overflow_is_of_its_object() {
    GenericRecord event = EventFixture.event("GAP_OVERFLOW");
    EventFixture.header(event).put("recordIds", List.of("000000000000000AAA"));

    assertThat(read(event)).isEqualTo(new StreamEvent.Overflow(MARK, ACCOUNT, COMMIT));
  }

  @Test
  void a_kind_of_change_that_nobody_knows_is_a_gap() {
    assertThat(read(EventFixture.event("SNAPSHOT"))).isInstanceOf(StreamEvent.Gap.class);
  }

  @Test
  void marks_that_are_not_of_the_schema_make_a_gap() {
    for (String bitmap : List.of("0x80000000", "what", "99-0x01")) {
      GenericRecord event = EventFixture.event("UPDATE");
      EventFixture.mark(event, "changedFields", bitmap);

      assertThat(read(event)).as(bitmap).isInstanceOf(StreamEvent.Gap.class);
    }
  }

  @Test
  void a_payload_that_breaks_off_behind_its_header_is_a_gap() {
    GenericRecord event = EventFixture.event("UPDATE");
    event.put("Description", "text");
    byte[] whole = EventFixture.bytes(event);
    byte[] cut = Arrays.copyOf(whole, whole.length - 3);

    StreamEvent read = new EventReader(name -> Optional.empty()).read(MARK, SCHEMA, cut);

    assertThat(read).isInstanceOf(StreamEvent.Gap.class);
  }

  @Test
  void a_payload_that_tells_not_even_its_records_is_unreadable() {
    GenericRecord strange = EventFixture.event("UPDATE");
    EventFixture.header(strange).put("recordIds", List.of("nobody"));
    EventReader reader = new EventReader(name -> Optional.empty());

    assertThat(reader.read(MARK, SCHEMA, new byte[] {2, 3}))
        .isInstanceOfSatisfying(
            StreamEvent.Unreadable.class, unreadable -> assertThat(unreadable.object()).isEmpty());
    assertThat(reader.read(MARK, SCHEMA, EventFixture.bytes(strange)))
        .isInstanceOfSatisfying(
            StreamEvent.Unreadable.class,
            unreadable -> {
              assertThat(unreadable.object()).contains(ACCOUNT);
              assertThat(unreadable.problem().message()).contains("event-1");
            });
  }
}
