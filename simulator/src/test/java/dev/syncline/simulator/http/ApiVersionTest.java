package dev.syncline.simulator.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.simulator.http.ApiVersion.Support;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiVersionTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "68 | Winter \'27",
        "67 | Summer \'26",
        "66 | Spring \'26",
        "65 | Winter \'26",
        "51 | Spring \'21",
        "41 | Winter \'18",
        "31 | Summer \'14"
      })
  void each_version_has_the_label_of_its_release(int number, String label) {
    assertThat(new ApiVersion(number).release()).isEqualTo(label);
  }

  @ParameterizedTest
  @CsvSource({
    "6, UNKNOWN",
    "7, RETIRED",
    "30, RETIRED",
    "31, DEPRECATED",
    "40, DEPRECATED",
    "41, SUPPORTED",
    "68, SUPPORTED",
    "69, UNKNOWN"
  })
  void versions_are_supported_as_long_as_announced(int number, Support support) {
    assertThat(new ApiVersion(number).support()).isEqualTo(support);
  }

  @Test
  void a_segment_is_a_version_only_when_well_formed() {
    assertThat(ApiVersion.ofSegment("v66.0")).hasValue(new ApiVersion(66));
    assertThat(ApiVersion.ofSegment("V66.0")).hasValue(new ApiVersion(66));
    assertThat(ApiVersion.ofSegment("66.0")).isEmpty();
    assertThat(ApiVersion.ofSegment("v66")).isEmpty();
    assertThat(ApiVersion.ofSegment("v66.5")).isEmpty();
  }
}
