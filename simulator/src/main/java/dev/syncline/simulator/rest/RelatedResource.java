package dev.syncline.simulator.rest;

import dev.syncline.simulator.data.Row;
import dev.syncline.simulator.http.ApiException;
import dev.syncline.simulator.http.Call;
import dev.syncline.simulator.http.Reply;
import dev.syncline.simulator.id.RecordIds;
import dev.syncline.simulator.schema.ChildRelationship;
import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.ObjectDefinition;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * {@code /sobjects/X/ID/RELATIONSHIP}: the parent or the children of a record. REST API Developer
 * Guide, sObject Relationships; only reading is served.
 */
final class RelatedResource {
  private final Org org;
  private final RecordResource records;
  private final QueryResource query;

  RelatedResource(Org org, RecordResource records, QueryResource query) {
    this.org = org;
    this.records = records;
    this.query = query;
  }

  /** The answer if the path names a record and not the value of an external id. */
  Optional<Reply> read(Call call, ObjectDefinition object) {
    String shown = call.variable("field");
    boolean isId =
        RecordIds.parse(shown).filter(id -> id.startsWith(object.keyPrefix())).isPresent();
    return isId && object.field(shown).isEmpty()
        ? Optional.of(related(call, object, shown))
        : Optional.empty();
  }

  private Reply related(Call call, ObjectDefinition object, String id) {
    Row row = RecordResource.row(org.view(call), object, id);
    String name = call.variable("value");
    Optional<FieldDefinition> parent = object.relationship(name);
    if (parent.isPresent()) {
      return parent(call, row, parent.get());
    }
    ChildRelationship children =
        org.schema(call).childRelationships(object).stream()
            .filter(relationship -> relationship.name().filter(name::equalsIgnoreCase).isPresent())
            .findFirst()
            .orElseThrow(ApiException::notFound);
    return children(call, row, children);
  }

  private Reply parent(Call call, Row row, FieldDefinition reference) {
    if (!(row.value(reference) instanceof String id)) {
      throw ApiException.notFound();
    }
    ObjectDefinition object =
        org.schema(call).objectOfPrefix(id.substring(0, 3)).orElseThrow(ApiException::notFound);
    return records.show(call, object, RecordResource.row(org.view(call), object, id));
  }

  private Reply children(Call call, Row row, ChildRelationship children) {
    String fields =
        RecordResource.fields(call, children.child()).stream()
            .map(FieldDefinition::name)
            .collect(Collectors.joining(","));
    String statement =
        "SELECT %s FROM %s WHERE %s = '%s'"
            .formatted(fields, children.child(), children.field().name(), row.id());
    return query.run(call, statement, false);
  }
}
