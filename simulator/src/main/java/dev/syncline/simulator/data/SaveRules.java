package dev.syncline.simulator.data;

import dev.syncline.simulator.data.PendingWrites.RecordKey;
import dev.syncline.simulator.formula.Formula;
import dev.syncline.simulator.schema.Automation;
import dev.syncline.simulator.schema.DuplicateRule;
import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.ObjectDefinition;
import dev.syncline.simulator.schema.ObjectRules;
import dev.syncline.simulator.schema.ValidationRule;
import dev.syncline.simulator.store.RecordState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the org's own rules say of one save: automation before it, validation and duplicate rules,
 * automation of parents after it. The order is that of Apex Developer Guide, order of execution.
 */
final class SaveRules {
  /** How many records that look alike are listed. */
  private static final int MAX_MATCHES = 10;

  private final Workspace space;
  private final SaveOptions options;
  private final RecordDraft draft;
  private final RecordKey key;
  private final String id;
  private final @Nullable Row before;
  private final ObjectRules rules;

  /**
   * @param before the record as it was; null for a new one
   */
  SaveRules(
      Workspace space,
      SaveOptions options,
      RecordDraft draft,
      RecordKey key,
      String id,
      @Nullable Row before) {
    this.space = space;
    this.options = options;
    this.draft = draft;
    this.key = key;
    this.id = id;
    this.before = before;
    this.rules = draft.object().rules();
  }

  private RecordScope scope() {
    var row =
        new StoredRow(draft.object(), id, key.number(), RecordState.LIVE, draft.values().clone());
    return RecordScope.writing(space.view(), space.stamp(), draft.object(), row, before);
  }

  private boolean holds(Formula formula) {
    return formula.holds(scope());
  }

  /** Lets automation fill fields of the record. */
  void automate() {
    for (Automation automation : rules.automations()) {
      if (holds(automation.when())) {
        automation.set().forEach(this::fill);
      }
    }
  }

  private void fill(String target, Formula value) {
    Optional<FieldDefinition> field = draft.object().field(target);
    if (field.isPresent()) {
      Object filled = RecordScope.fitted(field.get(), value.value(scope()));
      switch (ValueChecks.check(field.get(), filled)) {
        case Checked.Fine(var fine) -> draft.set(field.get(), fine);
        case Checked.Wrong(var error) -> draft.refuse(error);
      }
    }
  }

  /** Refuses the record where a validation rule holds. */
  void validate() {
    for (ValidationRule rule : rules.validationRules()) {
      if (holds(rule.when())) {
        List<String> fields =
            rule.fields().stream().map(f -> draft.object().requireField(f).name()).toList();
        draft.refuse(new RecordError("FIELD_CUSTOM_VALIDATION_EXCEPTION", rule.message(), fields));
      }
    }
  }

  /** Refuses the record where it looks like another one and the caller did not allow that. */
  void findDuplicates() {
    for (DuplicateRule rule : rules.duplicateRules()) {
      boolean allowed = rule.allowSave() && options.allowDuplicates();
      List<String> matches = allowed ? List.of() : matches(rule);
      if (!matches.isEmpty()) {
        var result =
            new DuplicateResult(
                rule.allowSave(), rule.name(), draft.object().name(), rule.message(), matches);
        draft.refuse(new RecordError("DUPLICATES_DETECTED", rule.message(), List.of(), result));
        return;
      }
    }
  }

  private List<String> matches(DuplicateRule rule) {
    List<FieldDefinition> fields = rule.match().stream().map(draft.object()::requireField).toList();
    boolean touched =
        before == null || fields.stream().anyMatch(field -> differs(field, before.value(field)));
    if (!touched || fields.stream().anyMatch(field -> draft.value(field) == null)) {
      return List.of();
    }
    FieldDefinition first =
        fields.stream()
            .filter(field -> space.view().isIndexed(draft.object(), field))
            .findFirst()
            .orElse(fields.getFirst());
    var found = new ArrayList<String>();
    Object wanted = Objects.requireNonNull(draft.value(first));
    Iterator<Row> rows = space.view().lookup(draft.object(), first, wanted);
    while (rows.hasNext() && found.size() < MAX_MATCHES) {
      Row row = rows.next();
      boolean same = fields.stream().noneMatch(field -> differs(field, row.value(field)));
      if (same && !row.isDeleted() && !row.id().equals(id)) {
        found.add(row.id());
      }
    }
    return found;
  }

  private boolean differs(FieldDefinition field, @Nullable Object other) {
    String own = IndexedFields.text(field, draft.value(field));
    return !Objects.equals(own, IndexedFields.text(field, other));
  }

  /** Lets automation fill fields of parents, once the record stands. */
  WriteResult automateParents(WriteResult saved) {
    for (Automation automation : rules.automations()) {
      Map<String, Map<FieldDefinition, @Nullable Object>> changes = new HashMap<>();
      boolean acts =
          automation.set().keySet().stream().anyMatch(target -> target.contains("."))
              && holds(automation.when());
      if (acts) {
        automation.set().forEach((target, value) -> collect(target, value, changes));
      }
      for (Map.Entry<String, Map<FieldDefinition, @Nullable Object>> change : changes.entrySet()) {
        WriteResult changed = changeParent(change.getKey(), change.getValue());
        if (changed instanceof WriteResult.Refused) {
          return changed;
        }
      }
    }
    return saved;
  }

  private void collect(
      String target, Formula value, Map<String, Map<FieldDefinition, @Nullable Object>> changes) {
    String[] path = target.split("\\.");
    Object parent =
        path.length == 2
            ? draft.object().relationship(path[0]).map(draft::value).orElse(null)
            : null;
    if (parent instanceof String parentId) {
      objectOf(parentId)
          .flatMap(object -> object.field(path[1]))
          .ifPresent(
              field ->
                  changes
                      .computeIfAbsent(
                          parentId, key -> new HashMap<FieldDefinition, @Nullable Object>())
                      .put(field, RecordScope.fitted(field, value.value(scope()))));
    }
  }

  private Optional<ObjectDefinition> objectOf(String recordId) {
    return space.view().schema().objectOfPrefix(recordId.substring(0, 3));
  }

  private WriteResult changeParent(String parentId, Map<FieldDefinition, @Nullable Object> values) {
    ObjectDefinition object = objectOf(parentId).orElseThrow();
    Optional<Row> parent = space.view().find(object, parentId).filter(row -> !row.isDeleted());
    return parent.isEmpty()
        ? new WriteResult.Written(parentId, false)
        : space.changeBySystem(object, parent.get(), values);
  }
}
