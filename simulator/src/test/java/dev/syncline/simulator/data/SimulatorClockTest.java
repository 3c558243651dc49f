package dev.syncline.simulator.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SimulatorClockTest {
  @Test
  void it_runs_ahead_by_what_it_was_advanced() {
    Instant start = Instant.parse("2026-11-01T00:00:00Z");
    var clock = new SimulatorClock(() -> start);
    assertThat(clock.instant()).isEqualTo(start);
    assertThat(clock.advance(Duration.ofHours(80))).isEqualTo(start.plus(Duration.ofHours(80)));
    clock.advance(Duration.ofSeconds(1));
    assertThat(clock.instant()).isEqualTo(start.plus(Duration.ofHours(80)).plusSeconds(1));
  }

  @Test
  void it_does_not_go_back() {
    var clock = new SimulatorClock(() -> Instant.EPOCH);
    assertThatIllegalArgumentException().isThrownBy(() -> clock.advance(Duration.ofSeconds(-1)));
  }
}
