package dev.syncline.simulator.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PermutationTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 7, 8, 9, 100, 255, 256, 257, 1_000, 65_537})
  void every_number_is_hit_once_and_found_again(long size) {
    var shuffle = new Permutation(size, 4711);
    var seen = new BitSet();
    for (long i = 0; i < size; i++) {
      long to = shuffle.apply(i);
      assertThat(to).isBetween(0L, size - 1);
      assertThat(shuffle.invert(to)).isEqualTo(i);
      seen.set((int) to);
    }
    assertThat(seen.cardinality()).isEqualTo((int) size);
  }

  @Test
  void neighbours_do_not_stay_together() {
    var shuffle = new Permutation(100_000, 1);
    long near = 0;
    for (long i = 0; i < 9_999; i++) {
      near += Math.abs(shuffle.apply(i + 1) - shuffle.apply(i)) < 100 ? 1 : 0;
    }
    assertThat(near).isLessThan(200);
  }

  @Test
  void a_shuffle_of_ten_to_the_twelfth_goes_both_ways() {
    var shuffle = new Permutation(1_000_000_000_000L, 99);
    for (long i = 0; i < 1_000; i++) {
      assertThat(shuffle.invert(shuffle.apply(i * 997))).isEqualTo(i * 997);
    }
  }
}
