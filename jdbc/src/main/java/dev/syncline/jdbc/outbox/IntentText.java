package dev.syncline.jdbc.outbox;

import dev.syncline.jdbc.page.BaseText;
import dev.syncline.model.FieldName;
import dev.syncline.model.FieldType;
import dev.syncline.model.FieldWrite;
import dev.syncline.model.RecordId;
import dev.syncline.model.RecordWrite;
import dev.syncline.model.RowKey;
import dev.syncline.model.Value;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * A write as text, and back: a list of strings, the kind of the write first. Every value stands
 * with its kind, so that it comes back as it was.
 */
final class IntentText {
  private static final JsonFactory JSON = new JsonFactory();

  private IntentText() {}

  static String of(RecordWrite write) {
    List<String> words = new ArrayList<>();
    switch (write) {
      case RecordWrite.Create create -> {
        words.add("create");
        putFields(words, create.fields());
      }
      case RecordWrite.Upsert upsert -> {
        words.addAll(List.of("upsert", upsert.keyField().value()));
        putValue(words, upsert.key());
        putFields(words, upsert.fields());
      }
      case RecordWrite.Update update -> {
        words.addAll(List.of("update", update.id().value()));
        putFields(words, update.fields());
      }
      case RecordWrite.Delete delete -> words.addAll(List.of("delete", delete.id().value()));
    }
    var text = new StringWriter();
    try (JsonGenerator out = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
      out.writeStartArray();
      words.forEach(out::writeString);
      out.writeEndArray();
    }
    return text.toString();
  }

  static RecordWrite read(RowKey row, String text) {
    var words = new Words(text);
    String kind = words.next();
    return switch (kind) {
      case "create" -> new RecordWrite.Create(row, words.fields());
      case "upsert" ->
          new RecordWrite.Upsert(row, new FieldName(words.next()), words.value(), words.fields());
      case "update" -> new RecordWrite.Update(row, new RecordId(words.next()), words.fields());
      case "delete" -> new RecordWrite.Delete(row, new RecordId(words.next()));
      default -> throw new IllegalArgumentException("No write is called " + kind);
    };
  }

  private static void putFields(List<String> words, List<FieldWrite> fields) {
    for (FieldWrite field : fields) {
      switch (field) {
        case FieldWrite.Plain plain -> {
          words.addAll(List.of("plain", plain.field().value()));
          putValue(words, plain.value());
        }
        case FieldWrite.ParentKey parent -> {
          words.addAll(
              List.of(
                  "parent",
                  parent.field().value(),
                  parent.relationship(),
                  parent.externalId().value()));
          putValue(words, parent.key());
        }
      }
    }
  }

  /** The type of a field that has values of this kind, then the value. */
  private static void putValue(List<String> words, Value value) {
    FieldType type =
        switch (value) {
          case Value.Day _ -> FieldType.DATE;
          case Value.Moment _ -> FieldType.DATETIME;
          case Value.TimeOfDay _ -> FieldType.TIME;
          case Value.Null _, Value.Text _, Value.Bool _, Value.Numeric _, Value.Compound _ ->
              FieldType.STRING;
        };
    words.add(type.name());
    words.add(BaseText.write(value));
  }

  /** The strings of an intent in their order. */
  private static final class Words {
    private final List<String> words = new ArrayList<>();
    private int place;

    Words(String text) {
      try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text)) {
        parser.nextToken();
        while (parser.nextToken() == JsonToken.VALUE_STRING) {
          words.add(parser.getString());
        }
      }
    }

    String next() {
      return words.get(place++);
    }

    Value value() {
      FieldType type = FieldType.valueOf(next());
      return BaseText.read(next(), type);
    }

    List<FieldWrite> fields() {
      List<FieldWrite> fields = new ArrayList<>();
      while (place < words.size()) {
        boolean plain = next().equals("plain");
        FieldName field = new FieldName(next());
        fields.add(
            plain
                ? new FieldWrite.Plain(field, value())
                : new FieldWrite.ParentKey(field, next(), new FieldName(next()), value()));
      }
      return fields;
    }
  }
}
