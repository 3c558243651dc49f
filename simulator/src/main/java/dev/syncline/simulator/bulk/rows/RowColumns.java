package dev.syncline.simulator.bulk.rows;

import dev.syncline.simulator.data.FieldValues;
import dev.syncline.simulator.data.RecordError;
import dev.syncline.simulator.data.Snapshot;
import dev.syncline.simulator.rest.ParentLookup;
import dev.syncline.simulator.rest.RecordBody;
import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.ObjectDefinition;
import dev.syncline.simulator.schema.Schema;
import dev.syncline.simulator.wire.CsvValues;
import dev.syncline.simulator.wire.Parsed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the columns of a table of records mean. Bulk API 2.0 Developer Guide, Relationship Fields in
 * a Header Row: {@code Parent__r.Key__c}, and {@code Lead:Who.Email} where the parent may be of
 * several objects.
 */
public final class RowColumns {
  /** Code and wording are unverified. */
  private static final RecordError BLANK_BY_QUOTE =
      RecordError.of("CLIENTINPUTERROR", "A blank stands next to a quote");

  private sealed interface Column {
    record Own(FieldDefinition field) implements Column {}

    record Parent(FieldDefinition reference, ParentLookup lookup) implements Column {}
  }

  private final ObjectDefinition object;
  private final List<Column> columns;

  private RowColumns(ObjectDefinition object, List<Column> columns) {
    this.object = object;
    this.columns = List.copyOf(columns);
  }

  /**
   * Finds the fields that a header names.
   *
   * @throws BadRowsException (InvalidBatch) if it names one that there is not, or another than the
   *     id where records are deleted; the wording of the latter is unverified
   */
  public static RowColumns of(
      List<String> header, ObjectDefinition object, RowOperation operation, Schema schema) {
    var columns = new ArrayList<Column>();
    for (String name : header) {
      Column column =
          column(name.strip(), object, schema)
              .orElseThrow(
                  () -> new BadRowsException("InvalidBatch", "Field name not found : " + name));
      if (columns.contains(column)) {
        throw new BadRowsException("InvalidBatch", "Duplicate column : " + name);
      }
      columns.add(column);
    }
    if (operation.isDelete() && !columns.equals(List.of(idOf(object)))) {
      throw new BadRowsException("InvalidBatch", "A delete batch must contain only ids");
    }
    return new RowColumns(object, columns);
  }

  private static Column idOf(ObjectDefinition object) {
    return new Column.Own(object.requireField("Id"));
  }

  private static Optional<Column> column(String name, ObjectDefinition object, Schema schema) {
    int dot = name.indexOf('.');
    if (dot < 0) {
      return object.field(name).map(Column.Own::new);
    }
    String relationship = name.substring(0, dot);
    int colon = relationship.indexOf(':');
    Optional<FieldDefinition> reference = object.relationship(relationship.substring(colon + 1));
    Optional<ObjectDefinition> parent =
        reference.flatMap(
            found ->
                colon < 0
                    ? onlyParent(found, schema)
                    : schema
                        .object(relationship.substring(0, colon))
                        .filter(type -> found.referenceTo().contains(type.name())));
    return parent.flatMap(
        type ->
            type.field(name.substring(dot + 1))
                .filter(ParentLookup::isKey)
                .map(
                    key ->
                        new Column.Parent(reference.orElseThrow(), new ParentLookup(type, key))));
  }

  private static Optional<ObjectDefinition> onlyParent(FieldDefinition reference, Schema schema) {
    return reference.referenceTo().size() == 1
        ? schema.object(reference.referenceTo().getFirst())
        : Optional.empty();
  }

  /** How many columns there are. */
  public int size() {
    return columns.size();
  }

  /**
   * Reads one row: an empty cell leaves its field alone, {@code #N/A} clears it.
   *
   * @param view where parents are looked up
   * @param row with as many cells as there are columns
   */
  public RecordBody.Read read(Snapshot view, CsvRow row) {
    if (row.blankByQuote()) {
      return new RecordBody.Read.Invalid(List.of(BLANK_BY_QUOTE));
    }
    List<String> cells = row.cells();
    var values = FieldValues.values();
    var errors = new ArrayList<RecordError>();
    for (int i = 0; i < columns.size(); i++) {
      String cell = cells.get(i);
      if (!cell.isEmpty()) {
        read(columns.get(i), cell, view, values, errors);
      }
    }
    return errors.isEmpty()
        ? new RecordBody.Read.Values(values.build())
        : new RecordBody.Read.Invalid(errors);
  }

  private static void read(
      Column column,
      String cell,
      Snapshot view,
      FieldValues.Builder values,
      List<RecordError> errors) {
    FieldDefinition target =
        switch (column) {
          case Column.Own(FieldDefinition field) -> field;
          case Column.Parent(FieldDefinition reference, ParentLookup _) -> reference;
        };
    Parsed parsed =
        switch (column) {
          case Column.Own(FieldDefinition field) -> CsvValues.parse(field, cell);
          case Column.Parent(FieldDefinition _, ParentLookup lookup) -> parent(lookup, cell, view);
        };
    switch (parsed) {
      case Parsed.Value(Object stored) -> values.set(target, stored);
      case Parsed.Invalid(RecordError error) -> errors.add(error);
    }
  }

  private static Parsed parent(ParentLookup lookup, String cell, Snapshot view) {
    Parsed parsed = CsvValues.parse(lookup.key(), cell);
    return parsed instanceof Parsed.Value(Object stored) && stored != null
        ? lookup.find(view, stored)
        : parsed;
  }

  /** The cell of the record's id; empty text when there is no such column or nothing in it. */
  public String id(List<String> cells) {
    int place = columns.indexOf(idOf(object));
    return place < 0 || place >= cells.size() ? "" : cells.get(place);
  }
}
