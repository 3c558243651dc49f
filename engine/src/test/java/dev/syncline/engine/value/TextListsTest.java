package dev.syncline.engine.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextListsTest {
  @Test
  void what_was_written_is_read_again() {
    List<String> texts = List.of("", "a", "\"\\/", "\n\t\u0001", "Grüße 😀", "',);--");
    assertThat(TextLists.parse(TextLists.write(texts))).contains(texts);
    assertThat(TextLists.parse("[]")).contains(List.of());
    assertThat(TextLists.parse(" [ \"a\" , \"\\u00e9\\b\" ] ")).contains(List.of("a", "é\b"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "\"a\"",
        "{}",
        "[",
        "[1]",
        "[null]",
        "[\"a\"",
        "[\"a\",]",
        "[\"a\"]]",
        "[\"a",
        "[\"\\x\"]",
        "[\"\\u12\"]",
        "[\"\\u12zz\"]",
        "[[\"a\"]]",
        "[\"a\" \"b\"]",
        "[,\"a\"]"
      })
  void what_is_no_list_of_texts_is_none(String json) {
    assertThat(TextLists.parse(json)).isEmpty();
  }
}
