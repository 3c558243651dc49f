package dev.syncline.engine.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.engine.org.OrgException;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.FieldName;
import dev.syncline.model.Problem;
import dev.syncline.model.Value;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The values of the port refuse what they cannot be. */
class StreamValuesTest {
  @Test
  void a_replay_id_gives_back_the_bytes_that_it_was_made_of() {
    byte[] bytes = {0, 0, 0, 0, 0, 23, (byte) 0x90, 80, 0, 0};
    ReplayId id = ReplayId.of(bytes);

    assertThat(id.bytes()).containsExactly(bytes);
    assertThat(id).hasToString("00000000001790500000").isEqualTo(ReplayId.of(bytes));
  }

  @Test
  void a_replay_id_is_neither_empty_nor_without_bound() {
    assertThatThrownBy(() -> ReplayId.of(new byte[0])).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ReplayId.of(new byte[ReplayId.MAX_BYTES + 1]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ReplayId("0g")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ReplayId("ABCD")).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "data/X", "/data/", "/meta/connect", "/u/**", "/data/a b"})
  void what_is_no_channel_is_refused(String name) {
    assertThatThrownBy(() -> new Channel(name)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_commit_tells_the_name_of_its_client() {
    assertThat(commit("com/salesforce/api/rest/68.0;client=Syncline").client())
        .contains("Syncline");
    assertThat(commit("com/salesforce/api/rest/68.0;client=").client()).isEmpty();
    assertThat(commit("").client()).isEmpty();
  }

  private static Commit commit(String origin) {
    return new Commit("t", 1, Instant.EPOCH, 1, Optional.empty(), origin);
  }

  @Test
  void a_field_has_a_value_or_is_unsure() {
    var name = new FieldName("Name");
    Map<FieldName, Value> values = Map.of(name, Value.NULL);

    assertThatThrownBy(() -> new CarriedFields(values, Set.of(name), Map.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @EnumSource
  void a_failure_is_told_by_its_code(StreamFault fault) {
    assertThat(StreamFault.of(failure(fault.code(), ErrorClass.DATA))).isEqualTo(fault);
  }

  @ParameterizedTest
  @EnumSource
  void other_failures_are_told_by_who_must_act(ErrorClass errorClass) {
    StreamFault expected =
        switch (errorClass) {
          case ACCESS -> StreamFault.AUTH;
          case LIMIT -> StreamFault.SLOW_DOWN;
          case TRANSIENT -> StreamFault.TRANSIENT;
          case MAPPING -> StreamFault.NO_CHANNEL;
          case DATA, BUG -> StreamFault.UNKNOWN;
        };

    assertThat(StreamFault.of(failure("OTHER", errorClass))).isEqualTo(expected);
  }

  private static OrgException failure(String code, ErrorClass errorClass) {
    return new OrgException(new Problem(code, errorClass, "it failed", "Wait."));
  }
}
