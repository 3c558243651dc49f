package dev.syncline.app.config;

import dev.syncline.app.config.shape.Checked;
import dev.syncline.app.config.shape.Concern;
import dev.syncline.app.config.shape.Entry;
import dev.syncline.app.expression.CelSyntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A column that no field of its own fills. */
@Concern(
    name = "a column",
    doc =
        "A column that no field of its own fills: it is computed when a record is pulled. Either a"
            + " constant or an expression.")
public record ColumnConfig(
    @Entry(
            value =
                "The value that the row of every pulled record gets, written as text, such as"
                    + " `salesforce`, `'7'` or `'true'`.",
            pattern = "(.|\\s){1,255}",
            says = "a text of at most 255 characters; quote numbers and true",
            alsoTried = {"value", "literal", "fixed"})
        Optional<String> constant,
    @Entry(
            value =
                "What the column is computed of from the record, in CEL, such as"
                    + " `record.FirstName + ' ' + record.LastName`.",
            pattern = "(.|\\s){1,2000}",
            says = "an expression in CEL of at most 2,000 characters",
            alsoTried = {"formula", "cel", "compute"})
        Optional<String> expression)
    implements Checked {
  @Override
  public List<Objection> objections() {
    List<Objection> objections = new ArrayList<>();
    if (constant.isPresent() == expression.isPresent()) {
      objections.add(
          new Objection(
              constant.isPresent() ? "expression" : "",
              "a column under 'columns' has either a constant or an expression",
              "write one of the two; a column with a field of its own stands under 'fields'"));
    }
    expression
        .flatMap(CelSyntax::problem)
        .ifPresent(
            wrong -> objections.add(new Objection("expression", wrong.message(), wrong.hint())));
    return objections;
  }
}
