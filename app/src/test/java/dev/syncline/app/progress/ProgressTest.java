package dev.syncline.app.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.engine.refresh.RefreshProgress;
import dev.syncline.engine.refresh.RefreshProgress.Phase;
import dev.syncline.model.MappingName;
import dev.syncline.model.PullOutcome;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class ProgressTest {
  private static final int WIDE = 200;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream err = new PrintStream(bytes, true, StandardCharsets.UTF_8);
  private Instant now = Instant.parse("2026-11-20T10:00:00Z");

  @Test
  void a_line_shows_share_count_rate_remaining_time_and_calls() {
    assertThat(new ProgressLine(loading(186_000, 300_000), 21_300, 41).text(WIDE))
        .isEqualTo(
            "contacts  ▇▇▇▁▁ 62 %  186,000/300,000  21,300 records/s  ETA 6 s  API calls 41");
  }

  @Test
  void without_a_total_there_is_no_share_and_no_remaining_time() {
    RefreshProgress progress = progress(Phase.LOADING, OptionalLong.empty(), 5_000);

    assertThat(new ProgressLine(progress, 1_000, 3).text(WIDE))
        .isEqualTo("contacts  5,000 records  1,000 records/s  API calls 3");
  }

  @Test
  void without_a_rate_no_time_is_guessed() {
    assertThat(new ProgressLine(loading(0, 300_000), 0, 3).text(WIDE))
        .isEqualTo("contacts  ▁▁▁▁▁ 0 %  0/300,000  API calls 3");
  }

  @Test
  void an_object_without_records_is_whole() {
    assertThat(new ProgressLine(loading(0, 0), 0, 3).text(WIDE))
        .isEqualTo("contacts  ▇▇▇▇▇ 100 %  0/0  API calls 3");
  }

  @Test
  void waiting_and_finishing_are_said_in_words() {
    assertThat(
            new ProgressLine(progress(Phase.PREPARING, OptionalLong.empty(), 0), 0, 3).text(WIDE))
        .isEqualTo("contacts  waiting for the org to gather the records  API calls 3");
    assertThat(new ProgressLine(progress(Phase.FINISHING, OptionalLong.of(1), 1), 0, 3).text(WIDE))
        .isEqualTo("contacts  finishing: references and deletes  API calls 3");
  }

  @Test
  void a_narrow_terminal_gets_what_matters_most() {
    var line = new ProgressLine(loading(186_000, 300_000), 21_300, 41);

    assertThat(line.text(70))
        .isEqualTo("contacts  ▇▇▇▁▁ 62 %  186,000/300,000  21,300 records/s  ETA 6 s");
    assertThat(line.text(25)).isEqualTo("contacts  ▇▇▇▁▁ 62 %");
    assertThat(line.text(12)).isEqualTo("contacts  ▇▇");
  }

  @Test
  void on_a_terminal_one_line_is_redrawn_and_taken_away_at_the_end() {
    try (var board = new ProgressBoard(err, true, 80, () -> now, () -> 7)) {
      board.progressed(loading(0, 100));
      board.progressed(loading(10, 100));
      now = now.plus(Duration.ofSeconds(1));
      board.progressed(loading(50, 100));
    }

    assertThat(written())
        .isEqualTo(
            "\r\u001b[Kcontacts  ▁▁▁▁▁ 0 %  0/100  API calls 7"
                + "\r\u001b[Kcontacts  ▇▇▁▁▁ 50 %  50/100  50 records/s  ETA 1 s  API calls 7"
                + "\r\u001b[K");
  }

  @Test
  void in_a_pipe_a_line_is_written_every_ten_percent_or_ten_seconds() {
    try (var board = new ProgressBoard(err, false, 80, () -> now, () -> 7)) {
      for (int done = 0; done <= 12; done++) {
        board.progressed(loading(done, 100));
        now = now.plus(Duration.ofMillis(100));
      }
      now = now.plus(Duration.ofSeconds(10));
      board.progressed(loading(13, 100));
      board.progressed(loading(14, 100));
    }

    List<String> lines = written().lines().toList();
    assertThat(lines).hasSize(2);
    assertThat(lines.getFirst()).startsWith("contacts  ▁▁▁▁▁ 10 %  10/100");
    assertThat(lines.getLast()).startsWith("contacts  ▁▁▁▁▁ 13 %  13/100");
    assertThat(written()).doesNotContain("\u001b", "\r");
  }

  @Test
  void the_rate_is_that_of_the_last_while_and_begins_anew_with_the_reading() {
    var meter = new RateMeter();
    for (int second = 0; second < 100; second++) {
      meter.note(now.plusSeconds(second), second < 50 ? second * 1_000L : 50_000 + second * 10L);
    }
    assertThat(meter.perSecond()).isEqualTo(10);

    meter.note(now.plusSeconds(101), 0);
    assertThat(meter.perSecond()).isZero();
  }

  private String written() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static RefreshProgress loading(long done, long total) {
    return progress(Phase.LOADING, OptionalLong.of(total), done);
  }

  private static RefreshProgress progress(Phase phase, OptionalLong total, long done) {
    return new RefreshProgress(
        new MappingName("contacts"), phase, total, new PullOutcome(done, 0, 0, 0, 0), 0);
  }
}
