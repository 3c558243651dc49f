package dev.syncline.app.config;

import dev.syncline.app.config.shape.Checked;
import dev.syncline.app.config.shape.Concern;
import dev.syncline.app.config.shape.Entry;
import dev.syncline.model.ConflictPolicy;
import dev.syncline.model.Direction;
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
            value = "Which way this field is carried. Left out, as the mapping says.",
            alsoTried = {"dir"})
        Optional<Direction> direction,
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
        Optional<ConflictPolicy> conflict)
    implements Checked {
  @Override
  public List<Objection> objections() {
    return keepRecordId && references.isPresent()
        ? List.of(
            new Objection(
                "keepRecordId",
                "'references' and 'keepRecordId' exclude each other",
                "keep references to store the key of the parent's row, or keepRecordId to store its"
                    + " Salesforce id"))
        : List.of();
  }
}
