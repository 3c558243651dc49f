package dev.syncline.engine.push;

import dev.syncline.engine.database.Database;
import dev.syncline.engine.database.EntryFilter;
import dev.syncline.engine.database.Outbox;
import dev.syncline.engine.database.OutboxCounts;
import dev.syncline.engine.database.OutboxEntry;
import dev.syncline.engine.database.Settlement;
import dev.syncline.engine.mapping.FieldBinding.Kind;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.model.MappingName;
import dev.syncline.model.RecordId;
import dev.syncline.model.RecordWrite;
import dev.syncline.model.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Keeps deletions back whose record still has children in the org that their rows have left: the
 * org would delete those with their parent.
 */
final class ChildrenFirst {
  /** The most parked and waiting children of a mapping that are looked at. */
  private static final int MAX_CHILDREN = 1_000;

  /** How long a deletion is left while changes of children that are older are on their way. */
  private static final Duration MOVING = Duration.ofMillis(200);

  private final Database database;
  private final ResolvedMapping parent;
  private final List<ResolvedMapping> children;

  /**
   * @param pushed the mappings that push, some of which may refer to the parent's
   */
  ChildrenFirst(Database database, ResolvedMapping parent, Collection<ResolvedMapping> pushed) {
    this.database = database;
    this.parent = parent;
    MappingName name = parent.mapping().name();
    this.children =
        pushed.stream()
            .filter(child -> !child.mapping().name().equals(name))
            .filter(child -> !references(child, name).isEmpty())
            .toList();
  }

  private static List<Integer> references(ResolvedMapping child, MappingName parent) {
    return IntStream.range(0, child.bindings().size())
        .filter(i -> child.bindings().get(i).kind().equals(new Kind.LocalKey(parent)))
        .boxed()
        .toList();
  }

  /** The writes without the deletions that must wait, whose settlements are noted. */
  List<PushPlan.Send> allowed(List<PushPlan.Send> sends, PushPass pass) {
    boolean deletes = sends.stream().anyMatch(s -> s.write() instanceof RecordWrite.Delete);
    if (!deletes || children.isEmpty()) {
      return sends;
    }
    Optional<Instant> moving = oldestMoving();
    Map<RecordId, OutboxEntry> stuck = stuck();
    List<PushPlan.Send> allowed = new ArrayList<>();
    for (PushPlan.Send send : sends) {
      Optional<Settlement> held =
          send.write() instanceof RecordWrite.Delete(var _, RecordId id)
              ? held(send, id, moving, stuck)
              : Optional.empty();
      held.ifPresentOrElse(pass::add, () -> allowed.add(send));
    }
    return allowed;
  }

  private Optional<Settlement> held(
      PushPlan.Send send, RecordId id, Optional<Instant> moving, Map<RecordId, OutboxEntry> stuck) {
    long version = send.row().change().version();
    Optional<OutboxEntry> child = Optional.ofNullable(stuck.get(id));
    if (child.isPresent()) {
      return Optional.of(
          new Settlement.Park(
              send.row().key(), version, PushProblems.childStuck(parent, id, child.get())));
    }
    return moving
        .filter(oldest -> !oldest.isAfter(send.row().change().changedAt()))
        .map(
            _ ->
                new Settlement.Retry(
                    send.row().key(),
                    version,
                    PushProblems.childrenMove(parent, id),
                    MOVING,
                    false,
                    false));
  }

  /** When the oldest change of a child was made that is on its way out. */
  private Optional<Instant> oldestMoving() {
    return children.stream()
        .map(child -> database.outbox().counts(child.mapping().name()))
        .filter(counts -> counts.ready() + counts.later() + counts.claimed() > 0)
        .flatMap(counts -> counts.oldest().stream())
        .min(Instant::compareTo);
  }

  /** Parents in the org of children whose change cannot go out, with one such change. */
  private Map<RecordId, OutboxEntry> stuck() {
    Map<RecordId, OutboxEntry> stuck = new HashMap<>();
    for (ResolvedMapping child : children) {
      OutboxCounts counts = database.outbox().counts(child.mapping().name());
      if (counts.parked() + counts.waiting() == 0) {
        continue;
      }
      List<Integer> references = references(child, parent.mapping().name());
      for (OutboxEntry entry : stuck(child)) {
        entry
            .record()
            .flatMap(id -> database.links().ofRecord(child, id))
            .ifPresent(
                link -> {
                  for (int i : references) {
                    link.record()
                        .base()
                        .get(i)
                        .flatMap(ChildrenFirst::recordId)
                        .ifPresent(id -> stuck.put(id, entry));
                  }
                });
      }
    }
    return stuck;
  }

  private List<OutboxEntry> stuck(ResolvedMapping child) {
    Outbox outbox = database.outbox();
    MappingName name = child.mapping().name();
    List<OutboxEntry> entries = new ArrayList<>();
    for (OutboxEntry.State state : List.of(OutboxEntry.State.PARKED, OutboxEntry.State.WAITING)) {
      var filter = new EntryFilter(name, Optional.of(state), Optional.empty(), Optional.empty());
      entries.addAll(outbox.list(filter, MAX_CHILDREN));
    }
    return entries;
  }

  private static Optional<RecordId> recordId(Value value) {
    return value instanceof Value.Text(String text) ? RecordId.parse(text) : Optional.empty();
  }
}
