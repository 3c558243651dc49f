package dev.syncline.app.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.app.cli.ExitCode;
import dev.syncline.app.operation.PullOperation;
import dev.syncline.app.operation.PushOperation;
import dev.syncline.app.operation.RowVerdicts.State;
import dev.syncline.app.operation.RowVerdicts.Verdict;
import dev.syncline.app.operation.SyncResult;
import dev.syncline.engine.database.AppliedPage;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.MappingName;
import dev.syncline.model.Problem;
import dev.syncline.model.PullOutcome;
import dev.syncline.model.PushOutcome;
import dev.syncline.model.RecordId;
import dev.syncline.model.RowKey;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Nothing that was stopped, halted, limited or left undone is a success. */
final class EndedTest {
  private static final MappingName CONTACTS = new MappingName("contacts");
  private static final RecordId ID = RecordId.of("003Ht000000001A");

  private static ExitCode pull(
      List<RecordId> missing, long left, boolean whole, boolean halted, boolean stopped) {
    return new PullAnswer(
            List.of(
                new PullOperation.Result(
                    CONTACTS,
                    AppliedPage.NONE,
                    missing,
                    left,
                    whole,
                    halted,
                    stopped,
                    Duration.ZERO,
                    0)))
        .ended();
  }

  @Test
  void a_pull_of_named_records_is_a_success_only_when_all_are_in() {
    assertThat(pull(List.of(), 0, true, false, false)).isEqualTo(ExitCode.OK);
    assertThat(pull(List.of(ID), 0, true, false, false)).isEqualTo(ExitCode.FAILED);
    assertThat(pull(List.of(), 1, true, false, false)).isEqualTo(ExitCode.WAIT_OVER);
    assertThat(pull(List.of(), 0, false, false, false)).isEqualTo(ExitCode.WAIT_OVER);
    assertThat(pull(List.of(), 0, false, true, false)).isEqualTo(ExitCode.PAUSED);
    assertThat(pull(List.of(), 0, true, false, true)).isEqualTo(ExitCode.INTERRUPTED);
  }

  private static ExitCode push(boolean halted, boolean stopped, State... states) {
    List<Verdict> rows =
        Arrays.stream(states)
            .map(
                state ->
                    new Verdict(
                        new RowKey("1"),
                        state,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()))
            .toList();
    return new PushAnswer(
            new PushOperation.Result(CONTACTS, rows, halted, stopped, Duration.ZERO, 0))
        .ended();
  }

  @Test
  void a_push_of_named_rows_is_a_success_only_when_all_are_in_the_org() {
    assertThat(push(false, false, State.SYNCED)).isEqualTo(ExitCode.OK);
    assertThat(push(false, false, State.SYNCED, State.PARKED)).isEqualTo(ExitCode.PARKED);
    assertThat(push(false, false, State.SYNCED, State.QUEUED)).isEqualTo(ExitCode.WAIT_OVER);
    assertThat(push(false, false, State.SYNCED, State.UNKNOWN)).isEqualTo(ExitCode.FAILED);
    assertThat(push(true, false, State.SYNCED)).isEqualTo(ExitCode.PAUSED);
    assertThat(push(false, true, State.SYNCED)).isEqualTo(ExitCode.INTERRUPTED);
  }

  private static ExitCode sync(
      boolean idle, boolean stopped, boolean halted, long parked, Optional<ErrorClass> trouble) {
    return new SyncAnswer(
            "SyncResult",
            new SyncResult(
                new AppliedPage(PullOutcome.NONE, 0, 0),
                PushOutcome.NONE,
                List.of(
                    new SyncResult.MappingState(CONTACTS, 0, 0, parked, Optional.empty(), halted)),
                trouble.stream().map(of -> new Problem("X", of, "what", "do")).toList(),
                Duration.ZERO,
                0,
                idle,
                stopped))
        .ended();
  }

  @Test
  void a_sync_is_a_success_only_when_both_sides_are_quiet() {
    assertThat(sync(true, false, false, 0, Optional.empty())).isEqualTo(ExitCode.OK);
    assertThat(sync(true, false, false, 1, Optional.empty())).isEqualTo(ExitCode.PARKED);
    assertThat(sync(true, false, true, 0, Optional.empty())).isEqualTo(ExitCode.PAUSED);
    assertThat(sync(false, false, false, 0, Optional.empty())).isEqualTo(ExitCode.WAIT_OVER);
    assertThat(sync(true, true, false, 0, Optional.empty())).isEqualTo(ExitCode.INTERRUPTED);
    assertThat(sync(false, false, false, 0, Optional.of(ErrorClass.LIMIT)))
        .isEqualTo(ExitCode.LIMIT);
  }
}
