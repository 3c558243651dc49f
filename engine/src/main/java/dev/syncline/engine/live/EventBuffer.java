package dev.syncline.engine.live;

import dev.syncline.engine.stream.Affected;
import dev.syncline.engine.stream.Commit;
import dev.syncline.engine.stream.ReplayId;
import dev.syncline.engine.stream.StreamBatch;
import dev.syncline.engine.stream.StreamEvent;
import dev.syncline.model.FieldName;
import dev.syncline.model.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Events that came through one stream and are not stored yet, in their order. Bounded by {@link
 * LiveSettings.Bounds}: whoever fills it asks the stream for no more than there is {@link #room()}.
 * Used by one thread.
 */
final class EventBuffer {
  private final LiveSettings.Bounds bounds;
  private final Deque<StreamEvent> events = new ArrayDeque<>();
  private long characters;
  private Optional<ReplayId> reaches = Optional.empty();

  EventBuffer(LiveSettings.Bounds bounds) {
    this.bounds = bounds;
  }

  /**
   * Events to be stored together.
   *
   * @param reaches behind which the stream is taken up again once they are stored
   */
  record Cut(List<StreamEvent> events, Optional<ReplayId> reaches) {}

  void add(StreamBatch batch) {
    for (StreamEvent event : batch.events()) {
      events.add(event);
      characters += characters(event);
    }
    reaches = batch.reaches().or(() -> reaches);
  }

  boolean isEmpty() {
    return events.isEmpty();
  }

  int size() {
    return events.size();
  }

  /** Whether enough came to be written, or is held. */
  boolean isFull() {
    return events.size() >= bounds.changes() || room() == 0;
  }

  /** How many events there is room for. */
  int room() {
    return characters >= bounds.characters() ? 0 : Math.max(0, bounds.events() - events.size());
  }

  /** Where the stream has come to although no event came; empty if events wait. */
  Optional<ReplayId> quietUntil() {
    return events.isEmpty() ? reaches : Optional.empty();
  }

  /** Forgets everything. */
  void clear() {
    events.clear();
    characters = 0;
    reaches = Optional.empty();
  }

  /**
   * Takes whole transactions, as many as are written at once, or part of one that is too large.
   *
   * @param mayGoOn whether the last transaction may not be at its end; it is left then, if others
   *     are before it or as long as it is not too large
   * @return empty if nothing is to be written yet
   */
  Optional<Cut> cut(boolean mayGoOn) {
    int count = 0;
    int whole = 0;
    int changes = 0;
    Optional<String> open = Optional.empty();
    for (StreamEvent event : events) {
      Optional<String> transaction = transaction(event);
      boolean next = open.isEmpty() || !open.equals(transaction);
      if (next) {
        whole = count;
      }
      boolean full = changes >= bounds.changes() && next && count > 0;
      boolean tooLarge = whole == 0 && count > 0 && changes >= bounds.transaction();
      if (full || tooLarge) {
        return Optional.of(take(count));
      }
      open = transaction;
      count++;
      changes += records(event);
    }
    if (!mayGoOn || open.isEmpty()) {
      return count == 0 ? Optional.empty() : Optional.of(take(count));
    }
    return whole == 0 ? Optional.empty() : Optional.of(take(whole));
  }

  private Cut take(int count) {
    List<StreamEvent> taken = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      StreamEvent event = events.remove();
      characters -= characters(event);
      taken.add(event);
    }
    Optional<ReplayId> place = events.isEmpty() ? reaches : Optional.of(taken.getLast().replayId());
    return new Cut(List.copyOf(taken), place);
  }

  static Optional<Commit> commit(StreamEvent event) {
    return switch (event) {
      case StreamEvent.Changed changed -> Optional.of(changed.commit());
      case StreamEvent.Gap gap -> Optional.of(gap.commit());
      case StreamEvent.Overflow overflow -> Optional.of(overflow.commit());
      case StreamEvent.Message _, StreamEvent.Noticed _, StreamEvent.Unreadable _ ->
          Optional.empty();
    };
  }

  private static Optional<String> transaction(StreamEvent event) {
    return commit(event).map(Commit::transactionKey);
  }

  private static int records(StreamEvent event) {
    return switch (event) {
      case StreamEvent.Changed changed -> changed.records().size();
      case StreamEvent.Gap(var _, var _, Affected.Records(var ids), var _, var _) -> ids.size();
      case StreamEvent.Gap _, StreamEvent.Overflow _, StreamEvent.Message _ -> 1;
      case StreamEvent.Noticed _, StreamEvent.Unreadable _ -> 1;
    };
  }

  private static long characters(StreamEvent event) {
    return switch (event) {
      case StreamEvent.Changed changed -> {
        long diffs =
            changed.fields().diffs().values().stream().mapToLong(d -> d.text().length()).sum();
        yield characters(changed.fields().values()) + diffs + ids(records(event));
      }
      case StreamEvent.Gap _, StreamEvent.Overflow _ -> ids(records(event));
      case StreamEvent.Message message -> characters(message.fields());
      case StreamEvent.Noticed noticed -> characters(noticed.values());
      case StreamEvent.Unreadable _ -> 1;
    };
  }

  private static long ids(int records) {
    return 18L * records;
  }

  private static long characters(Map<FieldName, Value> values) {
    long characters = 0;
    for (Value value : values.values()) {
      characters += value instanceof Value.Text(String text) ? text.length() : 8;
    }
    return characters;
  }
}
