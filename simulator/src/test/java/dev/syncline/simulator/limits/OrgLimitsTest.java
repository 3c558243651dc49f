package dev.syncline.simulator.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.simulator.data.SimulatorClock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class OrgLimitsTest {
  private final SimulatorClock clock =
      new SimulatorClock(InstantSource.fixed(Instant.parse("2026-11-01T00:00:30Z")));
  private final OrgLimits limits = new OrgLimits(clock);

  @Test
  void a_limit_gives_until_it_is_used_up_and_then_nothing() {
    limits.setMaximum(Limit.DAILY_API_REQUESTS, 3);
    assertThat(limits.use(Limit.DAILY_API_REQUESTS, 2)).isTrue();
    assertThat(limits.use(Limit.DAILY_API_REQUESTS, 2)).isFalse();
    assertThat(limits.use(Limit.DAILY_API_REQUESTS, 1)).isTrue();
    assertThat(limits.use(Limit.DAILY_API_REQUESTS, 1)).isFalse();
    assertThat(limits.usageHeader()).isEqualTo("api-usage=3/3");
  }

  @Test
  void what_was_used_comes_back_24_hours_later_not_at_midnight() {
    limits.setMaximum(Limit.DAILY_API_REQUESTS, 10);
    limits.use(Limit.DAILY_API_REQUESTS, 4);
    clock.advance(Duration.ofHours(12));
    limits.use(Limit.DAILY_API_REQUESTS, 6);
    clock.advance(Duration.ofHours(11));
    assertThat(limits.state(Limit.DAILY_API_REQUESTS).remaining()).isZero();
    clock.advance(Duration.ofHours(1));
    assertThat(limits.state(Limit.DAILY_API_REQUESTS).remaining()).isEqualTo(4);
    clock.advance(Duration.ofHours(12));
    assertThat(limits.state(Limit.DAILY_API_REQUESTS).remaining()).isEqualTo(10);
  }

  @Test
  void an_hourly_limit_rolls_within_the_hour() {
    limits.setMaximum(Limit.HOURLY_PUBLISHED_PLATFORM_EVENTS, 1);
    assertThat(limits.use(Limit.HOURLY_PUBLISHED_PLATFORM_EVENTS, 1)).isTrue();
    clock.advance(Duration.ofMinutes(59));
    assertThat(limits.use(Limit.HOURLY_PUBLISHED_PLATFORM_EVENTS, 1)).isFalse();
    clock.advance(Duration.ofMinutes(2));
    assertThat(limits.use(Limit.HOURLY_PUBLISHED_PLATFORM_EVENTS, 1)).isTrue();
  }

  @Test
  void a_stock_does_not_come_back_by_waiting() {
    limits.setMaximum(Limit.DATA_STORAGE_MB, 1);
    limits.use(Limit.DATA_STORAGE_MB, 1);
    clock.advance(Duration.ofDays(365));
    assertThat(limits.state(Limit.DATA_STORAGE_MB).remaining()).isZero();
  }

  @Test
  void a_maximum_below_what_is_used_leaves_nothing_rather_than_less() {
    limits.use(Limit.DAILY_API_REQUESTS, 5);
    limits.setMaximum(Limit.DAILY_API_REQUESTS, 2);
    assertThat(limits.state(Limit.DAILY_API_REQUESTS).remaining()).isZero();
    limits.reset();
    assertThat(limits.state(Limit.DAILY_API_REQUESTS).remaining()).isEqualTo(2);
  }

  @Test
  void names_are_found_whatever_their_case() {
    assertThat(Limit.named("dailyapirequests")).hasValue(Limit.DAILY_API_REQUESTS);
    assertThat(Limit.named("Nothing")).isEmpty();
  }
}
