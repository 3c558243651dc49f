package dev.syncline.app.operation;

import dev.syncline.engine.database.HistoryEntry;
import dev.syncline.engine.database.HistoryEntry.Event;
import dev.syncline.engine.database.LinkedRecord;
import dev.syncline.engine.database.OutboxEntry;
import dev.syncline.engine.database.Overwritten;
import dev.syncline.engine.database.ParkedRecord;
import dev.syncline.engine.database.Pause;
import dev.syncline.engine.database.PullQueue;
import dev.syncline.engine.database.Runs;
import dev.syncline.engine.hook.HookProblems;
import dev.syncline.engine.sync.Halts;
import dev.syncline.model.ColumnName;
import dev.syncline.model.FieldName;
import dev.syncline.model.Mapping;
import dev.syncline.model.Problem;
import dev.syncline.model.RecordId;
import dev.syncline.model.RowKey;
import dev.syncline.model.Value;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * All that is known of one record and its row, on both sides and between them.
 *
 * @param id of the record; absent if the row has none
 * @param key of the row; absent if the record has none
 * @param inOrg what the org says of the record
 * @param rowThere whether the row is there
 * @param queue what is between the two sides
 * @param past what runs wrote
 * @param now the database's time
 */
public record RecordTrace(
    Mapping mapping,
    Optional<RecordId> id,
    Optional<RowKey> key,
    InOrg inOrg,
    boolean rowThere,
    List<Pair> values,
    Queue queue,
    List<HistoryEntry> history,
    Past past,
    Instant now) {
  public RecordTrace {
    values = List.copyOf(values);
    history = List.copyOf(history);
  }

  /**
   * What runs wrote, as far as it is kept.
   *
   * @param madeBy the run that made row or record; absent if it is not known
   * @param changes what was written over, latest first
   */
  public record Past(OptionalLong madeBy, List<Change> changes) {
    public Past {
      changes = List.copyOf(changes);
    }
  }

  /**
   * What one run wrote over; values stand in the order of the pairs.
   *
   * @param kind of the run; absent if the run is forgotten
   */
  public record Change(Overwritten what, Optional<Runs.Kind> kind) {}

  /** What the org says of a record. */
  public enum InOrg {
    /** It is there. */
    PRESENT,
    /** It is deleted or lost a merge. */
    DELETED,
    /** It is not among the mapping's records: out of scope, hidden, or purged. */
    UNSEEN,
    /** There is no record to ask for. */
    NONE
  }

  /**
   * One field and its column with what stands in them, and what both last agreed on; absent where
   * there is no such side.
   *
   * @param same whether both sides hold the same, as far as the field can tell
   */
  public record Pair(
      FieldName field,
      ColumnName column,
      Optional<Value> inOrg,
      Optional<Value> inRow,
      Optional<Value> base,
      boolean same) {}

  /**
   * What is between the two sides.
   *
   * @param link the link with the base
   * @param entry the row's change that is to be pushed
   * @param parked why the record is set aside when it was pulled
   * @param reading how the record waits to be read again
   * @param pauses the halts that hold now
   */
  public record Queue(
      Optional<LinkedRecord> link,
      Optional<OutboxEntry> entry,
      Optional<ParkedRecord> parked,
      Optional<PullQueue.Waiting> reading,
      List<Pause> pauses) {
    public Queue {
      pauses = List.copyOf(pauses);
    }
  }

  /** Whether both sides are there and hold the same in every field. */
  public boolean agrees() {
    return inOrg == InOrg.PRESENT && rowThere && values.stream().allMatch(Pair::same);
  }

  /** What happens to the record next and when, or what a person is to do, in words. */
  public String next() {
    String step = queue.entry().map(this::pushed).orElseGet(this::unqueued);
    boolean pushHalted = Halts.push(queue.pauses(), mapping);
    boolean pullHalted = Halts.pull(queue.pauses(), mapping);
    boolean held = queue.entry().isPresent() ? pushHalted : pullHalted;
    return held ? step + "; paused: see 'syncline queue resume'" : step;
  }

  private String pushed(OutboxEntry entry) {
    return switch (entry.state()) {
      case READY ->
          entry
              .nextAt()
              .filter(now::isBefore)
              .map(at -> "pushed again at %s, after %d refusals".formatted(at, entry.attempts()))
              .orElse("pushed by the next 'syncline sync' or 'syncline push'");
      case CLAIMED -> "being pushed by a worker right now";
      case WAITING ->
          entry
              .waitsFor()
              .map(
                  parent ->
                      "pushed when row %s of %s has a record"
                          .formatted(parent.row(), parent.mapping()))
              .or(() -> entry.problem().filter(RecordTrace::isVeto).map(RecordTrace::vetoed))
              .orElse("pushed when its parent has a record");
      case PARKED ->
          "parked, a person must act: %s; then 'syncline parked retry %s --key %s'"
              .formatted(
                  entry.problem().map(p -> p.action()).orElse("see the history"),
                  mapping.name(),
                  entry.row());
    };
  }

  private static boolean isVeto(Problem problem) {
    return problem.code().equals(HookProblems.VETO);
  }

  private static String vetoed(Problem problem) {
    return "nothing until it changes: " + problem.message();
  }

  private String unqueued() {
    if (queue.reading().isPresent()) {
      Instant at = queue.reading().get().nextAt();
      return at.isAfter(now)
          ? "read again and compared at %s, after %d tries"
              .formatted(at, queue.reading().get().attempts())
          : "read again and compared by the next 'syncline sync' or 'syncline pull'";
    }
    Optional<Problem> veto = queue.parked().map(ParkedRecord::problem).filter(RecordTrace::isVeto);
    if (veto.isPresent()) {
      return vetoed(veto.get());
    }
    if (queue.parked().isPresent()) {
      return "parked, a person must act: %s; then 'syncline parked retry %s --key %s'"
          .formatted(
              queue.parked().get().problem().action(),
              mapping.name(),
              queue.parked().get().record());
    }
    boolean unwanted = !history.isEmpty() && history.getFirst().event() == Event.VETOED;
    if (unwanted && queue.link().isEmpty()) {
      return "nothing until it changes: it is vetoed, for the reason in the history";
    }
    if (agrees() && queue.link().isPresent()) {
      return "nothing: both sides agree";
    }
    if (id.isPresent() && mapping.direction().pulls() && inOrg != InOrg.UNSEEN) {
      return "read and compared by the next poll if it changed since the last, or now by"
          + " 'syncline pull %s --id %s'".formatted(mapping.name(), id.get());
    }
    if (key.isPresent() && mapping.direction().pushes() && rowThere) {
      return "nothing is queued; 'syncline push %s --key %s' sends the row"
          .formatted(mapping.name(), key.get());
    }
    return "nothing";
  }
}
