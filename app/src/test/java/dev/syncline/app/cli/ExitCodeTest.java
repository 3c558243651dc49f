package dev.syncline.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.model.ErrorClass;
import dev.syncline.model.Problem;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ExitCodeTest {
  @ParameterizedTest
  @CsvSource({
    "OK, 0",
    "FAILED, 1",
    "USAGE, 2",
    "PARKED, 4",
    "ACCESS, 5",
    "LIMIT, 6",
    "WAIT_OVER, 7",
    "HELD, 8",
    "PAUSED, 9",
    "INTERRUPTED, 130"
  })
  void the_numbers_are_a_promise_to_scripts(ExitCode code, int number) {
    assertThat(code.code()).isEqualTo(number);
  }

  @Test
  void only_one_of_them_is_a_success() {
    assertThat(Arrays.stream(ExitCode.values()).map(ExitCode::code)).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @CsvSource({
    "DATA, FAILED",
    "MAPPING, FAILED",
    "ACCESS, ACCESS",
    "LIMIT, LIMIT",
    "TRANSIENT, FAILED",
    "BUG, FAILED"
  })
  void who_must_act_decides_the_exit_code(ErrorClass errorClass, ExitCode code) {
    assertThat(ExitCode.of(new Problem("X-1", errorClass, "what", "do"))).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource({"LEASE-HELD", "LEASE-LOST"})
  void a_lock_in_other_hands_has_a_code_of_its_own(String code) {
    assertThat(ExitCode.of(new Problem(code, ErrorClass.TRANSIENT, "what", "do")))
        .isEqualTo(ExitCode.HELD);
  }
}
