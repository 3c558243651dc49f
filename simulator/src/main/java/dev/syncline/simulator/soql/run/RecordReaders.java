package dev.syncline.simulator.soql.run;

import dev.syncline.simulator.data.Row;
import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.ObjectDefinition;
import dev.syncline.simulator.schema.PicklistValue;
import dev.syncline.simulator.soql.plan.Hop;
import dev.syncline.simulator.soql.plan.Member;
import dev.syncline.simulator.soql.plan.Operand;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes readers of records. A reader belongs to the thread that its {@link Records} belong to. */
final class RecordReaders {
  private final Records records;
  private final ZoneId zone;

  RecordReaders(Records records, ZoneId zone) {
    this.records = records;
    this.zone = zone;
  }

  Reader<Row> reader(Operand operand) {
    return switch (operand) {
      case Operand.Field field -> field(field);
      case Operand.DatePart part -> datePart(part);
      case Operand.Label label -> label(label);
      case Operand.Formatted formatted -> formatted(formatted);
      case Operand.Distance distance -> distance(distance);
      case Operand.GroupKey key -> throw overGroups(key);
      case Operand.Grouping grouping -> throw overGroups(grouping);
      case Operand.Aggregated aggregated -> throw overGroups(aggregated);
    };
  }

  private static IllegalArgumentException overGroups(Operand operand) {
    return new IllegalArgumentException("Read from groups, not from records: " + operand);
  }

  private Reader<Row> field(Operand.Field field) {
    Reader<Row> reader = member(field.member());
    List<Hop> hops = field.hops();
    for (int i = hops.size() - 1; i >= 0; i--) {
      reader = behind(hops.get(i), reader);
    }
    return reader;
  }

  private Reader<Row> behind(Hop hop, Reader<Row> next) {
    Function<Row, @Nullable Row> step = step(hop);
    return row -> {
      Row parent = step.apply(row);
      return parent == null ? null : next.read(parent);
    };
  }

  /** The step from a record to its parent. */
  Function<Row, @Nullable Row> step(Hop hop) {
    Reader<Row> reference = member(hop.reference());
    return row -> {
      Object id = reference.read(row);
      return id == null ? null : records.parent(hop, (String) id);
    };
  }

  private Reader<Row> member(Member member) {
    return switch (member) {
      case Member.Own own -> own(own);
      case Member.Shared shared -> shared(shared);
      case Member.ObjectName name ->
          row -> {
            ObjectDefinition object = records.object(row.id());
            return object == null ? null : object.name();
          };
    };
  }

  private static Reader<Row> own(Member.Own own) {
    if (!own.components().isEmpty()) {
      return Compounds.reader(own);
    }
    FieldDefinition field = own.definition();
    return switch (field.name()) {
      case "Id" -> Row::id;
      case "IsDeleted" -> Row::isDeleted;
      default -> row -> row.value(field);
    };
  }

  private Reader<Row> shared(Member.Shared shared) {
    Map<ObjectDefinition, Reader<Row>> readers = new HashMap<>();
    shared.fields().forEach((object, own) -> readers.put(object, own(own)));
    return row -> {
      ObjectDefinition object = records.object(row.id());
      Reader<Row> reader = object == null ? null : readers.get(object);
      return reader == null ? null : reader.read(row);
    };
  }

  private Reader<Row> datePart(Operand.DatePart part) {
    Reader<Row> argument = reader(part.argument());
    ZoneId seenIn = part.local() ? zone : ZoneOffset.UTC;
    return row -> {
      Object value = argument.read(row);
      if (value instanceof LocalDate day) {
        return part.function().of(day.atStartOfDay());
      }
      return value instanceof Instant moment
          ? part.function().of(moment.atZone(seenIn).toLocalDateTime())
          : null;
    };
  }

  private Reader<Row> label(Operand.Label label) {
    Reader<Row> field = reader(label.field());
    Map<String, String> labels =
        label.field().member().field().map(FieldDefinition::picklistValues).stream()
            .flatMap(List::stream)
            .collect(Collectors.toMap(PicklistValue::value, PicklistValue::label, (a, b) -> a));
    return row -> {
      Object value = field.read(row);
      return value == null
          ? null
          : Arrays.stream(((String) value).split(";", -1))
              .map(entry -> labels.getOrDefault(entry, entry))
              .collect(Collectors.joining(";"));
    };
  }

  private Reader<Row> formatted(Operand.Formatted formatted) {
    Reader<Row> argument = reader(formatted.argument());
    return row -> {
      Object value = argument.read(row);
      return value == null ? null : Formats.format(value, formatted.argument().type(), zone);
    };
  }

  private Reader<Row> distance(Operand.Distance distance) {
    Reader<Row> from = place(distance.from());
    Reader<Row> to = place(distance.to());
    return row ->
        Distances.between(
            Distances.place(from.read(row)),
            Distances.place(to.read(row)),
            distance.milesNotKilometers());
  }

  private Reader<Row> place(Operand.Place place) {
    Operand.Field field = place.field();
    return field == null ? row -> place.point() : reader(field);
  }
}
