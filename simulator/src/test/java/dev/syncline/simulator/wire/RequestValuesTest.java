package dev.syncline.simulator.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.simulator.sample.Orgs;
import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

class RequestValuesTest {
  private static final Schema SCHEMA = Orgs.exampleSchema();
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private static FieldDefinition field(String name) {
    return SCHEMA.object("Invoice__c").orElseThrow().requireField(name);
  }

  static Stream<Arguments> readable() {
    return Stream.of(
        Arguments.of("Reference__c", "\"a\"", "a"),
        Arguments.of("Reference__c", "null", null),
        Arguments.of("Reference__c", "\"\"", ""),
        Arguments.of("Amount__c", "1.50", new BigDecimal("1.50")),
        Arguments.of("Amount__c", "\"1e3\"", new BigDecimal("1e3")),
        Arguments.of("Amount__c", "123456789012345678.91", new BigDecimal("123456789012345678.91")),
        Arguments.of("Amount__c", "\"\"", ""),
        Arguments.of("Paid__c", "true", true),
        Arguments.of("Paid__c", "\"FALSE\"", false),
        Arguments.of("Due_Date__c", "\"2024-02-29\"", LocalDate.of(2024, 2, 29)),
        Arguments.of("Sent_At__c", "\"2024-02-29T01:02:03Z\"", at("2024-02-29T01:02:03Z")),
        Arguments.of("Sent_At__c", "\"2024-02-29T01:02:03.5+02:00\"", at("2024-02-28T23:02:03.5Z")),
        Arguments.of("Sent_At__c", "\"2024-02-29T01:02:03.000+0000\"", at("2024-02-29T01:02:03Z")),
        Arguments.of("Pickup_Time__c", "\"07:05:00.123Z\"", LocalTime.parse("07:05:00.123")));
  }

  private static Instant at(String text) {
    return Instant.parse(text);
  }

  @ParameterizedTest
  @MethodSource("readable")
  void a_json_value_becomes_what_the_field_stores(
      String name, String json, @Nullable Object expected) {
    Parsed parsed = JsonValues.parse(field(name), JSON.readTree(json));
    assertThat(parsed).isEqualTo(new Parsed.Value(expected));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Reference__c | 5 | Cannot deserialize instance of string from VALUE_NUMBER_INT value 5",
        "Reference__c | {} | Cannot deserialize instance of string from START_OBJECT or request",
        "Reference__c | [] | Cannot deserialize instance of string from START_ARRAY or request",
        "Amount__c | \"abc\" | Cannot deserialize instance of double from VALUE_STRING value abc",
        "Amount__c | true | Cannot deserialize instance of double from VALUE_TRUE value true",
        "Paid__c | \"yes\" | Cannot deserialize instance of boolean from VALUE_STRING value yes",
        "Paid__c | 1 | Cannot deserialize instance of boolean from VALUE_NUMBER_INT value 1",
        "Due_Date__c | \"2023-02-29\" | Cannot deserialize instance of date from VALUE_STRING",
        "Due_Date__c | 5 | Cannot deserialize instance of date from VALUE_NUMBER_INT value 5",
        "Sent_At__c | \"soon\" | Cannot deserialize instance of datetime from VALUE_STRING",
        "Sent_At__c | \"2024-01-01T25:00:00Z\" | Cannot deserialize instance of datetime from",
        "Pickup_Time__c | \"7\" | Cannot deserialize instance of time from VALUE_STRING value 7"
      })
  void an_unreadable_json_value_is_a_parser_error(String name, String json, String message) {
    Parsed parsed = JsonValues.parse(field(name), JSON.readTree(json));
    assertThat(parsed)
        .isInstanceOfSatisfying(
            Parsed.Invalid.class,
            invalid -> {
              assertThat(invalid.error().statusCode()).isEqualTo("JSON_PARSER_ERROR");
              assertThat(invalid.error().message()).startsWith(message);
            });
  }

  @Test
  void a_cell_of_an_upload_is_read_or_fails_its_row() {
    assertThat(CsvValues.parse(field("Amount__c"), "#N/A")).isEqualTo(new Parsed.Value(null));
    assertThat(CsvValues.parse(field("Amount__c"), "1.5"))
        .isEqualTo(new Parsed.Value(new BigDecimal("1.5")));
    assertThat(CsvValues.parse(field("Reference__c"), "x")).isEqualTo(new Parsed.Value("x"));
    assertThat(CsvValues.parse(field("Due_Date__c"), "tomorrow"))
        .isInstanceOfSatisfying(
            Parsed.Invalid.class,
            invalid ->
                assertThat(invalid.error().message())
                    .isEqualTo("'tomorrow' is not a valid value for the type xsd:date"));
  }
}
