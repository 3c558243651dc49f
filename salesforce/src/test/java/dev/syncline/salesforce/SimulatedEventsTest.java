package dev.syncline.salesforce;

import static dev.syncline.salesforce.testing.DeedOrg.ACCOUNT;
import static dev.syncline.salesforce.testing.DeedOrg.field;
import static dev.syncline.salesforce.testing.DeedOrg.text;
import static dev.syncline.salesforce.testing.Taking.next;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.engine.org.WriteRoute;
import dev.syncline.engine.stream.Affected;
import dev.syncline.engine.stream.CarriedFields;
import dev.syncline.engine.stream.ChangeStream;
import dev.syncline.engine.stream.ChangeType;
import dev.syncline.engine.stream.Channel;
import dev.syncline.engine.stream.StreamEvent;
import dev.syncline.engine.stream.StreamStart;
import dev.syncline.model.FieldName;
import dev.syncline.model.FieldWrite;
import dev.syncline.model.ObjectName;
import dev.syncline.model.RecordId;
import dev.syncline.model.RecordWrite;
import dev.syncline.model.RowKey;
import dev.syncline.model.Value;
import dev.syncline.salesforce.testing.DeedOrg;
import dev.syncline.simulator.SimulatorSettings;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a simulated org sends of what was done in it, over real connections. */
@Timeout(120)
class SimulatedEventsTest {
  private static final ObjectName BERTH = new ObjectName("Berth__c");
  private static DeedOrg deeds;
  private ChangeStream stream;

  @BeforeAll
  static void start() throws IOException {
    deeds = new DeedOrg(List.of("events.yaml"), SimulatorSettings.PubSub.USUAL);
  }

  @AfterAll
  static void stop() {
    deeds.close();
  }

  @BeforeEach
  void listen() {
    deeds.control("POST", "/events/expire", "");
    stream = deeds.org().streams().subscribe(Channel.ALL_CHANGES, StreamStart.OLDEST);
    stream.request(100);
  }

  @AfterEach
  void heal() {
    stream.close();
    deeds.control("DELETE", "/events/quirks", "");
  }

  private StreamEvent nextOne() throws InterruptedException {
    return next(stream, 1).getFirst();
  }

  private StreamEvent.Changed changed() throws InterruptedException {
    StreamEvent event = nextOne();
    assertThat(event).isInstanceOf(StreamEvent.Changed.class);
    return (StreamEvent.Changed) event;
  }

  private static FieldName name(String name) {
    return new FieldName(name);
  }

  private static Value number(String number) {
    return new Value.Numeric(new BigDecimal(number));
  }

  private static void update(ObjectName object, RecordId id, FieldWrite... fields) {
    deeds.write(
        WriteRoute.SINGLE, object, new RecordWrite.Update(new RowKey("row"), id, List.of(fields)));
  }

  private static RecordId berth(FieldWrite... more) {
    List<FieldWrite> fields = new ArrayList<>(List.of(more));
    fields.add(text("Name", "Berth"));
    return deeds.create(BERTH, fields.toArray(FieldWrite[]::new));
  }

  @Test
  void an_update_tells_what_changed_and_what_was_emptied() throws InterruptedException {
    deeds.org().describe(BERTH);
    RecordId id = berth(field("Depth__c", number("1")), field("Place__Latitude__s", number("1")));
    nextOne();

    update(
        BERTH,
        id,
        field("Depth__c", Value.NULL),
        field("Dues__c", number("0.10")),
        field("Place__Latitude__s", Value.NULL),
        field("Place__Longitude__s", Value.NULL));

    StreamEvent.Changed changed = changed();
    assertThat(changed.type()).isEqualTo(ChangeType.UPDATE);
    assertThat(changed.fields().values())
        .containsEntry(name("Depth__c"), Value.NULL)
        .containsEntry(name("Dues__c"), number("0.1"))
        .containsEntry(name("Place__Latitude__s"), Value.NULL)
        .doesNotContainKeys(name("Built__c"), name("Rules__c"), name("Name"));
    assertThat(changed.fields().unsure()).containsExactly(name("Place__c"));
  }

  @Test
  void a_long_text_is_told_by_its_difference() throws InterruptedException {
    String before = ("line of rules ".repeat(8) + "\n").repeat(20) + "old\n" + "end".repeat(20);
    String after = before.replace("old", "new");
    RecordId id = berth(text("Rules__c", before));
    nextOne();

    update(BERTH, id, text("Rules__c", after));

    CarriedFields fields = changed().fields();
    assertThat(fields.values()).doesNotContainKey(name("Rules__c"));
    assertThat(fields.unsure()).contains(name("Rules__c"));
    var diff = fields.diffs().get(name("Rules__c"));
    assertThat(diff).isNotNull();
    assertThat(diff.appliedTo(before)).contains(after);
    assertThat(diff.appliedTo("another " + before)).isEmpty();
  }

  @Test
  void the_same_update_of_several_records_is_merged() throws InterruptedException {
    List<RecordId> ids = List.of(berth(), berth(), berth());
    next(stream, 3);

    deeds.write(
        WriteRoute.COLLECTIONS,
        BERTH,
        ids.stream()
            .map(
                id ->
                    (RecordWrite)
                        new RecordWrite.Update(
                            new RowKey(id.value()), id, List.of(field("Depth__c", number("7")))))
            .toArray(RecordWrite[]::new));

    // Two, where a second ends between the records.
    Set<RecordId> told = new HashSet<>();
    int events = 0;
    while (told.size() < ids.size()) {
      StreamEvent.Changed changed = changed();
      told.addAll(changed.records());
      events++;
      assertThat(changed.fields().values()).containsEntry(name("Depth__c"), number("7"));
    }
    assertThat(told).containsExactlyInAnyOrderElementsOf(ids);
    assertThat(events).isLessThanOrEqualTo(2);
  }

  @Test
  void deletes_and_undeletes_are_told() throws InterruptedException {
    RecordId id = berth();
    nextOne();

    write("delete", id);
    write("undelete", id);

    assertThat(changed().type()).isEqualTo(ChangeType.DELETE);
    StreamEvent.Changed back = changed();
    assertThat(back.type()).isEqualTo(ChangeType.UNDELETE);
    assertThat(back.fields().values()).containsEntry(name("Name"), new Value.Text("Berth"));
  }

  private static void write(String operation, RecordId id) {
    deeds.control(
        "POST",
        "/records",
        "{\"writes\":[{\"op\":\"%s\",\"object\":\"Berth__c\",\"id\":\"%s\"}]}"
            .formatted(operation, id));
  }

  @Test
  void the_events_of_a_transaction_belong_together() throws InterruptedException {
    deeds.control(
        "POST",
        "/records",
        """
        {"writes":[
          {"op":"insert","object":"Account","fields":{"Name":"A"}},
          {"op":"insert","object":"Berth__c","fields":{"Name":"B"}}]}
        """);

    List<StreamEvent> events = next(stream, 2);

    assertThat(events)
        .extracting(event -> ((StreamEvent.Changed) event).commit().sequenceNumber())
        .containsExactly(1, 2);
    assertThat(events)
        .extracting(event -> ((StreamEvent.Changed) event).commit().transactionKey())
        .containsOnly(((StreamEvent.Changed) events.getFirst()).commit().transactionKey());
    assertThat(events).extracting(event -> event.mark().eventId()).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @EnumSource
  void gaps_are_told(ChangeType type) throws InterruptedException {
    RecordId id = RecordId.of("001000000000001");
    deeds.control(
        "POST",
        "/events/gaps",
        "{\"object\":\"Account\",\"type\":\"GAP_%s\",\"recordIds\":[\"%s\"]}".formatted(type, id));

    assertThat(nextOne())
        .isInstanceOfSatisfying(
            StreamEvent.Gap.class,
            gap -> {
              assertThat(gap.object()).isEqualTo(ACCOUNT);
              assertThat(gap.type()).isEqualTo(type);
              assertThat(gap.records()).isEqualTo(new Affected.Records(List.of(id)));
            });
  }

  @Test
  void gaps_of_all_records_and_overflows_are_told() throws InterruptedException {
    deeds.control(
        "POST",
        "/events/gaps",
        "{\"object\":\"Account\",\"type\":\"GAP_UPDATE\",\"recordIds\":[\"001*\"]}");
    deeds.control("POST", "/events/quirks", "{\"overflowAfter\":2}");
    deeds.control(
        "POST",
        "/records",
        """
        {"writes":[
          {"op":"insert","object":"Account","fields":{"Name":"A"}},
          {"op":"insert","object":"Account","fields":{"Name":"B"}},
          {"op":"insert","object":"Account","fields":{"Name":"C"}}]}
        """);

    List<StreamEvent> events = next(stream, 2);

    assertThat(events.getFirst())
        .isInstanceOfSatisfying(
            StreamEvent.Gap.class,
            gap -> assertThat(gap.records()).isEqualTo(new Affected.AllRecords("001")));
    assertThat(events).anyMatch(StreamEvent.Overflow.class::isInstance);
  }

  @Test
  void a_platform_event_is_told_on_its_own_channel() throws InterruptedException {
    ObjectName signal = new ObjectName("Signal__e");
    try (ChangeStream signals =
        deeds.org().streams().subscribe(new Channel("/event/Signal__e"), StreamStart.OLDEST)) {
      signals.request(5);
      deeds.create(
          signal,
          text("Word__c", "hello"),
          field("Count__c", number("123456789012345")),
          field("On__c", new Value.Day(LocalDate.of(2026, 2, 28))),
          field("At__c", new Value.Moment(Instant.parse("2026-02-28T23:59:59Z"))),
          field("Loud__c", new Value.Bool(true)));
      deeds.create(signal, text("Word__c", "again"));

      List<StreamEvent> events = next(signals, 2);

      assertThat(events.getFirst())
          .isInstanceOfSatisfying(
              StreamEvent.Message.class,
              message -> {
                assertThat(message.name()).isEqualTo("Signal__e");
                assertThat(message.createdBy()).isPresent();
                assertThat(message.fields())
                    .isEqualTo(
                        Map.of(
                            name("Word__c"), new Value.Text("hello"),
                            name("Count__c"), number("123456789012345"),
                            name("On__c"), new Value.Day(LocalDate.of(2026, 2, 28)),
                            name("At__c"), new Value.Moment(Instant.parse("2026-02-28T23:59:59Z")),
                            name("Loud__c"), new Value.Bool(true)));
              });
      assertThat(((StreamEvent.Message) events.getLast()).fields())
          .containsEntry(name("Word__c"), new Value.Text("again"))
          .containsEntry(name("Count__c"), Value.NULL);
    }
  }

  @Test
  void an_event_of_a_changed_schema_is_read_by_its_own() throws InterruptedException {
    berth();
    deeds.control(
        "POST",
        "/schema",
        "{\"objects\":{\"Berth__c\":{\"extend\":true,\"fields\":"
            + "{\"Extra__c\":{\"type\":\"text\",\"length\":20}}}}}");
    RecordId id = berth(text("Extra__c", "more"));

    List<StreamEvent> events = next(stream, 2);

    assertThat(events)
        .allMatch(StreamEvent.Changed.class::isInstance)
        .last()
        .extracting(event -> ((StreamEvent.Changed) event).records())
        .isEqualTo(List.of(id));
  }
}
