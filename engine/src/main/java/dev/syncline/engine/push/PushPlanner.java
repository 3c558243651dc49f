package dev.syncline.engine.push;

import dev.syncline.engine.database.ClaimedRow;
import dev.syncline.engine.database.LinkedRecord;
import dev.syncline.engine.database.Settlement;
import dev.syncline.engine.form.RowForm;
import dev.syncline.engine.mapping.FieldBinding;
import dev.syncline.engine.mapping.FieldBinding.Kind;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.value.FieldForm;
import dev.syncline.engine.value.Fit;
import dev.syncline.model.DeleteConflict;
import dev.syncline.model.Field;
import dev.syncline.model.FieldName;
import dev.syncline.model.FieldType;
import dev.syncline.model.FieldWrite;
import dev.syncline.model.MappingName;
import dev.syncline.model.Operation;
import dev.syncline.model.Problem;
import dev.syncline.model.RecordType;
import dev.syncline.model.RecordWrite;
import dev.syncline.model.RowChange;
import dev.syncline.model.RowKey;
import dev.syncline.model.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Plans what a changed row asks of Salesforce: the fields that differ from the base and no others.
 * Pure: the same row gives the same plan.
 */
final class PushPlanner {
  /** How often the two sides may answer each other's change before a person must look. */
  static final int MAX_TURNS = 20;

  /** How long a row waits for its record to be read. */
  private static final Duration READING = Duration.ofSeconds(1);

  private final ResolvedMapping mapping;
  private final Set<MappingName> pushed;
  private final boolean forced;
  private final Map<RowKey, Map<Integer, Optional<Value>>> altered;
  private final DecidingKey decidingKey;

  /**
   * @param pushed the mappings that make records of rows, so that rows can be asked for
   */
  PushPlanner(ResolvedMapping mapping, Set<MappingName> pushed) {
    this(mapping, pushed, false);
  }

  /**
   * @param forced whether all fields are sent, those too that are as both sides last agreed
   */
  PushPlanner(ResolvedMapping mapping, Set<MappingName> pushed, boolean forced) {
    this(mapping, pushed, forced, Map.of());
  }

  private PushPlanner(
      ResolvedMapping mapping,
      Set<MappingName> pushed,
      boolean forced,
      Map<RowKey, Map<Integer, Optional<Value>>> altered) {
    this.mapping = mapping;
    this.pushed = Set.copyOf(pushed);
    this.forced = forced;
    this.altered = Map.copyOf(altered);
    this.decidingKey = new DecidingKey(mapping);
  }

  /**
   * The same for rows whose values others have altered.
   *
   * @param values by row and binding, in the form of the field; absent where nothing is to be said
   */
  PushPlanner altering(Map<RowKey, Map<Integer, Optional<Value>>> values) {
    return new PushPlanner(mapping, pushed, forced, values);
  }

  PushPlan plan(ClaimedRow row) {
    Optional<ClaimedRow.Intent> doubtful =
        row.intended()
            .filter(
                i ->
                    i.write() instanceof RecordWrite.Create
                        || i.write() instanceof RecordWrite.Upsert);
    if (doubtful.isPresent() && row.link().isEmpty()) {
      return new PushPlan.LookUp(row, doubtful.get());
    }
    Optional<PushPlan> unconfirmed = unconfirmed(row);
    if (unconfirmed.isPresent()) {
      return unconfirmed.get();
    }
    if (row.turns() > MAX_TURNS) {
      return park(row, PushProblems.loop(row));
    }
    return switch (row.change()) {
      case RowChange.Gone _ -> row.standing().wasOutside() ? goneOutside(row) : gone(row);
      case RowChange.Present present ->
          outside(row).orElseGet(() -> isCarried(row) ? present(row, present) : nothing(row));
    };
  }

  /**
   * An update whose answer was lost. If the row is gone since, that matters only where a change of
   * the record would keep it alive.
   */
  private Optional<PushPlan> unconfirmed(ClaimedRow row) {
    boolean matters =
        row.change() instanceof RowChange.Present
            || mapping.mapping().rules().deleteConflict() != DeleteConflict.DELETE;
    if (!matters || row.link().isEmpty()) {
      return Optional.empty();
    }
    LinkedRecord link = row.link().get();
    return row.intended()
        .flatMap(intent -> asUpdate(intent.write(), link))
        .map(update -> new PushPlan.Confirm(row, link, update));
  }

  /**
   * What becomes of a row that is not to be pushed: its record is treated as the mapping says, but
   * a draft always leaves it as it is. A person's order counts more than the scope.
   */
  private Optional<PushPlan> outside(ClaimedRow row) {
    boolean outside = row.standing().outside();
    if (forced || (!outside && !row.standing().draft())) {
      return Optional.empty();
    }
    Problem why = PushProblems.outside(mapping, row);
    Settlement held =
        new Settlement.Hold(row.key(), row.change().version(), why, row.link().isEmpty());
    if (row.link().isEmpty() || !outside) {
      return Optional.of(new PushPlan.Settle(row, held));
    }
    LinkedRecord link = row.link().get();
    return Optional.of(
        switch (mapping.mapping().rules().scope().onLeave()) {
          case KEEP -> new PushPlan.Settle(row, held);
          case UNLINK -> unlinked(row, link);
          case DELETE ->
              new PushPlan.Send(row, new RecordWrite.Delete(row.key(), link.id()), Map.of(), false);
        });
  }

  private static PushPlan unlinked(ClaimedRow row, LinkedRecord link) {
    return new PushPlan.Settle(
        row, new Settlement.Unlinked(row.key(), row.change().version(), link.id(), false));
  }

  /** A row that had left its record alone leaves it for good. */
  private static PushPlan goneOutside(ClaimedRow row) {
    return row.link().map(link -> unlinked(row, link)).orElseGet(() -> nothing(row));
  }

  /** Whether the row's change is one that the mapping carries; a person's order always is. */
  private boolean isCarried(ClaimedRow row) {
    Operation operation = row.link().isPresent() ? Operation.UPDATE : Operation.CREATE;
    return forced || mapping.mapping().rules().scope().triggers().pushes(operation);
  }

  /** An upsert of a linked row is an update by another name. */
  private static Optional<RecordWrite.Update> asUpdate(RecordWrite write, LinkedRecord link) {
    return switch (write) {
      case RecordWrite.Update update -> Optional.of(update);
      case RecordWrite.Upsert upsert ->
          Optional.of(new RecordWrite.Update(upsert.row(), link.id(), upsert.fields()));
      case RecordWrite.Create _, RecordWrite.Delete _ -> Optional.empty();
    };
  }

  private PushPlan gone(ClaimedRow row) {
    if (row.link().isEmpty()) {
      return nothing(row);
    }
    LinkedRecord link = row.link().get();
    return switch (mapping.mapping().rules().onRowDelete()) {
      case DELETE ->
          new PushPlan.Send(row, new RecordWrite.Delete(row.key(), link.id()), Map.of(), false);
      case UNLINK -> unlinked(row, link);
      case KEEP -> nothing(row);
    };
  }

  private static PushPlan nothing(ClaimedRow row) {
    return new PushPlan.Settle(row, new Settlement.Nothing(row.key(), row.change().version()));
  }

  private static PushPlan park(ClaimedRow row, Problem problem) {
    return new PushPlan.Settle(
        row, new Settlement.Park(row.key(), row.change().version(), problem));
  }

  /** The values of the fields that are pushed, or the first one that does not fit. */
  private PushPlan present(ClaimedRow row, RowChange.Present change) {
    var forms = new LinkedHashMap<Integer, Value>();
    for (int i = 0; i < mapping.bindings().size(); i++) {
      FieldBinding binding = mapping.bindings().get(i);
      if (isPushed(binding)) {
        int number = i;
        Optional<Value> base = row.link().flatMap(link -> link.base().get(number));
        switch (RowForm.of(binding, change.values().get(i), base)) {
          case Fit.Fits fits -> forms.put(i, fits.value());
          case Fit.Altered altered -> forms.put(i, altered.value());
          case Fit.Unsaid _ -> {}
          case Fit.Misfit misfit -> {
            return park(row, PushProblems.misfit(mapping, row, binding, misfit));
          }
        }
      }
    }
    altered
        .getOrDefault(row.key(), Map.of())
        .forEach((i, v) -> v.ifPresentOrElse(is -> forms.put(i, is), () -> forms.remove(i)));
    Optional<PushPlan> wait = waitForParents(row);
    if (wait.isPresent()) {
      return wait.get();
    }
    row.orphans().keySet().forEach(forms::remove);
    return row.link().isPresent() ? update(row, row.link().get(), forms) : create(row, forms);
  }

  static boolean isPushed(FieldBinding binding) {
    Field field = binding.field();
    boolean writable = field.flags().createable() || field.flags().updateable();
    return binding.direction().pushes() && writable && field.type() != FieldType.ID;
  }

  /** What is to be done before the parents have records; empty if the row can go. */
  private Optional<PushPlan> waitForParents(ClaimedRow row) {
    var unasked = new ArrayList<ClaimedRow.Orphan>();
    Optional<ClaimedRow.Orphan> awaited = Optional.empty();
    for (Map.Entry<Integer, ClaimedRow.Orphan> entry : row.orphans().entrySet()) {
      FieldBinding binding = mapping.bindings().get(entry.getKey());
      ClaimedRow.Orphan orphan = entry.getValue();
      if (!isPushed(binding) || mayBeLeftOut(row, binding.field())) {
        continue;
      }
      if (!orphan.pending() && !pushed.contains(orphan.parent())) {
        return Optional.of(park(row, PushProblems.noParent(mapping, row, binding, orphan)));
      }
      if (!orphan.pending()) {
        unasked.add(orphan);
      }
      awaited = Optional.of(orphan);
    }
    return awaited.map(
        parent -> {
          Settlement wait =
              new Settlement.Wait(row.key(), row.change().version(), parent.parent(), parent.row());
          return unasked.isEmpty()
              ? new PushPlan.Settle(row, wait)
              : new PushPlan.AskParents(row, unasked, wait);
        });
  }

  private static boolean mayBeLeftOut(ClaimedRow row, Field field) {
    return row.split() && (row.link().isPresent() || field.flags().nillable());
  }

  private PushPlan update(ClaimedRow row, LinkedRecord link, Map<Integer, Value> forms) {
    Optional<Value> key = forced ? Optional.empty() : decidingKey.of(forms);
    if (key.isPresent() && decidingKey.isOther(link, key.get())) {
      return new PushPlan.Settle(
          row, new Settlement.Recreate(row.key(), row.change().version(), link.id()));
    }
    var fields = new ArrayList<FieldWrite>();
    var agreed = new LinkedHashMap<FieldName, Value>();
    for (Map.Entry<Integer, Value> form : forms.entrySet()) {
      FieldBinding binding = mapping.bindings().get(form.getKey());
      Field field = binding.field();
      Optional<Value> base = link.base().get(form.getKey());
      // What is never pulled gains no base by reading: it is sent.
      boolean readable = Contests.takesUpdates(mapping) && binding.direction().pulls();
      if (base.isEmpty() && !forced && readable) {
        if (isSilent(binding, form.getValue(), link)) {
          continue;
        }
        return new PushPlan.Read(row);
      }
      if (forced && !field.flags().updateable()) {
        continue;
      }
      if (!forced && base.filter(b -> FieldForm.same(b, form.getValue())).isPresent()) {
        continue;
      }
      if (!field.flags().updateable()) {
        return park(row, PushProblems.readOnly(mapping, row, field));
      }
      fields.add(new FieldWrite.Plain(field.name(), form.getValue()));
      agreed.put(field.name(), form.getValue());
    }
    boolean remains = leavesOut(row);
    if (fields.isEmpty()) {
      return new PushPlan.Settle(
          row,
          new Settlement.Linked(
              row.key(), row.change().version(), link.id(), Map.of(), false, remains));
    }
    RecordWrite write =
        key.isPresent()
            ? new RecordWrite.Upsert(
                row.key(), mapping.mapping().rules().key().orElseThrow(), key.get(), fields)
            : new RecordWrite.Update(row.key(), link.id(), fields);
    return new PushPlan.Send(row, write, agreed, remains);
  }

  /** An empty column of a line that is new in the mapping says nothing: a back-fill may fill it. */
  private static boolean isSilent(FieldBinding binding, Value form, LinkedRecord link) {
    return form instanceof Value.Null
        && binding.isCarried()
        && link.base().stream().anyMatch(Optional::isPresent);
  }

  private PushPlan create(ClaimedRow row, Map<Integer, Value> forms) {
    Optional<FieldName> keyField = mapping.mapping().rules().key();
    Optional<Value> key = Optional.empty();
    var fields = new ArrayList<FieldWrite>();
    var agreed = new LinkedHashMap<FieldName, Value>();
    // What is left out is empty in a new record: that it is filled later is the row's change alone.
    row.orphans()
        .keySet()
        .forEach(i -> agreed.put(mapping.bindings().get(i).field().name(), Value.NULL));
    for (Map.Entry<Integer, Value> form : forms.entrySet()) {
      Field field = mapping.bindings().get(form.getKey()).field();
      agreed.put(field.name(), form.getValue());
      if (keyField.filter(k -> isNamed(field, k)).isPresent()) {
        key = Optional.of(form.getValue());
      } else if (!(form.getValue() instanceof Value.Null) && field.flags().createable()) {
        fields.add(new FieldWrite.Plain(field.name(), form.getValue()));
      } else if (mapping.bindings().get(form.getKey()).kind()
          instanceof Kind.TypeName(var _, Optional<RecordType> whenNew)) {
        // The base stays empty, so that the row is told of its type by the next pull.
        whenNew.ifPresent(
            t -> fields.add(new FieldWrite.Plain(field.name(), new Value.Text(t.id().value()))));
      }
    }
    if (keyField.isEmpty()) {
      return new PushPlan.Send(
          row, new RecordWrite.Create(row.key(), fields), agreed, leavesOut(row));
    }
    if (key.isEmpty() || key.get() instanceof Value.Null) {
      return park(row, PushProblems.emptyKey(mapping, row, keyField.get()));
    }
    return new PushPlan.Send(
        row,
        new RecordWrite.Upsert(row.key(), keyField.get(), key.get(), fields),
        agreed,
        leavesOut(row));
  }

  static boolean isNamed(Field field, FieldName name) {
    return field.name().value().equalsIgnoreCase(name.value());
  }

  private boolean leavesOut(ClaimedRow row) {
    return row.orphans().keySet().stream().anyMatch(i -> isPushed(mapping.bindings().get(i)));
  }

  /** The settlement of a row whose record must be read before anything is sent. */
  static Settlement untilRead(ClaimedRow row) {
    return new Settlement.Retry(
        row.key(), row.change().version(), PushProblems.unread(row), READING, false, false);
  }
}
