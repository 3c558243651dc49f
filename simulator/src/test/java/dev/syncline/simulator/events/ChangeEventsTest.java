package dev.syncline.simulator.events;

import static dev.syncline.simulator.schema.FieldDefinition.field;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.simulator.data.Actor;
import dev.syncline.simulator.data.Change;
import dev.syncline.simulator.data.Commit;
import dev.syncline.simulator.data.SimulatorClock;
import dev.syncline.simulator.events.Records.Values;
import dev.syncline.simulator.events.avro.AvroBytes;
import dev.syncline.simulator.events.avro.ChangeType;
import dev.syncline.simulator.events.avro.EventSchema;
import dev.syncline.simulator.events.avro.FieldMarks;
import dev.syncline.simulator.events.avro.SampleObjects;
import dev.syncline.simulator.events.avro.SchemaStore;
import dev.syncline.simulator.events.log.EventLog;
import dev.syncline.simulator.events.log.LogSettings;
import dev.syncline.simulator.events.log.StoredEvent;
import dev.syncline.simulator.schema.FieldDefinition.Flag;
import dev.syncline.simulator.schema.FieldType;
import dev.syncline.simulator.schema.ObjectDefinition;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Committed transactions become the change events that a real org would send. */
class ChangeEventsTest {
  private static final Instant NOW = Instant.parse("2026-11-01T10:00:00.250Z");
  private static final ObjectDefinition ORDER =
      SampleObjects.object(
          "Order__c",
          field("Name", FieldType.STRING),
          field("Amount__c", FieldType.CURRENCY),
          field("Status__c", FieldType.PICKLIST),
          field("Notes__c", FieldType.TEXTAREA).length(32_000),
          field("Double__c", FieldType.DOUBLE).with(Flag.CALCULATED).formula("Amount__c * 2"),
          field("LastModifiedDate", FieldType.DATETIME),
          field("LastModifiedById", FieldType.REFERENCE),
          field("SystemModstamp", FieldType.DATETIME));
  private static final ObjectDefinition ITEM =
      SampleObjects.object("Item__c", field("Name", FieldType.STRING));
  private static final Actor ACTOR = Actor.api("005000000000001AAA", "rest", "66.0", "syncline");

  private final SimulatorClock clock = new SimulatorClock(InstantSource.fixed(NOW));
  private final EventIds ids = new EventIds(1);
  private final EventLog log = new EventLog(LogSettings.of(null, 100), clock, ids::event);
  private final SchemaStore schemas = SchemaStore.inMemory();
  private final Channels channels = new Channels();
  private final ChangeQuirks quirks = new ChangeQuirks();
  private final ChangeEvents changes = new ChangeEvents(log, schemas, channels, ids, quirks);
  private final long start = log.latest();

  @AfterEach
  void closeLog() {
    log.close();
  }

  private void commit(Change... committed) {
    changes.committed(new Commit(1, ACTOR, NOW, NOW, List.of(committed)));
  }

  private static Change update(Values before, UnaryOperator<Values> edit, String... fields) {
    Values after = edit.apply(before);
    var changed = Arrays.stream(fields).map(before.object()::requireField).toList();
    return new Change.Updated(before.object(), before, after, changed);
  }

  private static Values order(int number) {
    return Records.record(ORDER, number)
        .with("Name", "Order " + number)
        .with("Amount__c", new BigDecimal("10.5"))
        .with("Double__c", new BigDecimal("21"))
        .with("LastModifiedDate", NOW.minusSeconds(60))
        .with("LastModifiedById", ACTOR.userId());
  }

  private List<StoredEvent> stored() {
    return log.read(start, topic -> topic.startsWith("/"), 1_000, 100_000_000).events();
  }

  private GenericRecord decoded(StoredEvent event) {
    EventSchema schema = schemas.find(event.schemaId()).orElseThrow();
    return AvroBytes.decode(schema.avro(), event.payload());
  }

  private List<GenericRecord> headers() {
    return stored().stream().map(e -> (GenericRecord) decoded(e).get(0)).toList();
  }

  private static List<String> texts(GenericRecord header, String field) {
    return ((List<?>) header.get(field)).stream().map(Object::toString).toList();
  }

  private List<String> names(StoredEvent event, String field) {
    GenericRecord record = decoded(event);
    return FieldMarks.names(record.getSchema(), texts((GenericRecord) record.get(0), field));
  }

  @Test
  void a_create_carries_all_values_and_the_facts_of_its_transaction() {
    commit(new Change.Created(ORDER, order(1)));
    StoredEvent event = stored().getFirst();
    assertThat(event.topic()).isEqualTo("/data/Order__ChangeEvent");
    assertThat(event.id()).isEqualTo(ids.event(event.position())).hasSize(36);
    GenericRecord record = decoded(event);
    assertThat(record.get("Name")).hasToString("Order 1");
    assertThat(record.get("Amount__c")).isEqualTo(10.5);
    assertThat(record.get("Double__c")).isEqualTo(21.0);
    assertThat(record.get("Status__c")).isNull();
    var header = (GenericRecord) record.get(0);
    assertThat(header.get("entityName")).hasToString("Order__c");
    assertThat(header.get("changeType")).hasToString("CREATE");
    assertThat(header.get("changeOrigin"))
        .hasToString("com/salesforce/api/rest/66.0;client=syncline");
    assertThat(header.get("transactionKey").toString()).matches("000[0-9a-f-]{33}");
    assertThat(header.get("sequenceNumber")).isEqualTo(1);
    assertThat(header.get("commitTimestamp"))
        .isEqualTo(Instant.parse("2026-11-01T10:00:00Z").toEpochMilli());
    assertThat(header.get("commitUser")).hasToString(ACTOR.userId());
    assertThat(texts(header, "recordIds")).containsExactly(order(1).id());
    assertThat(texts(header, "changedFields")).isEmpty();
  }

  @Test
  void an_update_carries_what_changed_what_was_emptied_and_the_formulas_that_came_out_otherwise() {
    commit(
        update(
            order(1).with("Status__c", "Open"),
            o ->
                o.with("Amount__c", new BigDecimal("11"))
                    .with("Double__c", new BigDecimal("22"))
                    .with("Status__c", null)
                    .with("LastModifiedDate", NOW),
            "Amount__c",
            "Status__c"));
    StoredEvent event = stored().getFirst();
    GenericRecord record = decoded(event);
    assertThat(record.get("Amount__c")).isEqualTo(11.0);
    assertThat(record.get("Name")).isNull();
    assertThat(names(event, "changedFields"))
        .containsExactly("Amount__c", "Status__c", "Double__c", "LastModifiedDate");
    assertThat(names(event, "nulledFields")).containsExactly("Status__c");
  }

  @Test
  void a_formula_alone_causes_no_event() {
    commit(update(order(1), o -> o.with("Double__c", new BigDecimal("23")), "Double__c"));
    commit(update(order(1), o -> o.with("SystemModstamp", NOW)));
    assertThat(stored()).isEmpty();
  }

  @Test
  void another_editor_is_named_beside_the_change() {
    commit(
        update(
            order(1),
            o -> o.with("Name", "x").with("LastModifiedById", "005000000000002AAA"),
            "Name"));
    assertThat(names(stored().getFirst(), "changedFields"))
        .containsExactly("Name", "LastModifiedById");
  }

  @Test
  void a_delete_carries_no_value_and_an_undelete_all() {
    commit(new Change.Deleted(ORDER, order(1), order(1)));
    commit(new Change.Undeleted(ORDER, order(1)));
    assertThat(headers())
        .extracting(h -> h.get("changeType").toString())
        .containsExactly("DELETE", "UNDELETE");
    assertThat(decoded(stored().get(0)).get("Name")).isNull();
    assertThat(decoded(stored().get(1)).get("Name")).hasToString("Order 1");
  }

  @Test
  void a_long_text_that_changed_little_travels_as_its_difference() {
    String before = "line of text\n".repeat(100);
    commit(
        update(
            order(1).with("Notes__c", before),
            o -> o.with("Notes__c", before + "one more"),
            "Notes__c"));
    StoredEvent event = stored().getFirst();
    assertThat(names(event, "diffFields")).containsExactly("Notes__c");
    assertThat(decoded(event).get("Notes__c").toString()).startsWith("--- \n+++ ");
  }

  @Test
  void the_same_change_to_several_records_is_one_event() {
    UnaryOperator<Values> close = o -> o.with("Status__c", "Closed").with("LastModifiedDate", NOW);
    commit(
        update(order(1), close, "Status__c"),
        update(order(2), o -> o.with("Status__c", "Lost"), "Status__c"),
        update(order(3), close, "Status__c"),
        new Change.Deleted(ORDER, order(4), order(4)),
        new Change.Deleted(ORDER, order(5), order(5)));
    assertThat(headers())
        .extracting(h -> h.get("sequenceNumber") + " " + texts(h, "recordIds"))
        .containsExactly(
            "1 [" + order(1).id() + ", " + order(3).id() + "]",
            "2 [" + order(2).id() + "]",
            "3 [" + order(4).id() + ", " + order(5).id() + "]");
  }

  @Test
  void an_event_names_a_hundred_records_at_most() {
    Change[] deletes =
        IntStream.range(0, 250)
            .mapToObj(i -> new Change.Deleted(ORDER, order(i), order(i)))
            .toArray(Change[]::new);
    commit(deletes);
    assertThat(headers())
        .extracting(h -> texts(h, "recordIds").size())
        .containsExactly(100, 100, 50);
  }

  @Test
  void creates_are_told_one_by_one_with_consecutive_positions_in_one_transaction() {
    commit(
        new Change.Created(ORDER, order(1)),
        new Change.Created(ORDER, order(1)),
        new Change.Created(ORDER, order(3)));
    assertThat(headers())
        .extracting(h -> h.get("transactionKey"))
        .hasSize(3)
        .containsOnly(headers().getFirst().get("transactionKey"));
    assertThat(headers()).extracting(h -> h.get("sequenceNumber")).containsExactly(1, 2, 3);
    assertThat(stored())
        .extracting(StoredEvent::position)
        .containsExactly(start + 1, start + 2, start + 3);
  }

  @Test
  void each_transaction_has_a_key_and_a_number_of_its_own() {
    commit(new Change.Created(ORDER, order(1)));
    commit(new Change.Created(ORDER, order(2)));
    assertThat(headers()).extracting(h -> h.get("transactionKey")).doesNotHaveDuplicates();
    assertThat(headers()).extracting(h -> (Long) h.get("commitNumber")).isSorted();
  }

  @Test
  void objects_that_no_channel_selects_leave_holes_in_the_sequence() {
    channels.select(Set.of("Order__c"));
    commit(
        new Change.Created(ITEM, Records.record(ITEM, 1)),
        new Change.Created(ORDER, order(1)),
        new Change.Created(ITEM, Records.record(ITEM, 2)),
        new Change.Created(ORDER, order(2)));
    assertThat(headers()).extracting(h -> h.get("sequenceNumber")).containsExactly(2, 4);
  }

  @Test
  void a_custom_channel_makes_events_of_its_objects() {
    channels.select(Set.of());
    channels.define("Items__chn", List.of("Item__c"));
    commit(new Change.Created(ITEM, Records.record(ITEM, 1)), new Change.Created(ORDER, order(1)));
    assertThat(stored()).extracting(StoredEvent::topic).containsExactly("/data/Item__ChangeEvent");
    assertThat(channels.remove("Items__chn")).isTrue();
    commit(new Change.Created(ITEM, Records.record(ITEM, 2)));
    assertThat(stored()).hasSize(1);
  }

  @Test
  void beyond_a_hundred_thousand_changes_one_overflow_event_stands_for_each_object() {
    var all = new ArrayList<Change>();
    for (int i = 0; i < ChangeQuirks.OVERFLOW / 2; i++) {
      all.add(
          update(
              order(i),
              o -> o.with("Status__c", "Closed").with("LastModifiedDate", NOW),
              "Status__c"));
    }
    all.add(new Change.Deleted(ORDER, order(1), order(1)));
    all.add(new Change.Created(ITEM, Records.record(ITEM, 1)));
    all.add(new Change.Created(ITEM, Records.record(ITEM, 2)));
    commit(all.toArray(Change[]::new));
    List<GenericRecord> headers = headers();
    assertThat(headers).hasSize(500 + 2);
    assertThat(headers.subList(500, 502))
        .extracting(h -> h.get("changeType") + " " + h.get("entityName") + texts(h, "recordIds"))
        .containsExactly(
            "GAP_OVERFLOW Order__c[000000000000000AAA]",
            "GAP_OVERFLOW Item__c[000000000000000AAA]");
  }

  @Test
  void gaps_can_be_ordered_in_place_of_events_and_on_their_own() {
    quirks.gapNext(ORDER, 2);
    commit(new Change.Created(ORDER, order(1)), new Change.Deleted(ORDER, order(2), order(2)));
    commit(new Change.Created(ORDER, order(3)));
    var all = new GapOrder(ChangeType.GAP_UPDATE, List.of("a00*"), ACTOR.userId(), NOW);
    assertThat(changes.appendGap(ORDER, all)).isTrue();
    assertThat(headers())
        .extracting(h -> h.get("changeType") + " " + texts(h, "recordIds"))
        .containsExactly(
            "GAP_CREATE [" + order(1).id() + "]",
            "GAP_DELETE [" + order(2).id() + "]",
            "CREATE [" + order(3).id() + "]",
            "GAP_UPDATE [a00*]");
    assertThat(decoded(stored().getFirst()).get("Name")).isNull();
    channels.select(Set.of());
    assertThat(changes.appendGap(ORDER, all)).isFalse();
  }

  @Test
  void an_event_beyond_a_megabyte_gives_way_to_a_gap() {
    commit(new Change.Created(ORDER, order(1).with("Notes__c", "x".repeat(1_048_577))));
    assertThat(headers())
        .extracting(h -> h.get("changeType").toString())
        .containsExactly("GAP_CREATE");
  }

  @Test
  void updates_can_be_split_as_a_real_org_was_seen_to_do() {
    quirks.splitUpdates(true);
    UnaryOperator<Values> close = o -> o.with("Status__c", "Closed").with("LastModifiedDate", NOW);
    commit(update(order(1), close, "Status__c"), update(order(2), close, "Status__c"));
    assertThat(stored())
        .extracting(e -> names(e, "changedFields"))
        .containsExactly(List.of("LastModifiedDate"), List.of("Status__c"));
    assertThat(headers()).allMatch(h -> texts(h, "recordIds").size() == 2);
    quirks.reset();
    commit(update(order(1), close, "Status__c"));
    assertThat(stored()).hasSize(3);
  }

  @Test
  void orders_that_make_no_sense_are_refused() {
    assertThatThrownBy(() -> new GapOrder(ChangeType.CREATE, List.of("x"), "u", NOW))
        .hasMessageContaining("CREATE is no gap");
    assertThatThrownBy(() -> new GapOrder(ChangeType.GAP_CREATE, List.of(), "u", NOW))
        .hasMessageContaining("needs the id");
    assertThatThrownBy(() -> channels.define("Items", List.of("Item__c")))
        .hasMessageContaining("__chn");
    assertThatThrownBy(() -> channels.define("Items__chn", List.of("Item__c", "Paid__e")))
        .hasMessageContaining("all platform events");
  }

  @Test
  void the_same_seed_gives_the_same_events_byte_for_byte() {
    commit(new Change.Created(ORDER, order(1)));
    try (var again = new EventLog(LogSettings.of(null, 100), clock, new EventIds(1)::event)) {
      var twin = new ChangeEvents(again, schemas, channels, new EventIds(1), new ChangeQuirks());
      twin.committed(new Commit(1, ACTOR, NOW, NOW, List.of(new Change.Created(ORDER, order(1)))));
      assertThat(again.read(start, t -> !t.isEmpty(), 10, 1_000_000).events())
          .usingRecursiveFieldByFieldElementComparator()
          .isEqualTo(stored());
    }
  }
}
