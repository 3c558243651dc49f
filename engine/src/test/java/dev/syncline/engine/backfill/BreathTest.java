package dev.syncline.engine.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class BreathTest {
  private final Breath breath = new Breath(100, Duration.ofSeconds(2));

  @Test
  void a_quiet_database_is_left_alone_half_of_the_time() {
    assertThat(breath.after(Duration.ofMillis(40), 0)).isEqualTo(Duration.ofMillis(40));
    assertThat(breath.after(Duration.ofMillis(40), 99)).isEqualTo(Duration.ofMillis(40));
  }

  @Test
  void rests_grow_while_changes_queue_up_and_shrink_when_they_are_gone() {
    assertThat(breath.after(Duration.ofMillis(40), 100)).isEqualTo(Duration.ofMillis(80));
    assertThat(breath.after(Duration.ofMillis(40), 500)).isEqualTo(Duration.ofMillis(160));
    assertThat(breath.after(Duration.ofMillis(40), 0)).isEqualTo(Duration.ofMillis(80));
    assertThat(breath.after(Duration.ofMillis(40), 0)).isEqualTo(Duration.ofMillis(40));
  }

  @Test
  void no_rest_is_longer_than_the_longest() {
    assertThat(breath.after(Duration.ofSeconds(5), 0)).isEqualTo(Duration.ofSeconds(2));
  }
}
