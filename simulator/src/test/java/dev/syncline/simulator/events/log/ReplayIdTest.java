package dev.syncline.simulator.events.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import org.junit.jupiter.api.Test;

/** Replay ids are written as real orgs write them and read as clients send them back. */
class ReplayIdTest {
  @Test
  void a_captured_id_is_written_the_same_and_read_in_both_lengths() {
    byte[] captured = Base64.getDecoder().decode("AAAAAAAXkFAAAA==");
    assertThat(new ReplayId(0x179050).bytes()).isEqualTo(captured);
    assertThat(ReplayId.parse(captured)).contains(new ReplayId(0x179050));
    assertThat(ReplayId.parse(java.util.Arrays.copyOf(captured, 8)))
        .contains(new ReplayId(0x179050));
  }

  @Test
  void what_is_no_id_is_refused() {
    assertThat(ReplayId.parse(new byte[0])).isEmpty();
    assertThat(ReplayId.parse(new byte[9])).isEmpty();
    assertThat(ReplayId.parse(new byte[11])).isEmpty();
    assertThat(ReplayId.parse(new byte[] {0, 0, 0, 0, 0, 0, 0, 1, 0, 1})).isEmpty();
    assertThat(ReplayId.parse(new byte[] {-1, 0, 0, 0, 0, 0, 0, 1})).isEmpty();
  }
}
