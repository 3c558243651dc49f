package dev.syncline.simulation.planted;

import dev.syncline.engine.database.ClaimedRow;
import dev.syncline.engine.database.EntryFilter;
import dev.syncline.engine.database.MergeCase;
import dev.syncline.engine.database.MergeDecision;
import dev.syncline.engine.database.MergeRule;
import dev.syncline.engine.database.Outbox;
import dev.syncline.engine.database.OutboxEntry;
import dev.syncline.engine.database.PulledPage;
import dev.syncline.engine.database.Settlement;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.org.ChangeReader;
import dev.syncline.engine.org.WriteBatch;
import dev.syncline.model.FieldWrite;
import dev.syncline.model.RecordChange;
import dev.syncline.model.RecordId;
import dev.syncline.model.RecordResult;
import dev.syncline.model.RecordWrite;
import dev.syncline.model.RowKey;
import dev.syncline.model.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What each planted bug does to a call. */
final class Bugs {
  private Bugs() {}

  private static boolean is(Call call, String port, String method) {
    return call.port().equals(port) && call.method().equals(method);
  }

  /** Settlements are changed on their way to the outbox. */
  static Bug settlement(UnaryOperator<Settlement> change) {
    return call -> {
      if (!is(call, "Outbox", "settle")) {
        return call.proceed();
      }
      List<Settlement> changed = call.collection(2, Settlement.class).stream().map(change).toList();
      return call.proceedWith(2, changed);
    };
  }

  /** A row that has changed while it was on its way is taken for done. */
  static @Nullable Object newestVersion(Call call) throws Throwable {
    if (!is(call, "Outbox", "settle")) {
      return call.proceed();
    }
    Outbox outbox = call.target(Outbox.class);
    ResolvedMapping mapping = call.argument(0, ResolvedMapping.class);
    List<Settlement> changed = new ArrayList<>();
    for (Settlement one : call.collection(2, Settlement.class)) {
      changed.add(one instanceof Settlement.Linked linked ? newest(outbox, mapping, linked) : one);
    }
    return call.proceedWith(2, changed);
  }

  private static Settlement newest(
      Outbox outbox, ResolvedMapping mapping, Settlement.Linked settled) {
    var ofRow =
        new EntryFilter(
            mapping.mapping().name(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(settled.key()));
    List<OutboxEntry> entries = outbox.list(ofRow, 1);
    return entries.isEmpty()
        ? settled
        : new Settlement.Linked(
            settled.key(),
            entries.getFirst().version(),
            settled.id(),
            settled.agreed(),
            settled.sent(),
            settled.remains());
  }

  /** What is about to be sent is not noted. */
  static @Nullable Object noIntent(Call call) throws Throwable {
    return is(call, "Outbox", "intend") ? null : call.proceed();
  }

  /** Answers are changed on their way from the org. */
  static Bug results(Function<Answered, RecordResult> change) {
    return call -> {
      if (!is(call, "RecordWriter", "write")) {
        return call.proceed();
      }
      WriteBatch batch = call.argument(0, WriteBatch.class);
      List<?> results = (List<?>) Objects.requireNonNull(call.proceed());
      return IntStream.range(0, results.size())
          .mapToObj(
              i -> change.apply(new Answered(batch.writes().get(i), (RecordResult) results.get(i))))
          .toList();
    };
  }

  /** A write with its answer. */
  record Answered(RecordWrite write, RecordResult result) {
    /** Done, if it is an update. */
    RecordResult asDone() {
      return write instanceof RecordWrite.Update(RowKey row, RecordId id, var _)
          ? new RecordResult.Done(row, id, RecordResult.Effect.UPDATED)
          : result;
    }
  }

  /** The answers of a batch of creates are taken in another order. */
  static @Nullable Object otherOrder(Call call) throws Throwable {
    Object answer = call.proceed();
    if (!is(call, "RecordWriter", "write")) {
      return answer;
    }
    List<RecordResult> results = new ArrayList<>();
    for (Object one : (List<?>) Objects.requireNonNull(answer)) {
      results.add((RecordResult) one);
    }
    for (int i = 0; i + 1 < results.size(); i += 2) {
      if (results.get(i) instanceof RecordResult.Done a
          && results.get(i + 1) instanceof RecordResult.Done b) {
        results.set(i, new RecordResult.Done(a.row(), b.id(), a.effect()));
        results.set(i + 1, new RecordResult.Done(b.row(), a.id(), b.effect()));
      }
    }
    return results;
  }

  /** Fields that are emptied are left out. */
  static @Nullable Object noNulls(Call call) throws Throwable {
    if (!is(call, "RecordWriter", "write")) {
      return call.proceed();
    }
    WriteBatch batch = call.argument(0, WriteBatch.class);
    List<RecordWrite> writes = batch.writes().stream().map(Bugs::withoutNulls).toList();
    return call.proceedWith(0, new WriteBatch(batch.object(), batch.route(), writes));
  }

  private static RecordWrite withoutNulls(RecordWrite write) {
    return write instanceof RecordWrite.Update update
        ? new RecordWrite.Update(
            update.row(),
            update.id(),
            update.fields().stream()
                .filter(f -> !(f instanceof FieldWrite.Plain p && p.value().equals(Value.NULL)))
                .toList())
        : write;
  }

  /** Nothing is found when the outcome of a create is looked up. */
  static @Nullable Object findsNothing(Call call) throws Throwable {
    return switch (call.method()) {
      case "createdByUs" -> List.of();
      case "byKey" -> Map.of();
      default -> call.proceed();
    };
  }

  /** Deletions in the org are never asked for. */
  static @Nullable Object noDeletions(Call call) throws Throwable {
    Object answer = call.proceed();
    return switch (answer) {
      case ChangeReader.Deleted deleted -> new ChangeReader.Deleted(List.of(), deleted.covered());
      case ChangeReader.WindowPage page ->
          new ChangeReader.WindowPage(page.changes(), Map.of(), page.last(), page.more());
      case null, default -> answer;
    };
  }

  /** The last one of what changed is left out. */
  static @Nullable Object lastIsLost(Call call) throws Throwable {
    Object answer = call.proceed();
    return switch (answer) {
      case ChangeReader.Updated updated ->
          new ChangeReader.Updated(allButLast(updated.ids()), updated.covered());
      case ChangeReader.WindowPage page ->
          new ChangeReader.WindowPage(
              allButLast(page.changes()), page.gone(), page.last(), page.more());
      case null, default -> answer;
    };
  }

  private static <T> List<T> allButLast(List<T> list) {
    return list.isEmpty() ? list : list.subList(0, list.size() - 1);
  }

  /** Records that are read by their ids are not all handed on. */
  static @Nullable Object readsLose(Call call) throws Throwable {
    Object answer = call.proceed();
    return answer instanceof ChangeReader.Found found && found.present().size() > 1
        ? new ChangeReader.Found(
            List.<RecordChange.Present>copyOf(allButLast(found.present())),
            found.gone(),
            found.unseen())
        : answer;
  }

  /** The winners of merges are not looked at. */
  static @Nullable Object noWinners(Call call) throws Throwable {
    if (!call.port().equals("ChangeWriter") || !(call.any(1) instanceof PulledPage page)) {
      return call.proceed();
    }
    Map<RecordId, Optional<RecordId>> gone = new HashMap<>();
    page.gone().keySet().forEach(id -> gone.put(id, Optional.empty()));
    return call.proceedWith(
        1, new PulledPage(page.token(), page.changes(), gone, page.unseen(), page.watermark()));
  }

  /** Decisions about merges see something else, or come to something else. */
  static Bug merge(UnaryOperator<MergeCase> see, UnaryOperator<MergeDecision> decide) {
    return call -> {
      if (!is(call, "ChangeWriter", "merge")) {
        return call.proceed();
      }
      MergeRule rule = call.argument(2, MergeRule.class);
      MergeRule changed = known -> decide.apply(rule.decide(see.apply(known)));
      return call.proceedWith(2, changed);
    };
  }

  static MergeCase withoutPending(MergeCase known) {
    return with(known, known.row(), Optional.empty());
  }

  static MergeCase withoutOrphans(MergeCase known) {
    return with(
        known,
        known.row().map(r -> new MergeCase.CurrentRow(r.key(), r.values(), Set.of())),
        known.pending());
  }

  private static MergeCase with(
      MergeCase known, Optional<MergeCase.CurrentRow> row, Optional<MergeCase.Pending> pending) {
    return new MergeCase(
        known.token(),
        known.inbound(),
        known.link(),
        known.tombstone(),
        row,
        pending,
        known.lookalike(),
        known.unknownCreates());
  }

  static MergeDecision endsPending(MergeDecision decision) {
    return decision instanceof MergeDecision.Change change
        ? new MergeDecision.Change(
            change.row(), change.columns(), change.base(), change.losses(), true)
        : decision;
  }

  static MergeDecision writesNothing(MergeDecision decision) {
    return decision instanceof MergeDecision.Change change
        ? new MergeDecision.Change(
            change.row(), List.of(), change.base(), change.losses(), change.endsPending())
        : decision;
  }

  /** The reference of a row that is to follow is taken for done. */
  static Settlement nothingRemains(Settlement settlement) {
    return settlement instanceof Settlement.Linked linked
        ? new Settlement.Linked(
            linked.key(), linked.version(), linked.id(), linked.agreed(), linked.sent(), false)
        : settlement;
  }

  /** What was sent is not taken into the base. */
  static Settlement forgetsBase(Settlement settlement) {
    return settlement instanceof Settlement.Retry retry && retry.keepsIntent()
        ? new Settlement.Nothing(retry.key(), retry.version())
        : settlement;
  }

  static Settlement parksSilently(Settlement settlement) {
    return settlement instanceof Settlement.Park park
        ? new Settlement.Nothing(park.key(), park.version())
        : settlement;
  }

  /** Rows that are claimed come without their links. */
  static @Nullable Object noLinks(Call call) throws Throwable {
    Object answer = call.proceed();
    if (!is(call, "Outbox", "claim") || !(answer instanceof Collection<?> rows)) {
      return answer;
    }
    return rows.stream().map(row -> withoutLink((ClaimedRow) row)).toList();
  }

  private static ClaimedRow withoutLink(ClaimedRow row) {
    return new ClaimedRow(
        row.change(),
        row.change() instanceof dev.syncline.model.RowChange.Gone ? row.link() : Optional.empty(),
        row.orphans(),
        row.attempts(),
        row.intended(),
        row.split(),
        row.firstSeen(),
        row.turns(),
        row.standing());
  }
}
