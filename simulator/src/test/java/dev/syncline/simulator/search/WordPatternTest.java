package dev.syncline.simulator.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordPatternTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "smith | John Smith | true",
        "smith | John Smithers | false",
        "smith* | John Smithers | true",
        "sm?th | John SMITH | true",
        "john smith | Smith, John | true",
        "john miller | John Smith | false",
        "\"john smith\" | Mr. John Smith | true",
        "\"smith john\" | John Smith | false",
        "miller OR smith | John Smith | true",
        "john AND NOT smith | John Smith | false",
        "john AND NOT miller | John Smith | true",
        "a.b@example.com | a.b@example.com | true",
        "a.c@example.com | a.b@example.com | false",
        "müller | Herr MÜLLER | true"
      })
  void words_are_found_by_their_pattern(String wanted, String text, boolean found) {
    assertThat(WordPattern.parse(wanted).matches(List.of("other", text))).isEqualTo(found);
  }

  @ParameterizedTest
  @CsvSource({"' '", "'()'", "'NOT smith'", "'--'"})
  void nothing_to_look_for_is_empty(String wanted) {
    assertThat(WordPattern.parse(wanted).isEmpty()).isTrue();
  }
}
