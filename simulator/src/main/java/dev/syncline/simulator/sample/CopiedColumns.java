package dev.syncline.simulator.sample;

import dev.syncline.simulator.schema.CopiedFields;
import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.FieldType;
import dev.syncline.simulator.schema.ObjectDefinition;
import java.util.Optional;

/** The columns of standard objects that carry what the generated parents have. */
final class CopiedColumns {
  private final Samples samples;
  private final ObjectDefinition object;
  private final Column[] columns;

  CopiedColumns(Samples samples, ObjectDefinition object, Column[] columns) {
    this.samples = samples;
    this.object = object;
    this.columns = columns;
  }

  void plan() {
    for (CopiedFields.Copy copy : CopiedFields.of(object)) {
      FieldDefinition field = object.requireField(copy.field());
      Column reference = columns[object.requireField(copy.reference()).position()];
      if (reference instanceof Parents parents) {
        columns[field.position()] = column(field, parents, copy);
      }
    }
  }

  private Column column(FieldDefinition field, Parents parents, CopiedFields.Copy copy) {
    if (copy.parentField().equals("Id")) {
      return parents;
    }
    ObjectDefinition parent =
        samples
            .schema()
            .object(object.requireField(copy.reference()).referenceTo().getFirst())
            .orElseThrow();
    FieldDefinition source = parent.requireField(copy.parentField());
    SampleObject records = samples.of(parent);
    if (field.type() == FieldType.REFERENCE) {
      Optional<Parents> far = records.parents(source);
      return far.isPresent() ? new RelayedParents(parents, far.get()) : Column.empty();
    }
    Column otherwise = columns[field.position()];
    return (index, sink) -> {
      long number = parents.parentOf(index);
      if (number == Parents.NONE) {
        otherwise.emit(index, sink);
      } else {
        records.emit(number, source, sink);
      }
    };
  }
}
