package dev.syncline.salesforce.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.engine.org.OrgException;
import dev.syncline.engine.org.PageRef;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.FieldType;
import dev.syncline.model.RecordChange;
import dev.syncline.model.RecordId;
import dev.syncline.model.Value;
import dev.syncline.salesforce.http.HttpReply;
import dev.syncline.salesforce.testing.ApiFixture;
import dev.syncline.salesforce.testing.Shapes;
import dev.syncline.salesforce.value.RecordShape;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RestPageTest {
  private static final String PATH = "/services/data/v68.0/query?q=SELECT";
  private static final String NEXT = "/services/data/v68.0/query/01g0000016PIAYA2-2";
  private static final String PAGE =
      """
      {"totalSize":3,"done":false,"nextRecordsUrl":"/services/data/v68.0/query/01g0000016PIAYA2-2",
       "records":[
        {"attributes":{"type":"Contact","url":"/services/data/v68.0/sobjects/Contact/003"},
         "LastName":"Müller \\"x\\"\\n","Active__c":true,"Amount__c":9007199254740993.10,
         "Born__c":"1990-02-28","Wake__c":"06:30:00.000Z",
         "Seen__c":"2024-05-08T21:20:00.000+0000",
         "Home":{"city":"Köln","country":null,"geocodeAccuracy":"Zip","latitude":50.9,
                 "longitude":6.95,"street":"A\\nB"},
         "Spot__c":{"longitude":-1.5,"latitude":2},
         "Id":"003000000000001AAA","SystemModstamp":"2024-05-08T21:20:00.000+0000"},
        {"attributes":{"type":"Contact","url":"/x"},
         "LastName":null,"Active__c":false,"Amount__c":null,"Born__c":null,"Wake__c":null,
         "Seen__c":null,"Home":null,"Spot__c":null,
         "Id":"003000000000002AAA","SystemModstamp":"2024-05-08T21:20:01.000+0000"}]}
      """;

  private static final RecordShape SHAPE = shape();

  @Test
  void records_become_values_in_the_order_of_the_asking() {
    try (RestPage page = page(PAGE)) {
      RecordChange.Present first = page.next();

      assertThat(first.id()).isEqualTo(RecordId.of("003000000000001AAA"));
      assertThat(first.systemModstamp()).isEqualTo(Instant.parse("2024-05-08T21:20:00Z"));
      assertThat(first.values())
          .containsExactly(
              new Value.Text("Müller \"x\"\n"),
              new Value.Bool(true),
              new Value.Numeric(new BigDecimal("9007199254740993.1")),
              new Value.Day(LocalDate.of(1990, 2, 28)),
              new Value.TimeOfDay(LocalTime.of(6, 30)),
              new Value.Moment(Instant.parse("2024-05-08T21:20:00Z")),
              new Value.Compound(
                  List.of(
                      new Value.Component("city", new Value.Text("Köln")),
                      new Value.Component("geocodeAccuracy", new Value.Text("Zip")),
                      new Value.Component("latitude", number("50.9")),
                      new Value.Component("longitude", number("6.95")),
                      new Value.Component("street", new Value.Text("A\nB")))),
              new Value.Compound(
                  List.of(
                      new Value.Component("latitude", number("2")),
                      new Value.Component("longitude", number("-1.5")))));
      assertThat(page.next().values())
          .containsExactly(
              Value.NULL,
              new Value.Bool(false),
              Value.NULL,
              Value.NULL,
              Value.NULL,
              Value.NULL,
              Value.NULL,
              Value.NULL);
      assertThat(page.hasNext()).isFalse();
      assertThat(page.nextPage()).hasValue(new PageRef(NEXT));
      assertThat(page.total()).hasValue(3);
      assertThatThrownBy(page::next).isInstanceOf(NoSuchElementException.class);
    }
  }

  @Test
  void the_next_page_is_not_told_before_the_page_has_ended() {
    try (RestPage page = page(PAGE)) {
      page.next();
      assertThat(page.total()).isEmpty();
      assertThatThrownBy(page::nextPage).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void the_last_page_has_no_next_one_and_may_be_empty() {
    try (RestPage page = page("{\"totalSize\":0,\"done\":true,\"records\":[]}")) {
      assertThat(page.hasNext()).isFalse();
      assertThat(page.nextPage()).isEmpty();
    }
  }

  @Test
  void properties_may_come_in_any_order() {
    String body =
        """
        {"records":[{"SystemModstamp":"2024-05-08T21:20:00Z","Id":"003000000000001AAA",
        "Spot__c":null,"Home":null,"Seen__c":null,"Wake__c":null,"Born__c":null,"amount__c":1,
        "Active__c":true,"lastname":"x","Unasked__c":{"deep":[1,{"a":2}]}}],
        "unknown":{"x":[1]},"done":true,"totalSize":1}
        """;
    try (RestPage page = page(body)) {
      assertThat(page.next().values()).startsWith(new Value.Text("x"), new Value.Bool(true));
      assertThat(page.hasNext()).isFalse();
      assertThat(page.nextPage()).isEmpty();
    }
  }

  @Test
  void values_of_json_fields_stay_json_text_whatever_they_are() {
    assertThat(json("{\"a\":[1,null,{\"b\":1.50}],\"c\":\"ü\"}"))
        .isEqualTo(new Value.Text("{\"a\":[1,null,{\"b\":1.50}],\"c\":\"ü\"}"));
    assertThat(json("[ ]")).isEqualTo(new Value.Text("[]"));
    assertThat(json("true")).isEqualTo(new Value.Text("true"));
    assertThat(json("\"{\\\"a\\\":1}\"")).isEqualTo(new Value.Text("{\"a\":1}"));
    assertThat(json("null")).isEqualTo(Value.NULL);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"city\":\"x\"}", "[]", "[1]"})
  void an_object_or_a_list_in_a_plain_field_is_refused(String value) {
    String body = PAGE.replace("\"LastName\":null", "\"LastName\":" + value);

    assertThatThrownBy(() -> readAll(body.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOfSatisfying(
            OrgException.class,
            e -> {
              assertThat(e.errorClass()).isEqualTo(ErrorClass.TRANSIENT);
              assertThat(e.problem().code()).isEqualTo("ORG-CUT");
            });
  }

  @Test
  void a_page_cut_anywhere_is_refused_and_never_ends() {
    byte[] whole = PAGE.strip().getBytes(StandardCharsets.UTF_8);
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> readAll(cut))
          .as("cut at %d", length)
          .isInstanceOfSatisfying(
              OrgException.class,
              e -> {
                assertThat(e.errorClass()).isEqualTo(ErrorClass.TRANSIENT);
                assertThat(e.problem().code()).isEqualTo("ORG-CUT");
              });
    }
    assertThat(readAll(whole)).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "null",
        "{}",
        "{\"totalSize\":0,\"done\":true}",
        "{\"totalSize\":\"1\",\"done\":true,\"records\":[]}",
        "{\"done\":false,\"records\":[]}",
        "{\"done\":false,\"records\":[],\"nextRecordsUrl\":\"" + PATH + "\"}",
        "{\"done\":true,\"records\":{}}",
        "{\"done\":true,\"records\":[1]}",
        "{\"done\":true,\"records\":[]} {}",
        "{\"done\":true,\"records\":[{\"Id\":\"003000000000001AAA\"}]}"
      })
  void a_page_that_is_not_what_was_asked_for_is_refused(String body) {
    assertThatThrownBy(() -> readAll(body.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOfSatisfying(
            OrgException.class, e -> assertThat(e.errorClass()).isEqualTo(ErrorClass.TRANSIENT));
  }

  @Test
  void a_next_page_at_another_host_is_refused() {
    String body = PAGE.replace(NEXT, "https://evil.com/services/data/x");

    assertThatThrownBy(() -> readAll(body.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOfSatisfying(
            OrgException.class, e -> assertThat(e.problem().code()).isEqualTo("ORG-POINTER"));
  }

  @Test
  void nesting_without_end_is_refused() {
    String body = "{\"x\":" + "[".repeat(10_000);

    assertThatThrownBy(() -> readAll(body.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(OrgException.class)
        .hasMessageContaining("nesting");
  }

  private static List<RecordChange.Present> readAll(byte[] body) {
    List<RecordChange.Present> records = new ArrayList<>();
    try (RestPage page =
        new RestPage(HttpReply.of(200, Map.of(), body), PATH, ApiFixture.INSTANCE, SHAPE)) {
      page.forEachRemaining(records::add);
    }
    return records;
  }

  private static RestPage page(String body) {
    return new RestPage(HttpReply.of(200, Map.of(), body), PATH, ApiFixture.INSTANCE, SHAPE);
  }

  private static Value json(String value) {
    RecordShape shape =
        RecordShape.of(
            Shapes.query("Settings__c"), Shapes.object(Map.of("Settings__c", FieldType.JSON)));
    String body =
        "{\"totalSize\":1,\"done\":true,\"records\":[{\"Settings__c\":"
            + value
            + ",\"Id\":\"003000000000001AAA\",\"SystemModstamp\":\"2024-05-08T21:20:00Z\"}]}";
    try (RestPage page =
        new RestPage(HttpReply.of(200, Map.of(), body), PATH, ApiFixture.INSTANCE, shape)) {
      Value read = page.next().values().getFirst();
      assertThat(page.hasNext()).isFalse();
      return read;
    }
  }

  private static Value number(String text) {
    return new Value.Numeric(new BigDecimal(text));
  }

  private static RecordShape shape() {
    Map<String, FieldType> fields = new LinkedHashMap<>();
    fields.put("LastName", FieldType.STRING);
    fields.put("Active__c", FieldType.BOOLEAN);
    fields.put("Amount__c", FieldType.CURRENCY);
    fields.put("Born__c", FieldType.DATE);
    fields.put("Wake__c", FieldType.TIME);
    fields.put("Seen__c", FieldType.DATETIME);
    fields.put("Home", FieldType.ADDRESS);
    fields.put("Spot__c", FieldType.LOCATION);
    return RecordShape.of(
        Shapes.query(fields.keySet().toArray(String[]::new)), Shapes.object(fields));
  }
}
