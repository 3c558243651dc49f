package dev.syncline.engine.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.engine.stream.CarriedFields;
import dev.syncline.engine.stream.ChangeType;
import dev.syncline.engine.stream.Commit;
import dev.syncline.engine.stream.EventMark;
import dev.syncline.engine.stream.ReplayId;
import dev.syncline.engine.stream.StreamBatch;
import dev.syncline.engine.stream.StreamEvent;
import dev.syncline.engine.testing.Samples;
import dev.syncline.model.FieldName;
import dev.syncline.model.ObjectName;
import dev.syncline.model.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class EventBufferTest {
  private static final LiveSettings.Bounds BOUNDS = new LiveSettings.Bounds(10, 1_000, 4, 6, 1);

  private final EventBuffer buffer = new EventBuffer(BOUNDS);

  private static ReplayId place(int number) {
    return new ReplayId("%04x".formatted(number));
  }

  private static StreamEvent event(int number, String transaction, String text) {
    var commit = new Commit(transaction, number, Instant.EPOCH, number, Optional.empty(), "");
    return new StreamEvent.Changed(
        new EventMark(place(number), "e" + number),
        new ObjectName("Account"),
        List.of(Samples.id(number)),
        ChangeType.UPDATE,
        commit,
        new CarriedFields(Map.of(new FieldName("Name"), new Value.Text(text)), Set.of(), Map.of()));
  }

  /** Adds one event per letter, which names its transaction. */
  private void add(String transactions) {
    List<StreamEvent> events = new ArrayList<>();
    for (int i = 0; i < transactions.length(); i++) {
      events.add(event(i + 1, transactions.substring(i, i + 1), ""));
    }
    buffer.add(new StreamBatch(events, Optional.of(place(99))));
  }

  private String cut(boolean mayGoOn) {
    return buffer
        .cut(mayGoOn)
        .map(
            cut ->
                cut.events().stream()
                        .map(e -> EventBuffer.commit(e).orElseThrow().transactionKey())
                        .reduce("", String::concat)
                    + "@"
                    + cut.reaches().map(ReplayId::hex).orElse("-"))
        .orElse("-");
  }

  @Test
  void a_transaction_that_may_go_on_is_left_and_the_place_is_the_last_event_s_own() {
    add("aab");
    assertThat(cut(true)).isEqualTo("aa@0002");
    assertThat(cut(true)).isEqualTo("-");
    assertThat(cut(false)).isEqualTo("b@0063");
    assertThat(cut(false)).isEqualTo("-");
    assertThat(buffer.quietUntil()).contains(place(99));
  }

  @Test
  void as_many_whole_transactions_are_taken_as_are_written_at_once() {
    add("aabbccd");
    assertThat(cut(false)).isEqualTo("aabb@0004");
    assertThat(cut(false)).isEqualTo("ccd@0063");
  }

  @Test
  void a_transaction_stays_whole_beyond_that_until_it_is_too_large() {
    add("aaaaab");
    assertThat(cut(true)).isEqualTo("aaaaa@0005");
    buffer.clear();
    add("aaaaaaaaa");
    assertThat(cut(true)).isEqualTo("aaaaaa@0006");
    assertThat(cut(true)).isEqualTo("-");
    assertThat(cut(false)).isEqualTo("aaa@0063");
  }

  @Test
  void there_is_room_as_long_as_events_and_their_characters_are_few() {
    assertThat(buffer.room()).isEqualTo(10);
    add("abc");
    assertThat(buffer.room()).isEqualTo(7);
    buffer.add(new StreamBatch(List.of(event(4, "d", "x".repeat(1_000))), Optional.of(place(4))));
    assertThat(buffer.room()).isZero();
    assertThat(buffer.isFull()).isTrue();
    assertThat(buffer.cut(false)).isPresent();
    assertThat(buffer.room()).isEqualTo(10);
  }

  @Test
  void a_keep_alive_moves_the_place_of_a_stream_without_events() {
    assertThat(buffer.quietUntil()).isEmpty();
    buffer.add(new StreamBatch(List.of(), Optional.of(place(5))));
    assertThat(buffer.quietUntil()).contains(place(5));
    buffer.add(new StreamBatch(List.of(), Optional.empty()));
    assertThat(buffer.quietUntil()).contains(place(5));
  }
}
