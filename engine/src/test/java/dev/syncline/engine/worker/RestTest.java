package dev.syncline.engine.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RestTest {
  @ParameterizedTest
  @CsvSource({"-3, 5", "0, 5", "4, 5", "30, 30", "99, 99", "100, 100", "60000, 100"})
  void it_is_as_long_as_the_round_within_bounds(long took, long rest) {
    assertThat(Rest.after(Duration.ofMillis(took))).isEqualTo(Duration.ofMillis(rest));
  }
}
