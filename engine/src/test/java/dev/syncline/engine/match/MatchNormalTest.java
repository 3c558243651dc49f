package dev.syncline.engine.match;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.model.FieldName;
import dev.syncline.model.MatchForm;
import dev.syncline.model.MatchPart;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MatchNormalTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "EXACT||\" Ann \"|Ann",
        "EXACT||\"  \"|",
        "FOLD||\" MÜLLER\"|müller",
        "EMAIL||\" Ann@Example.COM\"|ann@example.com",
        "EMAIL||ann at example.com|",
        "PHONE||(415) 555-1212|4155551212",
        "PHONE||+1 415 555 1212|14155551212",
        "PHONE|1|(415) 555-1212|14155551212",
        "PHONE|1|1-415-555-1212|14155551212",
        "PHONE|49|030 / 123456|4930123456",
        "PHONE|49|+49 (0)30 123456|4930123456",
        "PHONE|49|0049 30 123456 ext. 7|4930123456",
        "PHONE||0012|",
        "DOMAIN||https://www.Example.com:8443/a?b#c|example.com",
        "DOMAIN||ann@mail.example.com|mail.example.com",
        "DOMAIN||mailto:ann@example.com|example.com",
        "DOMAIN||example.com/path|example.com",
        "DOMAIN||localhost|",
      })
  void a_text_is_compared_in_its_form(String form, String country, String text, String normal) {
    var part =
        new MatchPart(new FieldName("F"), MatchForm.valueOf(form), Optional.ofNullable(country));

    assertThat(MatchNormal.of(part, text)).isEqualTo(Optional.ofNullable(normal));
  }
}
