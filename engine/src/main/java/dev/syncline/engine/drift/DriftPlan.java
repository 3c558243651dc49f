package dev.syncline.engine.drift;

import dev.syncline.engine.drift.Drift.Decision;
import dev.syncline.engine.drift.Drift.Role;
import dev.syncline.engine.mapping.FieldBinding;
import dev.syncline.model.DriftPolicy;
import dev.syncline.model.FieldName;
import dev.syncline.model.Mapping;
import dev.syncline.model.ObjectDescription;
import dev.syncline.model.TableDescription;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the changes under a mapping come to. Pure.
 *
 * @param alarms each change that asks for something, with what is done about it
 * @param standIns for the lines that are out of service
 */
public record DriftPlan(List<Alarm> alarms, List<FieldBinding> standIns) {
  /** Nothing has changed. */
  public static final DriftPlan NONE = new DriftPlan(List.of(), List.of());

  /** A change and what is done about it. */
  public record Alarm(SchemaChange change, Decision decision) {
    /** What a person may do. */
    public String proposal() {
      return switch (decision) {
        case CARRY_ON -> "Nothing";
        case OFFER -> "Map it in the configuration, or accept it with 'syncline drift accept'";
        case ADAPT -> "Nothing: the mapping goes on by the new schema";
        case OUT_OF_SERVICE ->
            "Bring it back as it was, change the mapping, or go on by the new schema with 'syncline"
                + " drift accept'; all other fields are carried on";
        case STOP ->
            "Bring it back as it was, or change the mapping and go on with 'syncline drift"
                + " accept'; nothing of the mapping is carried until then";
      };
    }
  }

  public DriftPlan {
    alarms = List.copyOf(alarms);
    standIns = List.copyOf(standIns);
  }

  /** What is to be done, as a policy has it, about all that has changed since the shape. */
  public static DriftPlan of(
      SchemaShape before,
      Mapping mapping,
      ObjectDescription object,
      TableDescription table,
      DriftPolicy policy) {
    List<Alarm> alarms =
        SchemaDiff.between(before, mapping, object, table).stream()
            .map(change -> alarm(change, before, mapping, policy))
            .filter(alarm -> alarm.decision() != Decision.CARRY_ON)
            .toList();
    return new DriftPlan(alarms, before.standIns(outOfService(alarms), table));
  }

  private static Alarm alarm(
      SchemaChange change, SchemaShape before, Mapping mapping, DriftPolicy policy) {
    Role role =
        change.field().filter(f -> isDeciding(f, before, mapping)).isPresent()
            ? Role.DECIDING
            : Role.CARRIED;
    return new Alarm(change, Drift.decide(change.kind(), policy, role));
  }

  /**
   * Whether records and rows are found by the field: by the key, a date, a match or the row key.
   */
  private static boolean isDeciding(FieldName field, SchemaShape before, Mapping mapping) {
    boolean named =
        mapping.rules().key().filter(field::equals).isPresent()
            || mapping.rules().changeDate().filter(field::equals).isPresent()
            || mapping.rules().match().stream()
                .flatMap(rule -> rule.parts().stream())
                .anyMatch(part -> part.field().equals(field));
    Optional<String> column =
        before.field(field).flatMap(FieldShape::column).map(ColumnShape::name);
    return named
        || column
            .filter(c -> before.rowKey().filter(k -> k.name().equals(c)).isPresent())
            .isPresent();
  }

  /** The alarms of which something is decided. */
  public List<Alarm> deciding(Decision decision) {
    return alarms.stream().filter(a -> a.decision() == decision).toList();
  }

  /** The lines that are left alone. */
  public Set<FieldName> outOfService() {
    return outOfService(alarms);
  }

  private static Set<FieldName> outOfService(List<Alarm> alarms) {
    Set<FieldName> fields = new TreeSet<>();
    alarms.stream()
        .filter(a -> a.decision() == Decision.OUT_OF_SERVICE)
        .forEach(a -> a.change().field().ifPresent(fields::add));
    return fields;
  }

  /** The mapping without the lines that are out of service. */
  public Mapping inService(Mapping mapping) {
    return mapping.withFields(mapping.fields().stream().filter(f -> !isOut(f.field())).toList());
  }

  /** The object as if it had not the fields that are out of service, where all fields are meant. */
  public ObjectDescription inService(Mapping mapping, ObjectDescription object) {
    if (!mapping.allFields() && !mapping.create()) {
      return object;
    }
    return object.with(object.fields().stream().filter(f -> !isOut(f.name())).toList());
  }

  private boolean isOut(FieldName field) {
    return outOfService().stream().anyMatch(o -> o.value().equalsIgnoreCase(field.value()));
  }
}
