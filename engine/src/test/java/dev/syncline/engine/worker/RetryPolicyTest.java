package dev.syncline.engine.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {
  private final RetryPolicy policy =
      new RetryPolicy(5, Duration.ofMillis(100), Duration.ofSeconds(1));

  @Test
  void pauses_double_up_to_the_longest_and_lose_at_most_half() {
    var random = new Random(7);
    for (int round = 0; round < 100; round++) {
      assertThat(policy.pauseAfter(1, random))
          .isBetween(Duration.ofMillis(50), Duration.ofMillis(100));
      assertThat(policy.pauseAfter(3, random))
          .isBetween(Duration.ofMillis(200), Duration.ofMillis(400));
      assertThat(policy.pauseAfter(60, random))
          .isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
    }
  }

  @Test
  void the_last_attempt_is_not_followed_by_another() {
    assertThat(policy.allowsAfter(4)).isTrue();
    assertThat(policy.allowsAfter(5)).isFalse();
  }
}
