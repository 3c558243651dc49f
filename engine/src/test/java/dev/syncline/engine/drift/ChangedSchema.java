package dev.syncline.engine.drift;

import static dev.syncline.engine.drift.DriftFields.KEY;
import static dev.syncline.engine.drift.DriftFields.PLAIN;
import static dev.syncline.engine.drift.DriftFields.leading;
import static dev.syncline.engine.drift.DriftFields.picked;
import static dev.syncline.engine.drift.DriftFields.sized;
import static dev.syncline.engine.drift.DriftFields.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.engine.mapping.Expressions;
import dev.syncline.engine.mapping.FieldBinding;
import dev.syncline.engine.mapping.MappingResolver;
import dev.syncline.engine.mapping.Resolution;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.testing.Samples;
import dev.syncline.engine.value.Computation;
import dev.syncline.model.Column;
import dev.syncline.model.ColumnName;
import dev.syncline.model.ColumnType;
import dev.syncline.model.ConflictPolicy;
import dev.syncline.model.DeleteConflict;
import dev.syncline.model.DeletePolicy;
import dev.syncline.model.Direction;
import dev.syncline.model.DriftPolicy;
import dev.syncline.model.Field;
import dev.syncline.model.FieldFlags;
import dev.syncline.model.FieldMapping;
import dev.syncline.model.FieldName;
import dev.syncline.model.FieldRules;
import dev.syncline.model.FieldSource;
import dev.syncline.model.FieldType;
import dev.syncline.model.Mapping;
import dev.syncline.model.ObjectDescription;
import dev.syncline.model.SyncRules;
import dev.syncline.model.TableDescription;
import dev.syncline.model.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A mapping whose object or table has changed in one way, to look at what follows.
 *
 * @param before what was remembered
 */
record ChangedSchema(
    SchemaShape before, Mapping mapping, ObjectDescription object, TableDescription table) {

  /** As it was when it was remembered. */
  static final ChangedSchema UNCHANGED =
      new ChangedSchema(
          SchemaShape.of(resolved(said(), describe(), catalog(), List.of())),
          said(),
          describe(),
          catalog());

  private static Mapping said() {
    Mapping pulled = Samples.mapping("accounts", "Account", Samples.to("Name", "name"));
    return new Mapping(
        pulled.name(),
        pulled.org(),
        pulled.object(),
        pulled.database(),
        pulled.table(),
        false,
        Optional.empty(),
        List.of(),
        false,
        List.of(
            line("Key__c", "code", FieldSource.PLAIN),
            line("Name", "name", FieldSource.PLAIN),
            line("Level__c", "level", FieldSource.PLAIN),
            line("Amount__c", "amount", FieldSource.PLAIN),
            line("Parent__c", "parent", FieldSource.PLAIN),
            line("Who__c", "who", FieldSource.PLAIN),
            line("Sum__c", "", new FieldSource.Expression("row.extra")),
            line("column:digest", "digest", new FieldSource.Expression("record.Extra__c"))),
        Direction.BOTH,
        DeletePolicy.DELETE,
        Optional.empty(),
        new SyncRules(
            Optional.of(new FieldName("Key__c")),
            ConflictPolicy.SALESFORCE,
            DeleteConflict.DELETE,
            DeletePolicy.DELETE));
  }

  private static FieldMapping line(String field, String column, FieldSource source) {
    return new FieldMapping(
        new FieldName(field),
        column.isEmpty() ? Optional.empty() : Optional.of(new ColumnName(column)),
        Direction.BOTH,
        Optional.empty(),
        false,
        Optional.empty(),
        FieldRules.STANDARD,
        source);
  }

  private static ObjectDescription describe() {
    return Samples.object(
        "Account",
        with(DriftFields.field("Key__c", FieldType.STRING, 20, 0, 0), KEY),
        DriftFields.field("Name", FieldType.STRING, 80, 0, 0),
        picked(DriftFields.field("Level__c", FieldType.PICKLIST, 255, 0, 0), "A", "B"),
        DriftFields.field("Amount__c", FieldType.DOUBLE, 0, 10, 2),
        leading(DriftFields.field("Parent__c", FieldType.REFERENCE, 18, 0, 0), "Account"),
        leading(DriftFields.field("Who__c", FieldType.REFERENCE, 18, 0, 0), "Contact", "Lead"),
        DriftFields.field("Sum__c", FieldType.STRING, 80, 0, 0),
        DriftFields.field("Extra__c", FieldType.STRING, 80, 0, 0));
  }

  private static TableDescription catalog() {
    TableDescription plain =
        Samples.table(
            "accounts",
            Samples.column("code", new ColumnType.Varchar(20)),
            Samples.column("name", new ColumnType.Varchar(80)),
            Samples.column("level", new ColumnType.LongText()),
            Samples.column("amount", new ColumnType.Decimal(12, 2)),
            Samples.column("parent", new ColumnType.Varchar(18)),
            Samples.column("who", new ColumnType.Varchar(18)),
            Samples.column("digest", new ColumnType.LongText()),
            Samples.column("extra", new ColumnType.LongText()),
            Samples.column("spare", new ColumnType.LongText()));
    return new TableDescription(
        plain.name(),
        plain.columns(),
        plain.primaryKey(),
        List.of(new ColumnName("id"), new ColumnName("code")));
  }

  /** The schema after one change of that kind. */
  static ChangedSchema by(ChangeKind kind) {
    ChangedSchema s = UNCHANGED;
    return switch (kind) {
      case FIELD_ADDED -> s.adding(DriftFields.field("New__c", FieldType.STRING, 10, 0, 0));
      case FIELD_REMOVED -> s.field("Name", _ -> Optional.empty());
      case FIELD_RETURNED -> s.without(by(ChangeKind.FIELD_REMOVED));
      case FIELD_RETYPED -> s.to("Name", f -> sized(f, FieldType.DATE, 0, 0, 0));
      case FIELD_RETYPED_UNFIT -> s.to("Amount__c", f -> sized(f, FieldType.DATE, 0, 0, 0));
      case FIELD_UNSUPPORTED -> s.to("Name", f -> sized(f, FieldType.BASE64, 0, 0, 0));
      case FIELD_SHORTENED -> s.to("Name", f -> sized(f, f.type(), 40, 0, 0));
      case FIELD_LENGTHENED -> s.to("Name", f -> sized(f, f.type(), 120, 0, 0));
      case FIELD_FEWER_DIGITS -> s.to("Amount__c", f -> sized(f, f.type(), 0, 11, 1));
      case FIELD_MORE_DIGITS -> s.to("Amount__c", f -> sized(f, f.type(), 0, 12, 2));
      case FIELD_READ_ONLY -> s.flag("Name", 1, false).flag("Name", 2, false);
      case FIELD_CALCULATED ->
          s.flag("Name", 1, false).flag("Name", 2, false).flag("Name", 4, true);
      case FIELD_REQUIRED -> s.flag("Name", 0, false);
      case FIELD_UNIQUE -> s.flag("Name", 8, true);
      case FIELD_CASE_SENSITIVITY -> s.flag("Name", 7, true);
      case FIELD_ENCRYPTED -> s.flag("Name", 12, true);
      case PICKLIST_RESTRICTED -> s.flag("Level__c", 11, true);
      case FIELD_WRITABLE -> s.since(by(ChangeKind.FIELD_READ_ONLY));
      case FIELD_OPTIONAL -> s.since(by(ChangeKind.FIELD_REQUIRED));
      case FIELD_NOT_UNIQUE -> s.since(by(ChangeKind.FIELD_UNIQUE));
      case FIELD_DECRYPTED -> s.since(by(ChangeKind.FIELD_ENCRYPTED));
      case PICKLIST_OPEN -> s.since(by(ChangeKind.PICKLIST_RESTRICTED));
      case COLUMN_NULLABLE -> s.since(by(ChangeKind.COLUMN_NOT_NULL));
      case PICKLIST_FEWER_VALUES -> s.to("Level__c", f -> picked(f, "A"));
      case PICKLIST_MORE_VALUES -> s.to("Level__c", f -> picked(f, "A", "B", "C"));
      case REFERENCE_ELSEWHERE -> s.to("Parent__c", f -> leading(f, "Account", "Contact"));
      case REFERENCE_WIDER -> s.to("Who__c", f -> leading(f, "Contact", "Lead", "Account"));
      case EXPRESSION_INPUT_CHANGED -> s.field("Extra__c", _ -> Optional.empty());
      case KEY_REMOVED -> s.field("Key__c", _ -> Optional.empty());
      case KEY_NO_EXTERNAL_ID -> s.to("Key__c", f -> with(f, PLAIN));
      case OBJECT_NOT_READABLE -> s.object(false, true);
      case OBJECT_NOT_WRITABLE -> s.object(true, false);
      case COLUMN_ADDED -> s.adding(Samples.column("fresh", new ColumnType.LongText()));
      case COLUMN_REMOVED -> s.column("name", _ -> Optional.empty());
      case COLUMN_RETYPED -> s.typed("amount", new ColumnType.LongText());
      case COLUMN_RETYPED_UNFIT -> s.typed("name", new ColumnType.Date());
      case COLUMN_GENERATED ->
          s.column("name", c -> Optional.of(new Column(c.name(), c.type(), true, false, true)));
      case COLUMN_SHORTENED -> s.typed("name", new ColumnType.Varchar(20));
      case COLUMN_LENGTHENED -> s.typed("name", new ColumnType.LongText());
      case COLUMN_NOT_NULL ->
          s.column("name", c -> Optional.of(new Column(c.name(), c.type(), false, false, false)));
      case ROW_KEY_CHANGED -> s.typed("id", new ColumnType.Uuid());
      case TABLE_REMOVED -> throw new IllegalArgumentException("No table, no schema");
    };
  }

  private ChangedSchema since(ChangedSchema earlier) {
    return new ChangedSchema(earlier.shape(DriftPlan.NONE), mapping, object, table);
  }

  private ChangedSchema without(ChangedSchema earlier) {
    SchemaShape shape = earlier.shape(earlier.plan(DriftPolicy.APPLY));
    return new ChangedSchema(shape, mapping, object, table);
  }

  private ChangedSchema to(String name, UnaryOperator<Field> change) {
    return field(name, f -> Optional.of(change.apply(f)));
  }

  private ChangedSchema field(String name, Function<Field, Optional<Field>> change) {
    return fields(
        object.fields().stream()
            .flatMap(f -> f.name().value().equals(name) ? change.apply(f).stream() : Stream.of(f))
            .toList());
  }

  private ChangedSchema adding(Field field) {
    return fields(Stream.concat(object.fields().stream(), Stream.of(field)).toList());
  }

  private ChangedSchema fields(List<Field> fields) {
    return object(
        new ObjectDescription(
            object.name(),
            "Account",
            "001",
            true,
            true,
            true,
            true,
            true,
            fields,
            List.of(),
            List.of()));
  }

  private ChangedSchema object(boolean readable, boolean writable) {
    return object(
        new ObjectDescription(
            object.name(),
            "Account",
            "001",
            readable,
            writable,
            writable,
            true,
            true,
            object.fields(),
            List.of(),
            List.of()));
  }

  private ChangedSchema object(ObjectDescription other) {
    return new ChangedSchema(before, mapping, other, table);
  }

  /** Sets one of the flags of a field, counted from 0. */
  private ChangedSchema flag(String name, int number, boolean value) {
    return to(
        name,
        f -> {
          FieldFlags was = f.flags();
          boolean[] b = {
            was.nillable(),
            was.createable(),
            was.updateable(),
            was.defaultedOnCreate(),
            was.calculated(),
            was.autoNumber(),
            was.custom(),
            was.caseSensitive(),
            was.unique(),
            was.externalId(),
            was.idLookup(),
            was.restrictedPicklist(),
            was.encrypted()
          };
          b[number] = value;
          return with(
              f,
              new FieldFlags(
                  b[0], b[1], b[2], b[3], b[4], b[5], b[6], b[7], b[8], b[9], b[10], b[11], b[12]));
        });
  }

  private ChangedSchema typed(String name, ColumnType type) {
    return column(
        name,
        c -> Optional.of(new Column(c.name(), type, c.nullable(), c.hasDefault(), c.generated())));
  }

  private ChangedSchema column(String name, Function<Column, Optional<Column>> change) {
    return columns(
        table.columns().stream()
            .flatMap(c -> c.name().value().equals(name) ? change.apply(c).stream() : Stream.of(c))
            .toList());
  }

  private ChangedSchema adding(Column column) {
    return columns(Stream.concat(table.columns().stream(), Stream.of(column)).toList());
  }

  private ChangedSchema columns(List<Column> columns) {
    return new ChangedSchema(
        before,
        mapping,
        object,
        new TableDescription(table.name(), columns, table.primaryKey(), table.uniqueColumns()));
  }

  ChangedSchema shortenedKey() {
    return to("Key__c", f -> sized(f, f.type(), 10, 0, 0));
  }

  ChangedSchema withoutLine(String field) {
    return said(mapping.fields().stream().filter(f -> !f.field().value().equals(field)).toList());
  }

  ChangedSchema mappedTo(String field, String column) {
    return said(
        mapping.fields().stream()
            .map(f -> f.field().value().equals(field) ? line(field, column, f.source()) : f)
            .toList());
  }

  private ChangedSchema said(List<FieldMapping> fields) {
    return new ChangedSchema(before, mapping.withFields(fields), object, table);
  }

  /** What is found to have changed. */
  List<SchemaChange> found() {
    return SchemaDiff.between(before, mapping, object, table);
  }

  DriftPlan plan(DriftPolicy policy) {
    return plan(before, policy);
  }

  DriftPlan plan(SchemaShape remembered, DriftPolicy policy) {
    return DriftPlan.of(remembered, mapping, object, table, policy);
  }

  /** The lines that are carried under a plan. */
  List<FieldName> carried(DriftPlan plan) {
    return resolved(plan).bindings().stream().map(b -> b.field().name()).toList();
  }

  /** What is remembered under a plan. */
  SchemaShape shape(DriftPlan plan) {
    return SchemaShape.of(resolved(plan)).keeping(before, plan.outOfService());
  }

  private ResolvedMapping resolved(DriftPlan plan) {
    return resolved(
        plan.inService(mapping), plan.inService(mapping, object), table, plan.standIns());
  }

  private static ResolvedMapping resolved(
      Mapping mapping,
      ObjectDescription object,
      TableDescription table,
      List<FieldBinding> standIns) {
    Resolution resolution =
        MappingResolver.resolve(
            mapping, object, table, List.of(mapping), ChangedSchema::expression, standIns);
    assertThat(resolution).isInstanceOf(Resolution.Resolved.class);
    return ((Resolution.Resolved) resolution).mapping();
  }

  /** An expression that is the name of what it reads. */
  private static Expressions.Made expression(String text, Map<String, Expressions.Type> types) {
    Expressions.Type type = types.get(text);
    return type == null
        ? new Expressions.Made.Wrong("there is no " + text)
        : new Expressions.Made.Right(List.of(text), type, new Computation.Constant(Value.NULL));
  }
}
