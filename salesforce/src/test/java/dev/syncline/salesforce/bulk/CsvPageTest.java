package dev.syncline.salesforce.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.engine.org.OrgException;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvPageTest {
  private static final RecordShape SHAPE =
      RecordShape.of(
          Shapes.query("LastName", "Amount__c"),
          Shapes.object(Map.of("LastName", FieldType.STRING, "Amount__c", FieldType.CURRENCY)));
  private static final String HEADER = "\"LastName\",\"Amount__c\",\"Id\",\"SystemModstamp\"\n";
  private static final String ONE =
      "\"O\"\"Neil\",\"1.50\",\"003000000000001AAA\",\"2024-05-08T21:20:00.000Z\"\n";
  private static final String TWO =
      "\"a, b\nc\",\"\",\"003000000000002AAA\",\"2024-05-08T21:20:01.000Z\"\n";

  @Test
  void rows_become_records_in_the_order_of_the_asking() {
    try (CsvPage page = page(HEADER + ONE + TWO, "2")) {
      assertThat(page.next())
          .isEqualTo(
              new RecordChange.Present(
                  RecordId.of("003000000000001AAA"),
                  Instant.parse("2024-05-08T21:20:00Z"),
                  List.of(new Value.Text("O\"Neil"), new Value.Numeric(new BigDecimal("1.5")))));
      assertThatThrownBy(page::nextPage).isInstanceOf(IllegalStateException.class);
      assertThat(page.next().values()).containsExactly(new Value.Text("a, b\nc"), Value.NULL);
      assertThat(page.hasNext()).isFalse();
      assertThat(page.nextPage()).isEmpty();
      assertThatThrownBy(page::next).isInstanceOf(NoSuchElementException.class);
    }
  }

  @Test
  void columns_may_come_in_any_order_and_case() {
    String body =
        """
        "ID","systemmodstamp","AMOUNT__C","lastname"
        "003000000000001AAA","2024-05-08T21:20:00.000Z","7","x"
        """;
    assertThat(readAll(body, "1").getFirst().values())
        .containsExactly(new Value.Text("x"), new Value.Numeric(BigDecimal.valueOf(7)));
  }

  @Test
  void an_empty_page_is_its_header_alone() {
    assertThat(readAll(HEADER, "0")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "line\nbreak",
        "line\r\nbreak",
        "carriage\rreturn",
        "\"quoted\"",
        "\"",
        "\"\"",
        ",",
        "\n",
        " leading and trailing ",
        "#N/A",
        "#comment",
        "nul\u0000inside",
        "separator\u2028inside\u2029",
        "\uFEFFmark",
        "漢字 \uD83D\uDE00 é e\u0301",
        "\\",
        "'single'"
      })
  void any_text_comes_back_as_it_is(String text) {
    String body =
        HEADER + quoted(text) + ",\"\",\"003000000000001AAA\",\"2024-05-08T21:20:00.000Z\"\n" + ONE;

    assertThat(readAll(body, "2").getFirst().values().getFirst()).isEqualTo(new Value.Text(text));
  }

  @Test
  void random_texts_come_back_as_they_are_whatever_the_line_ending() {
    Random random = new Random(13);
    String alphabet = "ab,\"\n\r ;é漢\u2028\t#";
    for (int round = 0; round < 300; round++) {
      String lineEnding = random.nextBoolean() ? "\n" : "\r\n";
      List<String> texts = new ArrayList<>();
      StringBuilder body = new StringBuilder(HEADER.strip()).append(lineEnding);
      for (int row = 0; row < 30; row++) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i >= 0; i--) {
          text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        texts.add(text.toString());
        body.append(quoted(text.toString()))
            .append(",\"1\",\"003000000000001AAA\",\"2024-05-08T21:20:00.000Z\"")
            .append(lineEnding);
      }
      assertThat(readAll(body.toString(), "30"))
          .extracting(present -> ((Value.Text) present.values().getFirst()).text())
          .isEqualTo(texts);
    }
  }

  @Test
  void a_cell_of_the_longest_text_area_comes_back() {
    String text = "é\"\n".repeat(131_072 / 3);
    String body =
        HEADER + quoted(text) + ",\"\",\"003000000000001AAA\",\"2024-05-08T21:20:00.000Z\"\n";

    assertThat(readAll(body, "1").getFirst().values().getFirst()).isEqualTo(new Value.Text(text));
  }

  @Test
  void a_page_cut_anywhere_is_refused_and_never_ends() {
    String last = "\"x\",\"1\",\"003000000000003AAA\",\"2024-05-08T21:20:00.000Z\"\n";
    String tail = "\"Amount__c\",\"Id\",\"SystemModstamp\",\"LastName\"\n";
    String quotesLast =
        tail + "\"1\",\"003000000000003AAA\",\"2024-05-08T21:20:00.000Z\",\"say \"\"hi\"\" é\"\n";
    for (String whole : List.of(HEADER + ONE + TWO + last, quotesLast, HEADER)) {
      long records = whole.equals(HEADER) ? 0 : whole.equals(quotesLast) ? 1 : 3;
      byte[] bytes = whole.getBytes(StandardCharsets.UTF_8);
      for (int length = 0; length < bytes.length; length++) {
        byte[] cut = Arrays.copyOf(bytes, length);
        assertThatThrownBy(() -> readAll(cut, records + "", Map.of()))
            .as("cut at %d of %s", length, whole)
            .isInstanceOfSatisfying(
                OrgException.class,
                e -> assertThat(e.errorClass()).isEqualTo(ErrorClass.TRANSIENT));
      }
      assertThat(readAll(bytes, records + "", Map.of())).hasSize((int) records);
    }
  }

  @Test
  void a_last_line_without_an_end_is_taken_where_the_protocol_proves_the_length() {
    byte[] body = (HEADER + ONE).strip().getBytes(StandardCharsets.UTF_8);

    assertThat(readAll(body, "1", Map.of("Content-Length", body.length + ""))).hasSize(1);
    assertThat(readAll(body, "1", Map.of("Transfer-Encoding", "chunked"))).hasSize(1);
    assertThatThrownBy(() -> readAll(body, "1", Map.of())).isInstanceOf(OrgException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "1", "3", "", "many", "-2", "99999999999999999999"})
  void a_page_with_another_number_of_records_than_announced_is_refused(String announced) {
    assertThatThrownBy(() -> readAll(HEADER + ONE + TWO, announced))
        .isInstanceOfSatisfying(
            OrgException.class,
            e -> {
              assertThat(e.problem().code()).isEqualTo("BULK-PAGE");
              assertThat(e.errorClass()).isEqualTo(ErrorClass.TRANSIENT);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html>maintenance</html>\n",
        "\"LastName\",\"Id\",\"SystemModstamp\"\n",
        "\"LastName\",\"LastName\",\"Id\",\"SystemModstamp\"\n",
        "\"LastName\",\"Amount__c\",\"Id\",\"SystemModstamp\",\"More\"\n",
        HEADER + "\"x\",\"1\",\"003000000000001AAA\"\n",
        HEADER + "\"x\",\"1\",\"003000000000001AAA\",\"2024-05-08T21:20:00.000Z\",\"more\"\n",
        HEADER + "\"x\",\"1\",\"003000000000001AAB\",\"2024-05-08T21:20:00.000Z\"\n",
        HEADER + "\"x\",\"1\",\"\",\"2024-05-08T21:20:00.000Z\"\n",
        HEADER + "\"x\",\"1\",\"003000000000001AAA\",\"\"\n",
        HEADER + "\"x\",\"1\",\"003000000000001AAA\",\"yesterday\"\n",
        HEADER + "\"x\"y,\"1\",\"003000000000001AAA\",\"2024-05-08T21:20:00.000Z\"\n"
      })
  void a_page_that_is_not_what_was_asked_for_is_refused_without_showing_its_cells(String body) {
    assertThatThrownBy(() -> readAll(body, "1"))
        .hasMessageNotContaining("yesterday")
        .hasMessageNotContaining("003000000000001AAB")
        .isInstanceOfSatisfying(
            OrgException.class, e -> assertThat(e.problem().code()).isEqualTo("BULK-PAGE"));
  }

  @Test
  void bytes_that_are_not_utf_8_are_refused() {
    byte[] body = (HEADER + ONE).getBytes(StandardCharsets.UTF_8);
    body[HEADER.length() + 2] = (byte) 0xff;

    assertThatThrownBy(() -> readAll(body, "1", Map.of()))
        .isInstanceOfSatisfying(
            OrgException.class, e -> assertThat(e.errorClass()).isEqualTo(ErrorClass.TRANSIENT));
  }

  @Test
  void a_record_without_end_is_refused_before_it_fills_the_memory() {
    byte[] start = (HEADER + "\"").getBytes(StandardCharsets.UTF_8);
    byte[] body = Arrays.copyOf(start, start.length + CsvPage.MAX_RECORD_CHARACTERS + 1_000);
    Arrays.fill(body, start.length, body.length, (byte) 'x');

    assertThatThrownBy(() -> readAll(body, "1", Map.of())).isInstanceOf(OrgException.class);
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\"", "\"\"") + "\"";
  }

  private static List<RecordChange.Present> readAll(String body, String announced) {
    return readAll(body.getBytes(StandardCharsets.UTF_8), announced, Map.of());
  }

  private static List<RecordChange.Present> readAll(
      byte[] body, String announced, Map<String, String> headers) {
    Map<String, String> all = new HashMap<>(headers);
    all.put("Sforce-NumberOfRecords", announced);
    List<RecordChange.Present> records = new ArrayList<>();
    try (CsvPage page =
        new CsvPage(HttpReply.of(200, all, body), ApiFixture.INSTANCE, SHAPE, Optional.empty())) {
      page.forEachRemaining(records::add);
    }
    return records;
  }

  private static CsvPage page(String body, String announced) {
    return new CsvPage(
        HttpReply.of(200, Map.of("Sforce-NumberOfRecords", announced), body),
        ApiFixture.INSTANCE,
        SHAPE,
        Optional.empty());
  }
}
