package dev.syncline.simulator.soql.plan;

import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.ObjectDefinition;
import dev.syncline.simulator.soql.api.Column;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is shown of a record: the columns, and at the same index how each is filled.
 *
 * @param columns what the caller is told
 */
public record Shape(List<Column> columns, List<Part> parts) {
  public Shape {
    columns = List.copyOf(columns);
    parts = List.copyOf(parts);
    if (columns.size() != parts.size()) {
      throw new IllegalArgumentException("Columns and parts differ in number.");
    }
  }

  /** How one column is filled. */
  public sealed interface Part {}

  /** By a value. */
  public record ValuePart(Operand operand) implements Part {}

  /** By the parent. */
  public record ParentPart(Hop hop, Shape shape) implements Part {}

  /**
   * By the parent, with columns that depend on its object.
   *
   * @param otherwise for all other objects; null shows nothing but the attributes
   */
  public record TypeOfPart(
      Hop hop, Map<ObjectDefinition, Shape> branches, @Nullable Shape otherwise) implements Part {}

  /**
   * By the children.
   *
   * @param reference the children's field that points to this record
   */
  public record ChildrenPart(FieldDefinition reference, RecordPlan plan, Shape shape)
      implements Part {}
}
