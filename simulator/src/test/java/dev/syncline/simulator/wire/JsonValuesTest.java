package dev.syncline.simulator.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.simulator.data.Row;
import dev.syncline.simulator.sample.Orgs;
import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.FieldType;
import dev.syncline.simulator.schema.ObjectDefinition;
import dev.syncline.simulator.schema.Schema;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.json.JsonFactory;

class JsonValuesTest {
  private static final Schema SCHEMA = Orgs.exampleSchema();

  private record FakeRow(Map<String, Object> values) implements Row {
    @Override
    public String id() {
      return "";
    }

    @Override
    public @Nullable Object value(FieldDefinition field) {
      return values.get(field.name());
    }

    @Override
    public boolean isDeleted() {
      return false;
    }
  }

  private static String json(Consumer<JsonGenerator> writer) {
    var text = new StringWriter();
    try (JsonGenerator out =
        JsonFactory.builder()
            .build()
            .createGenerator(tools.jackson.core.ObjectWriteContext.empty(), text)) {
      writer.accept(out);
    }
    return text.toString();
  }

  static Stream<Arguments> values() {
    return Stream.of(
        Arguments.of(FieldType.STRING, null, "null"),
        Arguments.of(FieldType.STRING, "a\"b\n𠮷", "\"a\\\"b\\n𠮷\""),
        Arguments.of(FieldType.BOOLEAN, true, "true"),
        Arguments.of(FieldType.INT, new BigDecimal("145"), "145"),
        Arguments.of(FieldType.CURRENCY, new BigDecimal("15000"), "15000.0"),
        Arguments.of(FieldType.CURRENCY, new BigDecimal("139000000"), "1.39E8"),
        Arguments.of(FieldType.PERCENT, new BigDecimal("10.50"), "10.5"),
        Arguments.of(FieldType.DATE, LocalDate.of(2024, 2, 29), "\"2024-02-29\""),
        Arguments.of(
            FieldType.DATETIME,
            Instant.parse("2013-05-08T21:20:00Z"),
            "\"2013-05-08T21:20:00.000+0000\""),
        Arguments.of(FieldType.TIME, LocalTime.of(7, 5), "\"07:05:00.000Z\""));
  }

  @ParameterizedTest
  @MethodSource("values")
  void values_are_written_as_rest_writes_them(
      FieldType type, @Nullable Object value, String expected) {
    assertThat(json(out -> JsonValues.write(out, type, value))).isEqualTo(expected);
  }

  @Test
  void an_address_is_put_together_from_its_components() {
    ObjectDefinition account = SCHEMA.object("Account").orElseThrow();
    var row =
        new FakeRow(
            Map.of(
                "BillingStreet", "1 Main St\nSuite 4",
                "BillingCity", "Austin",
                "BillingLatitude", new BigDecimal("30.267153"),
                "ShippingCity", "Elsewhere"));
    FieldDefinition whole = account.requireField("BillingAddress");
    assertThat(json(out -> JsonValues.write(out, account, row, whole)))
        .isEqualTo(
            "{\"city\":\"Austin\",\"country\":null,\"countryCode\":null,\"geocodeAccuracy\":null,"
                + "\"latitude\":30.267153,\"longitude\":null,\"postalCode\":null,"
                + "\"state\":null,\"stateCode\":null,\"street\":\"1 Main St\\nSuite 4\"}");
  }

  @Test
  void a_compound_without_components_is_null() {
    ObjectDefinition account = SCHEMA.object("Account").orElseThrow();
    var row = new FakeRow(Map.of());
    for (String name : new String[] {"BillingAddress", "Headquarters__c"}) {
      FieldDefinition whole = account.requireField(name);
      assertThat(json(out -> JsonValues.write(out, account, row, whole))).isEqualTo("null");
    }
  }

  @Test
  void a_location_has_two_components() {
    ObjectDefinition account = SCHEMA.object("Account").orElseThrow();
    var row =
        new FakeRow(
            Map.of(
                "Headquarters__Latitude__s", new BigDecimal("1.5"),
                "Headquarters__Longitude__s", new BigDecimal("-2")));
    FieldDefinition whole = account.requireField("Headquarters__c");
    assertThat(json(out -> JsonValues.write(out, account, row, whole)))
        .isEqualTo("{\"latitude\":1.5,\"longitude\":-2.0}");
  }
}
