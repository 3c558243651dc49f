package dev.syncline.engine.mapping;

import dev.syncline.engine.mapping.FieldBinding.Kind;
import dev.syncline.engine.scope.RowScope;
import dev.syncline.model.Column;
import dev.syncline.model.ColumnName;
import dev.syncline.model.ColumnType;
import dev.syncline.model.Direction;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.Field;
import dev.syncline.model.FieldMapping;
import dev.syncline.model.FieldRules;
import dev.syncline.model.FieldSource;
import dev.syncline.model.Mapping;
import dev.syncline.model.MappingName;
import dev.syncline.model.ObjectDescription;
import dev.syncline.model.Problem;
import dev.syncline.model.TableDescription;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Looks up a mapping's names in what describe and the catalog show, and says all that does not fit
 * at once. Holds what it gathers for one mapping; used once.
 */
public final class MappingResolver {
  private final Mapping mapping;
  private final ObjectDescription object;
  private final TableDescription table;
  private final Parents parents;
  private final Expressions expressions;
  private final List<FieldBinding> outOfService;
  private final List<Problem> problems = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  private MappingResolver(
      Mapping mapping,
      ObjectDescription object,
      TableDescription table,
      Parents parents,
      Expressions expressions,
      List<FieldBinding> outOfService) {
    this.mapping = mapping;
    this.object = object;
    this.table = table;
    this.parents = parents;
    this.expressions = expressions;
    this.outOfService = outOfService;
  }

  /**
   * Resolves a mapping.
   *
   * @param all every mapping of the configuration, to find parents among
   */
  public static Resolution resolve(
      Mapping mapping, ObjectDescription object, TableDescription table, List<Mapping> all) {
    return resolve(mapping, object, table, all, Expressions.NONE);
  }

  /**
   * Resolves a mapping in which expressions may stand.
   *
   * @param all every mapping of the configuration, to find parents among
   */
  public static Resolution resolve(
      Mapping mapping,
      ObjectDescription object,
      TableDescription table,
      List<Mapping> all,
      Expressions expressions) {
    return resolve(mapping, object, table, all, expressions, List.of());
  }

  /**
   * Resolves what is left of a mapping while some of it is out of service.
   *
   * @param all every mapping of the configuration, to find parents among
   * @param outOfService stand-ins for lines that the mapping does not have any more
   */
  public static Resolution resolve(
      Mapping mapping,
      ObjectDescription object,
      TableDescription table,
      List<Mapping> all,
      Expressions expressions,
      List<FieldBinding> outOfService) {
    var parents = new Parents(mapping, all);
    return new MappingResolver(mapping, object, table, parents, expressions, outOfService)
        .resolve();
  }

  private Resolution resolve() {
    mapping.fields().stream().filter(FieldMapping::hasField).forEach(this::checkField);
    List<FieldBinding> bindings = new ArrayList<>();
    MappedFields.of(mapping, object).forEach(w -> bind(w).ifPresent(bindings::add));
    bindings.addAll(new ComputedBindings(mapping, object, table, expressions, problems::add).all());
    MappedFields.leftOut(mapping, object).forEach(this::noteLeftOut);
    checkColumnsAreUsedOnce(bindings);
    Optional<Column> rowKey = rowKey();
    rowKey.ifPresent(key -> checkInsertable(key, bindings));
    problems.addAll(KeyCheck.problems(mapping, object, table, bindings));
    notes.addAll(KeyCheck.notes(mapping));
    problems.addAll(
        MatchCheck.problems(
            mapping, object, bindings.stream().filter(FieldBinding::isCarried).toList()));
    VolatileFields.note(mapping, object, bindings).ifPresent(notes::add);
    ChangeDateCheck.problem(mapping, object).ifPresent(problems::add);
    if (bindings.isEmpty() && problems.isEmpty()) {
      mappingProblem(
          "MAPPING-EMPTY", "No field of " + object.name() + " has a column", "Map at least one");
    } else if (pullsNothing(bindings) && problems.isEmpty()) {
      mappingProblem(
          "MAPPING-EMPTY",
          "No column takes anything of " + object.name(),
          "Map at least one field that is pulled, or give the mapping the direction 'push'");
    }
    RowScope rows = rowScope();
    if (!problems.isEmpty() || rowKey.isEmpty()) {
      return new Resolution.Unresolved(problems);
    }
    var resolved =
        new ResolvedMapping(mapping, object, table, rowKey.get(), bindings, rows, outOfService);
    return new Resolution.Resolved(resolved, notes);
  }

  private boolean pullsNothing(List<FieldBinding> bindings) {
    return mapping.direction().pulls()
        && bindings.stream().noneMatch(binding -> binding.direction().pulls());
  }

  private RowScope rowScope() {
    try {
      return RowScope.of(mapping, table);
    } catch (RowScope.MisfitException e) {
      problems.add(e.problem());
      return RowScope.ALL;
    }
  }

  private void checkField(FieldMapping said) {
    Optional<Field> field = object.field(said.field().value());
    if (field.isEmpty()) {
      String known =
          NearNames.nearest(
                  said.field().value(), object.fields().stream().map(f -> f.name().value()))
              .map(n -> "Did you mean '" + n + "'?")
              .orElse("See the object's fields in Setup");
      mappingProblem(
          "FIELD-UNKNOWN",
          object.name() + " has no field '" + said.field() + "' that the user may see",
          known + "; or grant the integration user the field");
    } else if (!field.get().type().isSupported()) {
      mappingProblem(
          "FIELD-UNSUPPORTED",
          object.name() + "." + said.field() + " is of type " + field.get().type().name(),
          "Leave the field out: values of this type are not carried");
    }
  }

  private void noteLeftOut(Field field) {
    notes.add(
        "mapping %s: %s.%s is left out: values of type %s are not carried"
            .formatted(
                mapping.name(),
                object.name(),
                field.name(),
                field.type().name().toLowerCase(Locale.ROOT)));
  }

  private Optional<FieldBinding> bind(MappedFields.Wanted wanted) {
    Field field = wanted.field();
    Optional<Column> column = table.column(wanted.column().value());
    if (column.isEmpty()) {
      missingColumn(wanted);
      return Optional.empty();
    }
    if (column.get().generated()) {
      mappingProblem(
          "COLUMN-GENERATED",
          place(column.get()) + " is computed by the database",
          "Map " + field.name() + " to a column that can be written");
      return Optional.empty();
    }
    Optional<Kind> kind = kind(wanted, column.get());
    if (kind.isEmpty()) {
      return Optional.empty();
    }
    Direction said = wanted.said().map(FieldMapping::direction).orElse(mapping.direction());
    Direction direction = field.name().isOfParent() ? Direction.PULL : said;
    FieldRules rules = wanted.said().map(FieldMapping::rules).orElse(FieldRules.STANDARD);
    return Optional.of(new FieldBinding(field, column.get(), direction, kind.get(), rules));
  }

  private void missingColumn(MappedFields.Wanted wanted) {
    boolean named = wanted.said().isPresent();
    if (!named) {
      notes.add(wanted.field().name() + " has no column '" + wanted.column() + "': left out");
      return;
    }
    String near =
        NearNames.nearest(
                wanted.column().value(), table.columns().stream().map(c -> c.name().value()))
            .map(n -> "Did you mean '" + n + "'? ")
            .orElse("");
    mappingProblem(
        "COLUMN-UNKNOWN",
        "Table " + table.name() + " has no column '" + wanted.column() + "'",
        near + "Add the column, or map " + wanted.field().name() + " to another one");
  }

  private Optional<Kind> kind(MappedFields.Wanted wanted, Column column) {
    if (wanted.said().isPresent()
        && wanted.said().get().source() instanceof FieldSource.RecordTypeName named) {
      return typeName(wanted, column, named);
    }
    Optional<MappingName> parent = parents.of(wanted.field(), wanted.said());
    boolean named = wanted.said().flatMap(FieldMapping::references).isPresent();
    if (parent.isPresent() && (named || !holdsText(column.type()))) {
      if (parents.mapping(parent.get()).isEmpty()) {
        mappingProblem(
            "REFERENCE-UNKNOWN",
            wanted.field().name() + " references mapping '" + parent.get() + "'",
            "Name a mapping between the same org and database that pulls");
        return Optional.empty();
      }
      return Optional.of(new Kind.LocalKey(parent.get()));
    }
    if (ColumnTypes.compatible(wanted.field().type(), column.type())) {
      return Optional.of(new Kind.Direct());
    }
    mappingProblem(
        "COLUMN-TYPE",
        place(column)
            + " is "
            + ColumnTypes.words(column.type())
            + " and cannot hold "
            + wanted.field().name()
            + ", which is of type "
            + wanted.field().type().name(),
        "Use a column that is " + ColumnTypes.words(ColumnTypes.fitting(wanted.field())));
    return Optional.empty();
  }

  private Optional<Kind> typeName(
      MappedFields.Wanted wanted, Column column, FieldSource.RecordTypeName named) {
    var types = new RecordTypes(mapping, object, problems::add);
    if (!types.isField(wanted.field())) {
      return Optional.empty();
    }
    if (!holdsText(column.type())) {
      mappingProblem(
          "COLUMN-TYPE",
          place(column) + " is " + ColumnTypes.words(column.type()) + " and holds no names",
          "Use a text column for the developer names of record types");
      return Optional.empty();
    }
    return named.whenNew().isPresent()
        ? types
            .named(named.whenNew().get())
            .map(type -> new Kind.TypeName(object.recordTypes(), Optional.of(type)))
        : Optional.of(new Kind.TypeName(object.recordTypes(), Optional.empty()));
  }

  private static boolean holdsText(ColumnType type) {
    return type instanceof ColumnType.Varchar || type instanceof ColumnType.LongText;
  }

  private void checkColumnsAreUsedOnce(List<FieldBinding> bindings) {
    Map<ColumnName, Field> owners = new HashMap<>();
    for (FieldBinding binding : bindings.stream().filter(FieldBinding::hasColumn).toList()) {
      Field other = owners.putIfAbsent(binding.column().name(), binding.field());
      if (other != null) {
        mappingProblem(
            "COLUMN-TWICE",
            place(binding.column())
                + " is mapped to both "
                + other.name()
                + " and "
                + binding.field().name(),
            "Give each field a column of its own");
      }
    }
  }

  private Optional<Column> rowKey() {
    if (mapping.rowKey().isPresent()) {
      return namedRowKey(mapping.rowKey().get());
    }
    if (table.primaryKey().size() != 1) {
      String what =
          table.primaryKey().isEmpty()
              ? "has no primary key"
              : "has a primary key of " + table.primaryKey().size() + " columns";
      mappingProblem(
          "TABLE-KEY",
          "Table " + table.name() + " " + what + ", so its rows cannot be told apart by one value",
          "Add a primary key of one column, or name a unique not-null column as 'rowKey'");
      return Optional.empty();
    }
    return table.column(table.primaryKey().getFirst().value());
  }

  private Optional<Column> namedRowKey(ColumnName name) {
    Optional<Column> column = table.column(name.value());
    boolean unique =
        column.map(c -> table.uniqueColumns().contains(c.name()) || isPrimaryKey(c)).orElse(false);
    if (column.isEmpty() || !unique || column.get().nullable()) {
      mappingProblem(
          "TABLE-KEY",
          "'" + name + "' is not a unique not-null column of table " + table.name(),
          "Name a column with a unique constraint that is NOT NULL as 'rowKey'");
      return Optional.empty();
    }
    return column;
  }

  private boolean isPrimaryKey(Column column) {
    return table.primaryKey().equals(List.of(column.name()));
  }

  private void checkInsertable(Column rowKey, List<FieldBinding> bindings) {
    if (!mapping.direction().pulls()) {
      return;
    }
    for (Column column : table.columns()) {
      boolean bound =
          Stream.concat(bindings.stream(), outOfService.stream())
              .anyMatch(b -> b.column().equals(column));
      if (bound || column.nullable() || column.hasDefault() || column.generated()) {
        continue;
      }
      String what = column.equals(rowKey) ? "identifies the row" : "must not be null";
      mappingProblem(
          "COLUMN-REQUIRED",
          place(column) + " " + what + ", has no default and no field is mapped to it",
          "Map a field to it, or give it a default: else no row can be created");
    }
  }

  private String place(Column column) {
    return "Column " + table.name() + "." + column.name();
  }

  private void mappingProblem(String code, String message, String action) {
    String placed = "mapping " + mapping.name() + ": " + message;
    problems.add(new Problem(code, ErrorClass.MAPPING, placed, action));
  }
}
