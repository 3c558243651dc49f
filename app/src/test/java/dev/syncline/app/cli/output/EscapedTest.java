package dev.syncline.app.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class EscapedTest {
  @Test
  void harmless_text_of_any_script_stays_as_it_is() {
    String text = "Zoë Müller 株式会社 👩‍🚀 → \"ok\" \\";

    assertThat(Escaped.of(text)).isSameAs(text);
  }

  @Test
  void a_sequence_that_would_colour_or_move_is_shown_by_number() {
    assertThat(Escaped.of("\u001b[31mred\u0007\u009b1A")).isEqualTo("\\x1b[31mred\\x07\\x9b1A");
  }

  @Test
  void line_ends_and_tabs_do_not_break_the_line() {
    assertThat(Escaped.of("a\nb\r\nc\td\u2028e")).isEqualTo("a\\nb\\r\\nc\\td\\u2028e");
  }

  @Test
  void marks_that_turn_the_direction_of_writing_are_shown_by_number() {
    assertThat(Escaped.of("user\u202Etxt.exe\u2066\u200F"))
        .isEqualTo("user\\u202etxt.exe\\u2066\\u200f");
  }
}
