package dev.syncline.simulator.bulk.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.simulator.bulk.rows.CsvTable.Care;
import dev.syncline.simulator.wire.CsvFormat;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTableTest {
  private static List<CsvRow> rows(String csv, Care care) throws IOException {
    var rows = new ArrayList<CsvRow>();
    byte[] bytes = ("A,B\n" + csv).getBytes(StandardCharsets.UTF_8);
    try (CsvTable table = CsvTable.open(new ByteArrayInputStream(bytes), CsvFormat.DEFAULT, care)) {
      while (table.hasNext()) {
        rows.add(table.next());
      }
    }
    return rows;
  }

  private static List<List<String>> cells(String csv) throws IOException {
    return rows(csv, Care.STRICT).stream().map(CsvRow::cells).toList();
  }

  @Test
  void quotes_commas_and_line_ends_are_told_apart_within_and_without_quotes() throws IOException {
    assertThat(cells("1,2\n\"a,\nb\",\"say \"\"x\"\"\"\r\n\n,\n5'6\",\"\"\n x , y"))
        .containsExactly(
            List.of("1", "2"),
            List.of("a,\nb", "say \"x\""),
            List.of("", ""),
            List.of("5'6\"", ""),
            List.of(" x ", " y"));
  }

  @Test
  void cells_longer_than_any_buffer_arrive_whole() throws IOException {
    String first = "é\uD83D\uDE00".repeat(30_000);
    String second = "\"\"".repeat(65_000);
    assertThat(cells("\"%s\",\"%s\"\n".formatted(first, second)))
        .containsExactly(List.of(first, "\"".repeat(65_000)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"a\" ,b", "\"a\"\t,b", " \"a\",b", "a, \"b\"", "a,\"b\" "})
  void a_blank_next_to_a_quote_is_noticed(String row) throws IOException {
    assertThat(rows(row + "\nc,d\n", Care.STRICT))
        .satisfiesExactly(
            bad -> assertThat(bad.blankByQuote()).isTrue(),
            good -> assertThat(good).isEqualTo(new CsvRow(List.of("c", "d"), false)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"a", "\"a\"b,c", "\"a\" b,c"})
  void what_cannot_be_told_apart_is_refused_but_given_back(String row) throws IOException {
    assertThatThrownBy(() -> rows(row, Care.STRICT))
        .isInstanceOf(BadRowsException.class)
        .hasMessageStartingWith("InvalidBatch : Unable to parse CSV: ");
    assertThat(rows(row, Care.LENIENT)).hasSize(1);
  }

  @Test
  void rows_have_bounds() {
    assertThatThrownBy(() -> rows("x".repeat(CsvTable.MAX_CELL + 1), Care.STRICT))
        .hasMessageContaining("a cell has more than 131072 characters");
    assertThatThrownBy(() -> rows("x,".repeat(CsvTable.MAX_CELLS), Care.STRICT))
        .hasMessageContaining("it has more than 5000 cells");
    assertThatThrownBy(() -> rows(("x".repeat(100_001) + ",").repeat(4), Care.STRICT))
        .hasMessageContaining("it has more than 400000 characters");
  }
}
