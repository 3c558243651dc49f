package dev.syncline.engine.undo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.engine.database.Overwritten;
import dev.syncline.model.RecordId;
import dev.syncline.model.RowKey;
import dev.syncline.model.Value;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FieldVerdictsTest {
  private static final Optional<Value> A = Optional.of(new Value.Text("a"));
  private static final Optional<Value> B = Optional.of(new Value.Text("b"));
  private static final Optional<Value> C = Optional.of(new Value.Text("c"));
  private static final Optional<Value> EMPTY = Optional.of(Value.NULL);
  private static final Optional<Value> UNKNOWN = Optional.empty();

  private static FieldVerdicts verdicts(
      List<Optional<Value>> before, List<Optional<Value>> after, List<Optional<Value>> now) {
    var change =
        new Overwritten(
            1,
            1,
            Instant.EPOCH,
            RecordId.of("003000000000001"),
            new RowKey("1"),
            Overwritten.Event.WRITTEN,
            before,
            after);
    return FieldVerdicts.of(change, now::get, i -> i != 9, before.size());
  }

  @Test
  void a_field_that_holds_what_the_run_wrote_gets_back_what_was_there() {
    FieldVerdicts of =
        verdicts(List.of(A, A, EMPTY, A), List.of(B, A, B, EMPTY), List.of(B, A, B, EMPTY));
    assertThat(of).isEqualTo(new FieldVerdicts(List.of(0, 2, 3), 0, false));
  }

  @Test
  void a_field_that_was_touched_since_or_is_not_known_is_left() {
    FieldVerdicts of =
        verdicts(List.of(A, A, UNKNOWN, A), List.of(B, B, B, UNKNOWN), List.of(C, UNKNOWN, B, B));
    assertThat(of).isEqualTo(new FieldVerdicts(List.of(), 2, false));
  }

  @Test
  void a_field_that_holds_what_was_there_before_is_done_already() {
    assertThat(verdicts(List.of(A), List.of(B), List.of(A)))
        .isEqualTo(new FieldVerdicts(List.of(), 0, true));
  }
}
