package dev.syncline.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ApiTokenTest {
  private static final String TEXT = "a-token-of-enough-length";
  private static final ApiToken TOKEN = ApiToken.of(TEXT).orElseThrow();

  @Test
  void the_token_opens_in_any_case_of_its_scheme() {
    assertThat(TOKEN.isShownBy("Bearer " + TEXT)).isTrue();
    assertThat(TOKEN.isShownBy("bearer  " + TEXT + " ")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Bearer",
        "Bearer ",
        TEXT,
        "Basic " + TEXT,
        "Bearer " + TEXT + "x",
        "Bearer a-token-of-enough-lengtH"
      })
  void nothing_else_opens(String header) {
    assertThat(TOKEN.isShownBy(header)).isFalse();
    assertThat(TOKEN.isShownBy(null)).isFalse();
  }

  @Test
  void a_short_token_is_none_and_no_token_is_ever_shown() {
    assertThat(ApiToken.of("short")).isEmpty();
    assertThat(ApiToken.of("with a blank in the middle")).isEmpty();
    assertThat(TOKEN).hasToString("***");
  }
}
