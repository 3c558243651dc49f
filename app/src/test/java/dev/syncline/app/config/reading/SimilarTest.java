package dev.syncline.app.config.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SimilarTest {
  @ParameterizedTest
  @CsvSource({
    "loginURL, loginUrl",
    "login_url, loginUrl",
    "lgoinUrl, loginUrl",
    "aut, auth",
    "apiVersoin, apiVersion",
    "allowedHosts, allowHosts",
    "ath, auth"
  })
  void a_slip_finds_the_word_that_was_meant(String wrong, String meant) {
    assertThat(near(wrong)).contains(meant);
  }

  @ParameterizedTest
  @CsvSource({"zebra", "x", "host"})
  void a_word_that_is_far_from_all_finds_none(String wrong) {
    assertThat(near(wrong)).isEmpty();
  }

  private static Optional<String> near(String wrong) {
    return Similar.nearest(
        wrong, List.of("loginUrl", "auth", "apiVersion", "pubsub", "allowHosts"));
  }
}
