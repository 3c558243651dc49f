package dev.syncline.salesforce;

import static dev.syncline.salesforce.testing.DeedOrg.field;
import static dev.syncline.salesforce.testing.DeedOrg.query;
import static dev.syncline.salesforce.testing.DeedOrg.text;
import static dev.syncline.salesforce.testing.Taking.next;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.engine.org.RecordQuery;
import dev.syncline.engine.stream.CarriedFields;
import dev.syncline.engine.stream.ChangeStream;
import dev.syncline.engine.stream.ChangeType;
import dev.syncline.engine.stream.Channel;
import dev.syncline.engine.stream.StreamEvent;
import dev.syncline.engine.stream.StreamStart;
import dev.syncline.model.Field;
import dev.syncline.model.FieldName;
import dev.syncline.model.FieldWrite;
import dev.syncline.model.ObjectName;
import dev.syncline.model.RecordChange;
import dev.syncline.model.RecordId;
import dev.syncline.model.Value;
import dev.syncline.salesforce.rest.SalesforceApi;
import dev.syncline.salesforce.testing.DeedOrg;
import dev.syncline.simulator.SimulatorSettings;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values that events carry are those that are read. */
@Timeout(120)
class ToldValuesTest {
  private static final ObjectName BERTH = new ObjectName("Berth__c");

  /** Fields that events never carry. */
  private static final Set<String> UNTOLD = Set.of("Id", "IsDeleted", "SystemModstamp");

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
  void hangUp() {
    stream.close();
  }

  private StreamEvent.Changed changed() throws InterruptedException {
    return (StreamEvent.Changed) next(stream, 1).getFirst();
  }

  private static FieldName name(String name) {
    return new FieldName(name);
  }

  private static Value number(String number) {
    return new Value.Numeric(new BigDecimal(number));
  }

  private static RecordId berth(FieldWrite... more) {
    List<FieldWrite> fields = new ArrayList<>(List.of(more));
    fields.add(text("Name", "Berth"));
    return deeds.create(BERTH, fields.toArray(FieldWrite[]::new));
  }

  @Test
  void values_are_those_that_a_query_reads() throws InterruptedException {
    deeds.org().describe(BERTH);
    RecordId id =
        berth(
            field("Place__Latitude__s", number("53.541300")),
            field("Place__Longitude__s", number("-9.5")),
            field("Depth__c", number("12.5")),
            field("Dues__c", number("1234567.89")),
            field("Share__c", number("12.34")),
            field("Free__c", new Value.Bool(true)),
            field("Built__c", new Value.Day(LocalDate.of(1890, 2, 28))),
            field("Seen__c", new Value.Moment(Instant.parse("2026-03-29T01:30:00Z"))),
            field("Opens__c", new Value.TimeOfDay(LocalTime.of(6, 30, 0, 5_000_000))),
            text("Kinds__c", "Cargo;Yacht"),
            text("Rules__c", "Keep\noff \"the\" quay 蓝"));

    StreamEvent.Changed changed = changed();

    assertThat(changed.type()).isEqualTo(ChangeType.CREATE);
    assertThat(changed.records()).containsExactly(id);
    assertThat(changed.commit().client()).contains(SalesforceApi.CLIENT);
    assertSameAsRead(BERTH, id, changed.fields());
    assertThat(changed.fields().values())
        .containsEntry(name("Built__c"), new Value.Day(LocalDate.of(1890, 2, 28)))
        .containsEntry(name("Depth__c"), number("12.5"))
        .containsEntry(name("Account__c"), Value.NULL);
  }

  @ParameterizedTest
  @CsvSource({
    "Account, Name, One",
    "Contact, LastName, Two",
    "Lead, LastName, Three",
    "Campaign, Name, Five",
    "Case, Subject, Six"
  })
  void creates_of_standard_objects_are_told_whole(String object, String field, String value)
      throws InterruptedException {
    ObjectName of = new ObjectName(object);
    deeds.org().describe(of);
    List<FieldWrite> fields = new ArrayList<>(List.of(text(field, value)));
    if (object.equals("Lead")) {
      fields.add(text("Company", "Company"));
      fields.add(text("Street", "1 Main"));
      fields.add(text("FirstName", "Ada"));
    }
    if (object.equals("Account")) {
      fields.add(text("ShippingCity", "Bremen"));
    }
    RecordId id = deeds.create(of, fields.toArray(FieldWrite[]::new));

    assertSameAsRead(of, id, changed().fields());
  }

  /** Each described field has the value that is read, is unsure, or is never told. */
  private static void assertSameAsRead(ObjectName object, RecordId id, CarriedFields carried) {
    List<Field> fields =
        deeds.org().describe(object).fields().stream()
            .filter(field -> field.type().isSupported() && !field.type().isCompound())
            .toList();
    RecordQuery query =
        query(
            object,
            Optional.empty(),
            fields.stream().map(f -> f.name().value()).toArray(String[]::new));
    RecordChange.Present read = deeds.org().changes().read(query, List.of(id)).present().getFirst();
    List<String> told = new ArrayList<>();
    for (int i = 0; i < fields.size(); i++) {
      Value value = carried.values().get(fields.get(i).name());
      if (value != null) {
        told.add(fields.get(i).name().value());
        assertThat(value).as(fields.get(i).name().value()).isEqualTo(read.values().get(i));
      }
    }
    Set<String> rest =
        fields.stream()
            .filter(field -> !told.contains(field.name().value()))
            .filter(field -> !carried.unsure().contains(field.name()))
            .filter(field -> !field.flags().calculated())
            .filter(field -> field.flags().updateable())
            .map(field -> field.name().value())
            .collect(Collectors.toSet());
    assertThat(rest).as("fields that can be written are told").isSubsetOf(UNTOLD);
    assertThat(told).hasSizeGreaterThan(5);
  }
}
