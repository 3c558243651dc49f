package dev.syncline.app.cli.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class TextTableTest {
  @Test
  void columns_are_as_wide_as_their_widest_cell_and_numbers_stand_to_the_right() {
    assertThat(
            new TextTable("MAPPING", "RECORDS", "STATE")
                .row("contacts", "300,000", "done")
                .row("a", "-", "never")
                .lines())
        .containsExactly(
            "MAPPING   RECORDS  STATE", "contacts  300,000  done", "a               -  never");
  }

  @Test
  void foreign_text_cannot_move_the_cursor() {
    assertThat(new TextTable("A").row("\u001b[2J").lines()).containsExactly("A", "\\x1b[2J");
  }

  @Test
  void a_row_has_as_many_cells_as_there_are_heads() {
    assertThatThrownBy(() -> new TextTable("A", "B").row("1"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
