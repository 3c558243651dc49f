package dev.syncline.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordIdTest {
  @ParameterizedTest
  @CsvSource({
    "000000000000000, 000000000000000AAA",
    "001000000000001, 001000000000001AAA",
    "0015e00000A1b2C, 0015e00000A1b2CAAR",
    "AAAAAAAAAAAAAAA, AAAAAAAAAAAAAAA555"
  })
  void short_form_is_widened_with_its_checksum(String shortForm, String longForm) {
    assertThat(RecordId.of(shortForm).value()).isEqualTo(longForm);
    assertThat(RecordId.of(longForm).value()).isEqualTo(longForm);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "001", "0015e00000A1b2CAAA", "0015e00000A1b2", "0015e00000A1b-C", "001* "})
  void what_is_no_id_is_refused(String text) {
    assertThat(RecordId.parse(text)).isEmpty();
    assertThatThrownBy(() -> RecordId.of(text)).hasMessageContaining("not a Salesforce record id");
  }

  @Test
  void case_twins_are_two_ids() {
    assertThat(RecordId.of("0015e00000A1b2C")).isNotEqualTo(RecordId.of("0015e00000a1b2C"));
  }

  @Test
  void key_prefix_names_the_object() {
    assertThat(RecordId.of("0035e00000A1b2C").keyPrefix()).isEqualTo("003");
  }
}
