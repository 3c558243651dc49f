package dev.syncline.simulator.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.simulator.data.OrgData;
import dev.syncline.simulator.data.OrgSettings;
import dev.syncline.simulator.data.Row;
import dev.syncline.simulator.data.Snapshot;
import dev.syncline.simulator.sample.Orgs;
import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.FieldType;
import dev.syncline.simulator.schema.ObjectDefinition;
import dev.syncline.simulator.schema.Schema;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CsvRowsTest {
  private static String text(CsvRows rows) throws IOException {
    var out = new ByteArrayOutputStream();
    rows.drainTo(out);
    return out.toString(StandardCharsets.UTF_8);
  }

  private static final List<FieldType> TYPES =
      List.of(
          FieldType.STRING,
          FieldType.STRING,
          FieldType.BOOLEAN,
          FieldType.INT,
          FieldType.CURRENCY,
          FieldType.DATE,
          FieldType.DATETIME,
          FieldType.TIME,
          FieldType.REFERENCE);

  @Test
  void every_cell_is_quoted_and_null_is_an_empty_cell() throws IOException {
    var rows = new CsvRows(CsvFormat.DEFAULT);
    rows.header(List.of("A", "B\"x\""));
    rows.row(
        TYPES,
        new @Nullable Object[] {
          "say \"hi\",\n𠮷",
          null,
          true,
          new BigDecimal("42"),
          new BigDecimal("10.50"),
          LocalDate.of(2024, 2, 29),
          Instant.parse("2024-02-29T01:02:03Z"),
          LocalTime.of(1, 2, 3),
          "001000000000001AAA"
        });
    assertThat(text(rows))
        .isEqualTo(
            """
            "A","B""x""\"
            "say ""hi"",
            𠮷","","true","42","10.5","2024-02-29","2024-02-29T01:02:03.000Z",\
            "01:02:03.000Z","001000000000001AAA"
            """);
    assertThat(rows.size()).isZero();
  }

  @Test
  void delimiter_and_line_ending_are_the_jobs() throws IOException {
    var rows = new CsvRows(new CsvFormat('\t', "\r\n"));
    rows.header(List.of("A", "B"));
    rows.row(
        List.of(FieldType.STRING, FieldType.DOUBLE),
        new @Nullable Object[] {"a\tb", new BigDecimal("1E+30")});
    assertThat(text(rows)).isEqualTo("\"A\"\t\"B\"\r\n\"a\tb\"\t\"1.0E30\"\r\n");
    assertThat(CsvFormat.delimiterNamed("pipe")).contains('|');
    assertThat(CsvFormat.delimiterNamed("DOT")).isEmpty();
    assertThat(CsvFormat.lineEndingNamed("CRLF")).contains("\r\n");
  }

  @Test
  void the_quick_way_and_the_way_over_objects_write_the_same_bytes() throws IOException {
    Snapshot snapshot = small(42).snapshot();
    for (ObjectDefinition object : snapshot.schema().objects()) {
      List<FieldDefinition> fields =
          object.fields().stream().filter(CsvRowsTest::isOneCell).toList();
      List<FieldType> types = fields.stream().map(FieldDefinition::type).toList();
      Iterator<Row> rows = snapshot.scan(object);
      for (int i = 0; i < 300 && rows.hasNext(); i++) {
        Row row = rows.next();
        var quick = new CsvRows(CsvFormat.DEFAULT);
        quick.row(row, fields);
        var slow = new CsvRows(CsvFormat.DEFAULT);
        slow.row(types, fields.stream().map(row::value).toArray());
        assertThat(text(quick)).isEqualTo(text(slow));
      }
    }
  }

  private static boolean isOneCell(FieldDefinition field) {
    return field.isStored() || field.isPersonName();
  }

  private static OrgData small(long seed) {
    return OrgData.open(
        OrgSettings.inMemory(seed, Orgs.SMALL), Orgs.exampleSchema(), InstantSource.system());
  }

  /** Changes with the generator, on purpose only: a seed gives the same bytes on any machine. */
  @Test
  void a_seed_gives_the_bytes_that_it_gave_when_this_was_written() throws Exception {
    Snapshot snapshot = small(42).snapshot();
    Schema schema = snapshot.schema();
    var digest = MessageDigest.getInstance("SHA-256");
    for (String name : List.of("Account", "Contact", "Opportunity", "Task", "Invoice__c")) {
      ObjectDefinition object = schema.object(name).orElseThrow();
      List<FieldDefinition> fields =
          object.fields().stream().filter(CsvRowsTest::isOneCell).toList();
      var rows = new CsvRows(CsvFormat.DEFAULT);
      snapshot.scan(object).forEachRemaining(row -> rows.row(row, fields));
      digest.update(text(rows).getBytes(StandardCharsets.UTF_8));
    }
    assertThat(HexFormat.of().formatHex(digest.digest()))
        .isEqualTo("e7b02a630cdc6bc8bdd9ff25483810bc6512045894dcf643f91c52e37abcbf4e");
  }
}
