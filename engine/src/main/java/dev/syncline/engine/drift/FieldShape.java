package dev.syncline.engine.drift;

import dev.syncline.engine.mapping.ExpressionTypes;
import dev.syncline.engine.mapping.FieldBinding;
import dev.syncline.engine.mapping.FieldBinding.Kind;
import dev.syncline.engine.mapping.Relation;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.value.Computation;
import dev.syncline.model.Column;
import dev.syncline.model.ColumnName;
import dev.syncline.model.ColumnType;
import dev.syncline.model.Direction;
import dev.syncline.model.Field;
import dev.syncline.model.FieldFlags;
import dev.syncline.model.FieldMapping;
import dev.syncline.model.FieldName;
import dev.syncline.model.FieldSource.MissingRow;
import dev.syncline.model.FieldType;
import dev.syncline.model.ObjectName;
import dev.syncline.model.TableDescription;
import dev.syncline.model.TableName;
import dev.syncline.model.Value;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is remembered of one line of a mapping: its field and its column.
 *
 * @param name the field, or {@code column:NAME} where a column is computed
 * @param column absent where the field is computed
 * @param inputs what an expression reads, as {@code name=TYPE}: fields for a column, columns for a
 *     field
 */
record FieldShape(
    FieldName name,
    FieldType type,
    int length,
    int precision,
    int scale,
    Set<Flag> flags,
    List<ObjectName> referenceTo,
    List<String> picklist,
    Optional<ColumnShape> column,
    Direction direction,
    List<String> inputs) {
  /** The yes-or-no facts that are remembered. */
  enum Flag {
    WRITABLE,
    OPTIONAL,
    CALCULATED,
    UNIQUE,
    CASE_SENSITIVE,
    ENCRYPTED,
    RESTRICTED
  }

  private static final String GAP = "\t";
  private static final String SEPARATOR = ";";
  private static final int PARTS = 13;

  FieldShape {
    flags = Set.copyOf(flags);
    referenceTo = List.copyOf(referenceTo);
    picklist = List.copyOf(picklist);
    inputs = List.copyOf(inputs);
  }

  static FieldShape of(FieldBinding binding, ResolvedMapping mapping) {
    Field field = binding.field();
    return new FieldShape(
        field.name(),
        field.type(),
        field.length(),
        field.precision(),
        field.scale(),
        flags(field),
        field.referenceTo(),
        field.picklist().stream().map(FieldShape::plain).sorted().toList(),
        binding.hasColumn() ? Optional.of(ColumnShape.of(binding.column())) : Optional.empty(),
        binding.direction(),
        inputs(binding, mapping));
  }

  private static List<String> inputs(FieldBinding binding, ResolvedMapping mapping) {
    return switch (binding.kind()) {
      case Kind.Direct _, Kind.LocalKey _, Kind.TypeName _ -> List.of();
      case Kind.Computed(List<Column> inputs, var _) ->
          inputs.stream().map(FieldShape::input).toList();
      case Kind.Derived(List<FieldName> inputs, var _) ->
          inputs.stream()
              .flatMap(name -> mapping.object().field(name.value()).stream())
              .map(FieldShape::input)
              .toList();
      case Kind.Related(Relation relation, Column value, var _) ->
          List.of(
              input(relation.through()),
              input(relation.table(), relation.key()),
              input(relation.table(), value));
    };
  }

  /** A column of another table. */
  static String input(TableName table, Column column) {
    return plain(table.toString()) + "." + input(column);
  }

  static String input(Column column) {
    return plain(column.name().value()) + "=" + ExpressionTypes.of(column.type());
  }

  static String input(Field field) {
    return field.name() + "=" + ExpressionTypes.of(field.type());
  }

  /** The name of an input. */
  static String nameOf(String input) {
    return input.substring(0, input.lastIndexOf('='));
  }

  static Set<Flag> flags(Field field) {
    FieldFlags flags = field.flags();
    Set<Flag> set = EnumSet.noneOf(Flag.class);
    add(set, Flag.WRITABLE, flags.createable() || flags.updateable());
    add(set, Flag.OPTIONAL, flags.nillable() || flags.defaultedOnCreate());
    add(set, Flag.CALCULATED, flags.calculated());
    add(set, Flag.UNIQUE, flags.unique());
    add(set, Flag.CASE_SENSITIVE, flags.caseSensitive());
    add(set, Flag.ENCRYPTED, flags.encrypted());
    add(set, Flag.RESTRICTED, flags.restrictedPicklist());
    return set;
  }

  private static void add(Set<Flag> set, Flag flag, boolean holds) {
    if (holds) {
      set.add(flag);
    }
  }

  /** Whether the line is about a field of the object. */
  boolean hasField() {
    return !isOfColumn(name);
  }

  /** Whether the field gets a column of another table. */
  boolean isRelated() {
    return hasField() && inputs.stream().anyMatch(i -> nameOf(i).indexOf('.') > 0);
  }

  private static boolean isOfColumn(FieldName name) {
    return !new FieldMapping(
            name, Optional.empty(), Direction.PULL, Optional.empty(), false, Optional.empty())
        .hasField();
  }

  /**
   * Stands for the line while it is out of service: its column is watched, and what bases hold of
   * its field stays.
   */
  FieldBinding standIn(TableDescription table) {
    boolean writable = flags.contains(Flag.WRITABLE);
    var field =
        new Field(
            name,
            name.value(),
            type,
            length,
            precision,
            scale,
            new FieldFlags(
                true, writable, writable, false, false, false, false, false, false, false, false,
                false, false),
            referenceTo,
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Optional.empty());
    var nothing = new Computation.Constant(Value.NULL);
    if (isRelated()) {
      return related(field, table);
    }
    if (column.isEmpty()) {
      List<Column> read = inputs.stream().flatMap(i -> table.column(nameOf(i)).stream()).toList();
      var none = new Column(new ColumnName("(computed)"), noType(), true, false, false);
      return new FieldBinding(field, none, direction, new Kind.Computed(read, nothing));
    }
    ColumnShape was = column.get();
    Column is =
        table
            .column(was.name())
            .orElseGet(
                () -> new Column(new ColumnName(was.name()), was.type(), true, false, false));
    Kind kind = hasField() ? new Kind.Direct() : new Kind.Derived(List.of(), nothing);
    return new FieldBinding(field, is, direction, kind);
  }

  /** A line of a column of a related row: the reference, what it refers to, the column. */
  private FieldBinding related(Field field, TableDescription table) {
    String key = nameOf(inputs.get(1));
    TableName other = TableName.parse(key.substring(0, key.lastIndexOf('.')));
    var relation = new Relation(column(table, inputs.get(0)), other, column(table, inputs.get(1)));
    Column value = column(table, inputs.get(2));
    return new FieldBinding(
        field,
        relation.standIn(value),
        direction,
        new Kind.Related(relation, value, MissingRow.CLEAR));
  }

  /** The column that an input names, as it is or, if it is gone, as it was. */
  private static Column column(TableDescription table, String input) {
    ColumnName name = new ColumnName(nameOf(input).substring(nameOf(input).lastIndexOf('.') + 1));
    return columnOf(table, nameOf(input))
        .orElseGet(() -> new Column(name, noType(), true, false, false));
  }

  /** The column of a table or of one of its neighbours that an input names. */
  static Optional<Column> columnOf(TableDescription table, String name) {
    int end = name.lastIndexOf('.');
    if (end < 0) {
      return table.column(name);
    }
    return table.neighbours().values().stream()
        .filter(n -> plain(n.name().toString()).equals(name.substring(0, end)))
        .findFirst()
        .flatMap(n -> n.column(name.substring(end + 1)));
  }

  private static ColumnType noType() {
    return new ColumnType.LongText();
  }

  /** On one line. */
  String text() {
    return String.join(
        GAP,
        name.value(),
        type.name(),
        Integer.toString(length),
        Integer.toString(precision),
        Integer.toString(scale),
        flags.stream().map(Flag::name).sorted().collect(Collectors.joining(SEPARATOR)),
        String.join(SEPARATOR, referenceTo.stream().map(ObjectName::value).toList()),
        String.join(SEPARATOR, picklist),
        column.map(c -> plain(c.name())).orElse(""),
        column.map(c -> ColumnShape.text(c.type())).orElse(""),
        column.map(c -> Boolean.toString(c.nullable())).orElse(""),
        direction.name(),
        String.join(SEPARATOR, inputs));
  }

  /** The text without what would end a part or a line. */
  static String plain(String text) {
    return text.replaceAll("[\\t\\r\\n;]", " ");
  }

  /** Reads a line; empty where another version has written it. */
  static Optional<FieldShape> parse(String line) {
    String[] parts = line.split(GAP, -1);
    if (parts.length != PARTS) {
      return Optional.empty();
    }
    Optional<ColumnShape> column =
        parts[8].isEmpty()
            ? Optional.empty()
            : Optional.of(
                new ColumnShape(
                    parts[8], ColumnShape.type(parts[9]), Boolean.parseBoolean(parts[10])));
    return FieldType.parse(parts[1])
        .map(
            type ->
                new FieldShape(
                    new FieldName(parts[0]),
                    type,
                    Integer.parseInt(parts[2]),
                    Integer.parseInt(parts[3]),
                    Integer.parseInt(parts[4]),
                    flags(parts[5]),
                    words(parts[6]).stream().map(ObjectName::new).toList(),
                    words(parts[7]),
                    column,
                    Direction.valueOf(parts[11]),
                    words(parts[12])));
  }

  private static Set<Flag> flags(String text) {
    List<String> words = words(text);
    return Arrays.stream(Flag.values())
        .filter(flag -> words.contains(flag.name()))
        .collect(Collectors.toSet());
  }

  private static List<String> words(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split(SEPARATOR, -1));
  }
}
