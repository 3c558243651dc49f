package dev.syncline.app.config;

import dev.syncline.app.config.shape.Checked;
import dev.syncline.app.config.shape.Concern;
import dev.syncline.app.config.shape.Entry;
import dev.syncline.app.expression.CelSyntax;
import dev.syncline.model.ConflictPolicy;
import dev.syncline.model.Direction;
import dev.syncline.model.FieldRules.BadPicklist;
import dev.syncline.model.FieldRules.EmptyText;
import dev.syncline.model.FieldRules.TooLong;
import dev.syncline.model.FieldSource.MissingRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One field of a mapping and the column it belongs to. */
@Concern(
    name = "a field",
    doc = "One field and its column. The column's name alone stands for `{column: NAME}`.",
    shorthand = "column")
public record FieldConfig(
    @Entry(
            value = "The column. Left out, Syncline names it after the field.",
            pattern = "[^\\s.\"`]{1,63}",
            says = "the name of a column, such as last_name",
            alsoTried = {"name", "to", "target"})
        Optional<String> column,
    @Entry(
            value =
                "For a column of a related row: the column of the mapped table that refers to that"
                    + " row, such as company_id. `column` is then one of that row.",
            pattern = "[^\\s.\"`]{1,63}",
            says = "the name of a column, such as company_id",
            alsoTried = {"via", "foreignKey", "by"})
        Optional<String> through,
    @Entry(
            value = "For a column of a related row: the table of that row, such as company.",
            pattern = "[^\\s.\"`]{1,63}(\\.[^\\s.\"`]{1,63})?",
            says = "table or schema.table, without quotes",
            alsoTried = {"of", "from", "relatedTable"})
        Optional<String> table,
    @Entry(
            value =
                "For a column of a related row: the unique column of its table that `through`"
                    + " refers to. Left out, its primary key.",
            pattern = "[^\\s.\"`]{1,63}",
            says = "the name of a column, such as id",
            alsoTried = {"relatedKey"})
        Optional<String> tableKey,
    @Entry(
            value =
                "For a column of a related row: what becomes of a row that refers to one that is"
                    + " not there: `reject` sets it aside with the reason, `clear` empties the"
                    + " field.",
            byDefault = "reject",
            alsoTried = {"missing", "ifMissing"})
        MissingRow missingRow,
    @Entry(
            value = "Which way this field is carried. Left out, as the mapping says.",
            alsoTried = {"dir"})
        Optional<Direction> direction,
    @Entry(
            value =
                "Instead of a column: the value that the field of every pushed record gets, written"
                    + " as text, such as `Web shop`, `'7'`, `'true'` or `'2026-01-31'`.",
            pattern = "(.|\\s){1,255}",
            says = "a text of at most 255 characters; quote numbers and true",
            alsoTried = {"value", "literal", "fixed"})
        Optional<String> constant,
    @Entry(
            value =
                "Instead of a column: what the field is computed of from the row, in CEL, such as"
                    + " `row.first_name + ' ' + row.last_name`.",
            pattern = "(.|\\s){1,2000}",
            says = "an expression in CEL of at most 2,000 characters",
            alsoTried = {"formula", "cel", "compute"})
        Optional<String> expression,
    @Entry(
            value =
                "For RecordTypeId: the developer name of the type that new records get where the"
                    + " column names none, or where there is no column.",
            pattern = "[A-Za-z][A-Za-z0-9_]{0,79}",
            says = "the developer name of a record type, such as Business_Account",
            alsoTried = {"defaultRecordType", "type", "default"})
        Optional<String> recordType,
    @Entry(
            value =
                "For RecordTypeId: whether the column holds the developer name of the type, not its"
                    + " id. `recordType` with a column says so too.",
            byDefault = "false",
            alsoTried = {"developerName"})
        boolean byDeveloperName,
    @Entry(
            value =
                "For a reference: the mapping whose rows it points to. The column then holds the"
                    + " key of the parent's row. Left out, Syncline finds the mapping of the"
                    + " parent's object.",
            refersTo = "mappings",
            alsoTried = {"reference", "parent", "mapping"})
        Optional<String> references,
    @Entry(
            value =
                "For a reference: whether the column holds the parent's Salesforce id as it is, not"
                    + " the key of its row.",
            byDefault = "false",
            alsoTried = {"keepId"})
        boolean keepRecordId,
    @Entry(
            value =
                "What holds where both sides changed this field. Left out, as the mapping says.",
            alsoTried = {"conflictPolicy"})
        Optional<ConflictPolicy> conflict,
    @Entry(
            value =
                "What becomes of a text that is too long for the other side: `reject` sets it aside"
                    + " with the reason; `cut` writes its beginning, which the record's history"
                    + " tells. What is cut is no change: the whole stays where it is.",
            byDefault = "reject",
            alsoTried = {"truncate", "overflow", "tooLongText"})
        TooLong tooLong,
    @Entry(
            value =
                "What becomes of a row's value that a restricted pick-list does not have: `reject`"
                    + " sets the row aside, `clear` empties the field (of several values, it leaves"
                    + " out the bad ones) and tells the history, `keep` leaves the field as it is.",
            byDefault = "reject",
            alsoTried = {"badValue", "invalidPicklist"})
        BadPicklist badPicklist,
    @Entry(
            value =
                "What an empty text in the row means, of which Salesforce has none: `clear` an"
                    + " empty field; `fill` the same, and an empty field becomes an empty text in"
                    + " the row, as columns want that must not be null; `keep` leaves the field as"
                    + " it is; `reject` sets the row aside.",
            byDefault = "clear",
            alsoTried = {"emptyString", "blank"})
        EmptyText emptyText)
    implements Checked {
  @Override
  public List<Objection> objections() {
    List<Objection> objections = new ArrayList<>();
    if (constant.isPresent() && (column.isPresent() || recordType.isPresent() || byDeveloperName)) {
      objections.add(
          new Objection(
              "constant",
              "a field has a constant or a column, not both",
              "keep one of them; a constant for a column stands under 'columns' of the mapping"));
    }
    if (expression.isPresent() && (constant.isPresent() || column.isPresent())) {
      objections.add(
          new Objection(
              "expression",
              "a field has an expression, a constant or a column, and not two of them",
              "keep one; an expression for a column stands under 'columns' of the mapping"));
    }
    expression
        .flatMap(CelSyntax::problem)
        .ifPresent(
            wrong -> objections.add(new Objection("expression", wrong.message(), wrong.hint())));
    if ((constant.isPresent() || expression.isPresent())
        && direction.filter(d -> d != Direction.PUSH).isPresent()) {
      objections.add(
          new Objection(
              "direction",
              "a computed field is pushed, and never pulled",
              "leave direction out, or put the line under 'columns' of the mapping"));
    }
    if (through.isPresent() || table.isPresent() || tableKey.isPresent()) {
      objections.addAll(ofRelated());
    }
    if (keepRecordId && references.isPresent()) {
      objections.add(
          new Objection(
              "keepRecordId",
              "'references' and 'keepRecordId' exclude each other",
              "keep references to store the key of the parent's row, or keepRecordId to store its"
                  + " Salesforce id"));
    }
    return objections;
  }

  private List<Objection> ofRelated() {
    List<Objection> objections = new ArrayList<>();
    if (through.isEmpty() || table.isEmpty() || column.isEmpty()) {
      objections.add(
          new Objection(
              through.isEmpty() ? "through" : table.isEmpty() ? "table" : "column",
              "a column of a related row needs 'through', 'table' and 'column'",
              "write for example {through: company_id, table: company, column: name}"));
    }
    if (direction.filter(d -> d != Direction.PUSH).isPresent()) {
      objections.add(
          new Objection(
              "direction",
              "a column of a related row is pushed, and never pulled: other rows refer to it too",
              "leave direction out; to carry that column both ways, map its table"));
    }
    if (references.isPresent() || keepRecordId || recordType.isPresent() || byDeveloperName) {
      objections.add(
          new Objection(
              "through",
              "a column of a related row is neither a reference nor a record type",
              "leave out references, keepRecordId, recordType and byDeveloperName"));
    }
    return objections;
  }

  /** Whether the column is one of another row. */
  boolean isRelated() {
    return through.isPresent() && table.isPresent();
  }

  /** Whether the line is carried one way only, whatever the mapping's direction. */
  Optional<Direction> onlyWay() {
    boolean computed =
        constant.isPresent()
            || expression.isPresent()
            || isRelated()
            || (recordType.isPresent() && column.isEmpty());
    return computed ? Optional.of(Direction.PUSH) : Optional.empty();
  }
}
