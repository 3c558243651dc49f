package dev.syncline.engine.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.engine.sync.Attention.Moved;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AttentionTest {
  private static final Duration LONGEST = Duration.ofMillis(250);
  private static final Duration GATHERED = Duration.ofMillis(200);

  private final Attention attention =
      new Attention(Attention.Settings.looking(LONGEST), new SplittableRandom(1));
  private Instant now = Instant.parse("2026-11-20T12:00:00Z");

  private Duration after(Moved moved, boolean armed) {
    Duration pause = attention.after(moved, now, armed);
    now = now.plus(pause).plusMillis(10);
    return pause;
  }

  private Duration after(Moved moved) {
    return after(moved, false);
  }

  @Test
  void looks_become_seldom_while_nothing_moves() {
    assertThat(after(Moved.NOTHING)).isLessThanOrEqualTo(Duration.ofMillis(10));
    for (int i = 0; i < 10; i++) {
      after(Moved.NOTHING);
    }
    assertThat(after(Moved.NOTHING)).isBetween(LONGEST.dividedBy(2), LONGEST);
    after(Moved.FEW);
    assertThat(after(Moved.NOTHING)).isLessThanOrEqualTo(Duration.ofMillis(10));
  }

  @Test
  void looks_do_not_march_in_step() {
    for (int i = 0; i < 10; i++) {
      after(Moved.NOTHING);
    }
    assertThat(after(Moved.NOTHING)).isNotEqualTo(after(Moved.NOTHING));
  }

  @Test
  void it_wants_to_be_rung_once_nothing_has_moved_for_a_while() {
    after(Moved.NOTHING);
    assertThat(attention.wantsBell()).isFalse();
    for (int i = 0; i < 4; i++) {
      after(Moved.NOTHING);
    }
    assertThat(attention.wantsBell()).isTrue();
    assertThat(after(Moved.NOTHING, true)).isGreaterThan(LONGEST);
    attention.rung();
    assertThat(attention.wantsBell()).isFalse();
  }

  @Test
  void a_change_that_comes_alone_waits_for_no_other() {
    assertThat(after(Moved.FEW)).isZero();
    now = now.plusSeconds(2);
    assertThat(after(Moved.FEW)).isZero();
  }

  @Test
  void changes_that_follow_each_other_gather_for_longer_each_time() {
    after(Moved.FEW);
    Duration second = after(Moved.FEW);
    Duration third = after(Moved.FEW);
    assertThat(second).isPositive();
    assertThat(third).isGreaterThan(second);
    for (int i = 0; i < 50; i++) {
      assertThat(after(Moved.FEW)).isLessThanOrEqualTo(GATHERED);
    }
    assertThat(after(Moved.FEW)).isEqualTo(GATHERED);
  }

  @Test
  void what_is_much_is_followed_at_once() {
    after(Moved.FEW);
    after(Moved.FEW);
    assertThat(after(Moved.MUCH)).isZero();
    assertThat(after(Moved.MUCH)).isZero();
  }

  @Test
  void a_clock_that_is_put_back_gathers_nothing() {
    after(Moved.FEW);
    now = now.minusSeconds(3_600);
    assertThat(after(Moved.FEW)).isZero();
  }

  @Test
  void a_longest_pause_below_the_first_is_the_first() {
    var restless =
        new Attention(Attention.Settings.looking(Duration.ofMillis(1)), new SplittableRandom(1));
    for (int i = 0; i < 10; i++) {
      assertThat(restless.after(Moved.NOTHING, now, false))
          .isBetween(Duration.ofMillis(5), Duration.ofMillis(10));
    }
  }
}
