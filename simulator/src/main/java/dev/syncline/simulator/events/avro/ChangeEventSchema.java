package dev.syncline.simulator.events.avro;

import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.FieldType;
import dev.syncline.simulator.schema.ObjectDefinition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the change events of one object look like: the header, then the object's fields in the order
 * of its describe, each nullable; compound fields are records, defined where they stand first.
 *
 * <p>Change Data Capture Developer Guide: fields that the org derives (IsDeleted, SystemModstamp,
 * when a record was viewed last, …) are left out, custom formulas are not.
 */
public final class ChangeEventSchema {
  private static final Set<String> LEFT_OUT =
      Set.of(
          "Id",
          "IsDeleted",
          "MasterRecordId",
          "SystemModstamp",
          "LastActivityDate",
          "LastViewedDate",
          "LastReferencedDate",
          "PhotoUrl",
          "IsEmailBounced");

  private final ObjectDefinition object;
  private final EventSchema schema;
  private final Schema body;
  private final @Nullable Slot[] slots;

  private ChangeEventSchema(
      ObjectDefinition object, EventSchema schema, Schema body, @Nullable Slot[] slots) {
    this.object = object;
    this.schema = schema;
    this.body = body;
    this.slots = slots;
  }

  /** The change events of an object as its fields are now. */
  public static ChangeEventSchema of(ObjectDefinition object) {
    return new Drawing(object).finished();
  }

  /**
   * The name of an object's change events: {@code AccountChangeEvent}, {@code Order__ChangeEvent}.
   */
  public static String eventName(String object) {
    String stem = object.endsWith("__c") ? object.substring(0, object.length() - 1) : object;
    return stem + "ChangeEvent";
  }

  /** Whether a field holds long text, whose changes may travel as differences. */
  public static boolean isLongText(FieldDefinition field) {
    return AvroType.isLongText(field);
  }

  public EventSchema schema() {
    return schema;
  }

  public ObjectDefinition object() {
    return object;
  }

  /** Where a field of the object stands; empty when events do not carry it. */
  public Optional<Slot> slot(FieldDefinition field) {
    return Optional.ofNullable(slots[field.position()]);
  }

  /**
   * The name of a field's place: {@code Name}, {@code BillingAddress.City}; empty when events do
   * not carry the field.
   */
  public Optional<String> place(FieldDefinition field) {
    return slot(field)
        .map(
            slot -> {
              Schema.Field outer = schema.avro().getFields().get(slot.index());
              return slot.nested()
                  ? outer.name()
                      + "."
                      + outer.schema().getTypes().get(1).getFields().get(slot.inner()).name()
                  : outer.name();
            });
  }

  /** The event without its header: the bytes of an event are those of the header, then these. */
  Schema body() {
    return body;
  }

  Schema header() {
    return schema.avro().getFields().getFirst().schema();
  }

  @Override
  public String toString() {
    return schema.toString();
  }

  /** A schema while its fields are being added. */
  private static final class Drawing {
    private final ObjectDefinition object;
    private final ObjectNode root = JsonMapper.shared().createObjectNode();
    private final ArrayNode fields;
    private final Set<String> defined = new HashSet<>();
    private final @Nullable Slot[] slots;

    Drawing(ObjectDefinition object) {
      this.object = object;
      this.slots = new Slot[object.fields().size()];
      root.put("name", eventName(object.name()));
      root.put("namespace", EventSchema.NAMESPACE);
      root.put("type", "record");
      this.fields = root.putArray("fields");
      fields.add(ChangeEventHeader.field());
    }

    ChangeEventSchema finished() {
      for (FieldDefinition field : object.fields()) {
        if (carried(field)) {
          add(field);
        }
      }
      EventSchema schema = EventSchema.of(root);
      return new ChangeEventSchema(object, schema, withoutHeader(schema.avro()), slots);
    }

    private boolean carried(FieldDefinition field) {
      boolean derived = field.is(FieldDefinition.Flag.CALCULATED) && !field.custom();
      boolean component =
          field.compoundFieldName().flatMap(object::field).filter(f -> f != field).isPresent();
      return !derived
          && !component
          && !LEFT_OUT.contains(field.name())
          && field.type() != FieldType.BASE64;
    }

    private void add(FieldDefinition field) {
      List<FieldDefinition> components = Compound.components(object, field);
      if (components.isEmpty()) {
        addSimple(field);
      } else {
        addCompound(field, components);
      }
    }

    private void addSimple(FieldDefinition field) {
      AvroType type = AvroType.of(field);
      slots[field.position()] = new Slot(fields.size(), Slot.WHOLE);
      ObjectNode node = fields.addObject().put("name", field.name());
      ArrayNode union = node.putArray("type").add("null").add(type.primitive());
      String kind = type.kind();
      if (object.name().equals("Account") && field.name().equals("Name")) {
        union.add(Compound.SWITCHABLE_PERSON_NAME.definition());
        kind = Compound.SWITCHABLE_PERSON_NAME.recordName();
      }
      finish(node, AvroType.doc(type.role(), kind, object.name(), field));
    }

    private void addCompound(FieldDefinition whole, List<FieldDefinition> components) {
      Compound compound = Compound.of(whole, components);
      int index = fields.size();
      for (FieldDefinition component : components) {
        compound
            .partOf(component)
            .ifPresent(part -> slots[component.position()] = new Slot(index, part));
      }
      ObjectNode node = fields.addObject().put("name", whole.name());
      ArrayNode union = node.putArray("type").add("null");
      if (defined.add(compound.recordName())) {
        union.add(compound.definition());
      } else {
        union.add(compound.recordName());
      }
      finish(node, AvroType.doc("Data", compound.recordName(), object.name(), whole));
    }

    private static void finish(ObjectNode node, String doc) {
      node.put("doc", doc);
      node.putNull("default");
    }

    private static Schema withoutHeader(Schema event) {
      var rest = new ArrayList<Schema.Field>();
      for (Schema.Field field : event.getFields().subList(1, event.getFields().size())) {
        rest.add(new Schema.Field(field, field.schema()));
      }
      return Schema.createRecord(event.getName(), "", EventSchema.NAMESPACE, false, rest);
    }
  }
}
