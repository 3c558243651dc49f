package dev.syncline.engine.drift;

import dev.syncline.engine.mapping.FieldBinding;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.model.FieldName;
import dev.syncline.model.TableDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is remembered of both schemas under a mapping: the mapped fields with their columns, and the
 * names of all others. Beside the rows it is text, one line each.
 *
 * @param rowKey the column that identifies a row
 * @param outOfService the fields among them that were not carried when this was remembered
 * @param emptied those of them whose column was gone: one that is there again is another
 * @param otherFields fields of the object that are not mapped
 * @param otherColumns columns of the table that are not mapped
 */
public record SchemaShape(
    List<FieldShape> fields,
    Optional<ColumnShape> rowKey,
    Set<FieldName> outOfService,
    Set<FieldName> emptied,
    Set<String> otherFields,
    Set<String> otherColumns) {
  private static final String FIELD = "field\t";
  private static final String KEY = "key\t";
  private static final String OUT = "out\t";
  private static final String EMPTIED = "emptied\t";
  private static final String OTHER = "other\t";
  private static final String COLUMN = "column\t";

  public SchemaShape {
    fields = List.copyOf(fields);
    outOfService = Set.copyOf(outOfService);
    emptied = Set.copyOf(emptied);
    otherFields = Set.copyOf(otherFields);
    otherColumns = Set.copyOf(otherColumns);
  }

  /** The shape of a mapping as it is now. */
  public static SchemaShape of(ResolvedMapping mapping) {
    List<FieldShape> fields =
        mapping.bindings().stream().map(b -> FieldShape.of(b, mapping)).toList();
    Set<String> others = new TreeSet<>();
    mapping.object().fields().forEach(f -> others.add(f.name().value()));
    fields.forEach(f -> others.remove(f.name().value()));
    Set<String> columns = new TreeSet<>();
    mapping.table().columns().forEach(c -> columns.add(c.name().value()));
    fields.forEach(f -> f.column().ifPresent(c -> columns.remove(c.name())));
    Set<FieldName> gone =
        mapping.outOfService().stream()
            .filter(b -> b.hasColumn() && isGone(b.column().name().value(), mapping.table()))
            .map(b -> b.field().name())
            .collect(Collectors.toSet());
    return new SchemaShape(
        fields, Optional.of(ColumnShape.of(mapping.rowKey())), Set.of(), gone, others, columns);
  }

  /** This shape, with what was remembered before of fields that are out of service. */
  public SchemaShape keeping(SchemaShape before, Set<FieldName> out) {
    List<FieldShape> all = new ArrayList<>(fields);
    before.fields.stream().filter(f -> out.contains(f.name())).forEach(all::add);
    Set<String> others = new TreeSet<>(otherFields);
    out.forEach(f -> others.remove(f.value()));
    Set<FieldName> gone = new TreeSet<>(before.emptied);
    gone.addAll(emptied);
    gone.retainAll(out);
    return new SchemaShape(all, rowKey, out, gone, others, otherColumns);
  }

  private static boolean isGone(String column, TableDescription table) {
    return table.column(column).isEmpty();
  }

  /** Fields that were out of service in the shape before and are carried by this one. */
  public Set<FieldName> backSince(SchemaShape before) {
    return before.outOfService.stream()
        .filter(f -> !outOfService.contains(f) && field(f).isPresent())
        .collect(Collectors.toSet());
  }

  /** Those of {@link #backSince} whose column is not the one that it was. */
  public Set<FieldName> emptiedSince(SchemaShape before) {
    return backSince(before).stream().filter(before.emptied::contains).collect(Collectors.toSet());
  }

  /** Stand-ins for these fields, as they were. */
  List<FieldBinding> standIns(Set<FieldName> names, TableDescription table) {
    return fields.stream()
        .filter(f -> names.contains(f.name()))
        .map(f -> f.standIn(table))
        .toList();
  }

  Optional<FieldShape> field(FieldName name) {
    return fields.stream().filter(f -> f.name().value().equalsIgnoreCase(name.value())).findFirst();
  }

  /** As text. */
  public String text() {
    var text = new StringBuilder();
    rowKey.ifPresent(
        k -> line(text, KEY, FieldShape.plain(k.name()) + "\t" + ColumnShape.text(k.type())));
    fields.forEach(f -> line(text, FIELD, f.text()));
    new TreeSet<>(outOfService).forEach(f -> line(text, OUT, f.value()));
    new TreeSet<>(emptied).forEach(f -> line(text, EMPTIED, f.value()));
    new TreeSet<>(otherFields).forEach(f -> line(text, OTHER, f));
    new TreeSet<>(otherColumns).forEach(c -> line(text, COLUMN, FieldShape.plain(c)));
    return text.toString();
  }

  private static void line(StringBuilder text, String kind, String rest) {
    text.append(kind).append(rest).append('\n');
  }

  /** Reads what {@link #text} wrote; lines of other versions are left out. */
  public static SchemaShape parse(String text) {
    return new SchemaShape(
        rests(text, FIELD).flatMap(line -> FieldShape.parse(line).stream()).toList(),
        rests(text, KEY).findFirst().flatMap(SchemaShape::key),
        rests(text, OUT).map(FieldName::new).collect(Collectors.toSet()),
        rests(text, EMPTIED).map(FieldName::new).collect(Collectors.toSet()),
        rests(text, OTHER).collect(Collectors.toSet()),
        rests(text, COLUMN).collect(Collectors.toSet()));
  }

  private static Stream<String> rests(String text, String kind) {
    return text.lines().filter(l -> l.startsWith(kind)).map(l -> l.substring(kind.length()));
  }

  private static Optional<ColumnShape> key(String rest) {
    String[] parts = rest.split("\t", -1);
    return parts.length == 2
        ? Optional.of(new ColumnShape(parts[0], ColumnShape.type(parts[1]), false))
        : Optional.empty();
  }
}
