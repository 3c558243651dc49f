package dev.syncline.simulator.sample;

import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.FieldDefinition.Flag;
import dev.syncline.simulator.schema.FieldType;
import dev.syncline.simulator.schema.ObjectDefinition;
import dev.syncline.simulator.schema.PicklistValue;
import dev.syncline.simulator.schema.Sample;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;

/** Chooses a column for every field of an object. */
final class ColumnPlanner {
  private static final Sample TYPICAL = new Sample(Sample.Content.TYPICAL, 25);
  private static final long BIRTHDAYS_FROM = LocalDate.of(1940, 1, 1).toEpochDay();
  private static final long BIRTHDAYS_TO = LocalDate.of(2006, 1, 1).toEpochDay();
  private static final long BUSINESS_FROM = LocalDate.of(2019, 1, 1).toEpochDay();
  private static final long BUSINESS_TO = LocalDate.of(2028, 1, 1).toEpochDay();
  private static final long ANY_FROM = LocalDate.of(1950, 1, 1).toEpochDay();
  private static final long ANY_TO = LocalDate.of(2050, 1, 1).toEpochDay();

  private final Samples samples;
  private final ObjectDefinition object;
  private final long count;
  private final long salt;
  private final People people;
  private final Timeline timeline;
  private final Column[] columns;

  ColumnPlanner(Samples samples, ObjectDefinition object) {
    this.samples = samples;
    this.object = object;
    this.count = samples.count(object.name());
    this.salt = Draw.salt(Draw.salt(samples.seed(), "object"), object.name());
    this.people = new People(Draw.salt(salt, "people"));
    this.timeline = new Timeline(Draw.salt(salt, "timeline"));
    this.columns = new Column[object.fields().size()];
  }

  /**
   * The object's records.
   *
   * @throws IllegalArgumentException if a field cannot hold what so many records need
   */
  SampleObject plan() {
    for (FieldDefinition field : object.fields()) {
      columns[field.position()] = count == 0 ? Column.empty() : column(field);
    }
    if (count > 0) {
      planNames();
      new SpecialColumns(samples, object, columns, count).plan();
    }
    return new SampleObject(object, samples.space(object.name()), count, columns, timeline);
  }

  private long salt(FieldDefinition field) {
    return Draw.salt(salt, field.name());
  }

  private static Sample sample(FieldDefinition field) {
    return field.sample().orElse(TYPICAL);
  }

  private Column.Emptiness emptiness(FieldDefinition field) {
    return new Column.Emptiness(sample(field).emptyPercent(), salt(field));
  }

  private Column column(FieldDefinition field) {
    return switch (field.name()) {
      case "Id" -> new IdColumn(samples.space(object.name()));
      case "IsDeleted" -> (index, sink) -> sink.truth(false);
      case "CreatedDate" -> (index, sink) -> sink.datetime(timeline.created(index));
      case "LastModifiedDate" -> (index, sink) -> sink.datetime(timeline.modified(index));
      case "SystemModstamp" -> (index, sink) -> sink.datetime(timeline.stamped(index));
      default -> field.isStored() ? stored(field) : Column.empty();
    };
  }

  private Column stored(FieldDefinition field) {
    if (field.is(Flag.AUTO_NUMBER)) {
      return KeyColumns.autoNumber(new AutoNumberFormat(field.displayFormat().orElse("{0}")));
    }
    if (field.type() == FieldType.REFERENCE) {
      return new ReferencePlanner(samples, object, count).plan(field, sample(field), salt(field));
    }
    if (sample(field).content() == Sample.Content.NONE) {
      return constant(field);
    }
    if (field.is(Flag.UNIQUE) || field.is(Flag.EXTERNAL_ID)) {
      return KeyColumns.sometimes(key(field), emptiness(field));
    }
    if (field.compoundFieldName().isPresent()) {
      return component(field, object.requireField(field.compoundFieldName().orElse("")));
    }
    return content(field);
  }

  private Column.Key key(FieldDefinition field) {
    try {
      return switch (field.type()) {
        case EMAIL -> KeyColumns.email(people, field.length(), salt(field));
        case DOUBLE -> KeyColumns.number(field.precision() - field.scale(), count, salt(field));
        case ID,
            STRING,
            TEXTAREA,
            BOOLEAN,
            INT,
            LONG,
            CURRENCY,
            PERCENT,
            DATE,
            DATETIME,
            TIME,
            REFERENCE,
            PICKLIST,
            MULTIPICKLIST,
            COMBOBOX,
            PHONE,
            URL,
            ENCRYPTEDSTRING,
            BASE64,
            ANYTYPE,
            ADDRESS,
            LOCATION,
            COMPLEXVALUE,
            JSON ->
            KeyColumns.text(field.length(), field.is(Flag.CASE_SENSITIVE), count, salt(field));
      };
    } catch (IllegalArgumentException tooSmall) {
      throw new IllegalArgumentException(
          "--records: " + object + "." + field + ": " + tooSmall.getMessage(), tooSmall);
    }
  }

  private Column component(FieldDefinition field, FieldDefinition whole) {
    if (whole.isPersonName()) {
      return content(field);
    }
    var place = new AddressColumns(emptiness(whole));
    return whole.type() == FieldType.LOCATION
        ? place.location(field.name().contains("Latitude"), field.scale())
        : place.component(field.name(), field.length()).orElseGet(Column::empty);
  }

  /** The whole name of a person is read from the columns of its parts. */
  private void planNames() {
    List<People.NamePart> parts = new ArrayList<>();
    for (String name : List.of("FirstName", "MiddleName", "LastName", "Suffix")) {
      object
          .field(name)
          .map(field -> columns[field.position()])
          .ifPresent(
              column -> {
                if (column instanceof People.NamePart part) {
                  parts.add(part);
                }
              });
    }
    object
        .field("Name")
        .filter(FieldDefinition::isPersonName)
        .ifPresent(name -> columns[name.position()] = People.whole(parts));
  }

  private Column content(FieldDefinition field) {
    long fieldSalt = salt(field);
    Column.Emptiness emptiness = emptiness(field);
    int length = field.length();
    People named = field.compoundFieldName().isPresent() ? people : new People(fieldSalt);
    return switch (sample(field).content()) {
      case NONE -> constant(field);
      case FIRST_NAME -> named.first(emptiness);
      case MIDDLE_NAME -> named.middle(emptiness);
      case LAST_NAME -> named.last(emptiness);
      case NAME_SUFFIX -> named.suffix(emptiness);
      case COMPANY -> Column.sometimes(CompanyColumns.company(length, fieldSalt), emptiness);
      case DEAL -> Column.sometimes(CompanyColumns.deal(length, fieldSalt), emptiness);
      case JOB_TITLE -> words(Vocabulary.TITLES, field);
      case DEPARTMENT -> words(Vocabulary.DEPARTMENTS, field);
      case SUBJECT -> words(Vocabulary.SUBJECTS, field);
      case USERNAME ->
          KeyColumns.exceptFirst(
              KeyColumns.email(people, length, fieldSalt),
              "integration@" + samples.instance() + ".simulator.example");
      case ALIAS -> KeyColumns.nickname('u', Math.min(8, length), fieldSalt);
      case NICKNAME -> KeyColumns.nickname('n', length, fieldSalt);
      case DIGITS -> Column.sometimes(TextColumns.digits(length, fieldSalt), emptiness);
      case YEAR -> Column.sometimes(TextColumns.year(fieldSalt), emptiness);
      case TICKER -> Column.sometimes(TextColumns.ticker(fieldSalt), emptiness);
      case HTML -> html(field);
      case FIRST_VALUE -> Column.sometimes(firstValue(field), emptiness);
      case TYPICAL ->
          field.is(Flag.ID_LOOKUP) && field.type() == FieldType.EMAIL
              ? KeyColumns.sometimes(KeyColumns.email(people, length, fieldSalt), emptiness)
              : Column.sometimes(typical(field, fieldSalt), emptiness);
    };
  }

  private Column words(Word[] words, FieldDefinition field) {
    return Column.sometimes(
        TextColumns.oneOf(words, field.length(), salt(field)), emptiness(field));
  }

  private Column html(FieldDefinition field) {
    return Column.sometimes(
        TextColumns.paragraphs(Vocabulary.HTML, field.length(), salt(field)), emptiness(field));
  }

  private Column typical(FieldDefinition field, long fieldSalt) {
    int length = field.length();
    boolean signed = field.custom();
    int digits = signed ? field.precision() : Math.min(15, field.precision());
    return switch (field.type()) {
      case STRING, ANYTYPE, COMPLEXVALUE, JSON -> TextColumns.line(length, fieldSalt);
      case TEXTAREA ->
          field.is(Flag.HTML_FORMATTED)
              ? TextColumns.paragraphs(Vocabulary.HTML, length, fieldSalt)
              : TextColumns.paragraphs(Vocabulary.SENTENCES, length, fieldSalt);
      case BOOLEAN -> NumberColumns.checkbox(15, fieldSalt);
      case INT, LONG -> NumberColumns.integer(field.digits(), signed, fieldSalt);
      case DOUBLE, CURRENCY -> NumberColumns.decimal(digits, field.scale(), signed, fieldSalt);
      case PERCENT -> NumberColumns.percent(field.scale(), fieldSalt);
      case DATE -> days(field, fieldSalt);
      case DATETIME -> NumberColumns.datetime(days(field, fieldSalt), fieldSalt + 1);
      case TIME -> NumberColumns.time(fieldSalt);
      case PICKLIST, COMBOBOX -> TextColumns.oneOf(values(field), length, fieldSalt);
      case MULTIPICKLIST -> CompanyColumns.several(values(field), length, fieldSalt);
      case EMAIL -> KeyColumns.email(people, length, fieldSalt);
      case PHONE -> TextColumns.phone(length, fieldSalt);
      case URL -> CompanyColumns.url(people, length, fieldSalt);
      case ENCRYPTEDSTRING -> TextColumns.digits(length, fieldSalt);
      case BASE64 -> constant("U3luY2xpbmU=");
      case ID, REFERENCE, ADDRESS, LOCATION -> Column.empty();
    };
  }

  private static NumberColumns.DayColumn days(FieldDefinition field, long fieldSalt) {
    if (field.name().equals("Birthdate")) {
      return NumberColumns.date(BIRTHDAYS_FROM, BIRTHDAYS_TO, false, fieldSalt);
    }
    return field.custom()
        ? NumberColumns.date(ANY_FROM, ANY_TO, true, fieldSalt)
        : NumberColumns.date(BUSINESS_FROM, BUSINESS_TO, false, fieldSalt);
  }

  private static Word[] values(FieldDefinition field) {
    return field.picklistValues().stream()
        .filter(PicklistValue::active)
        .map(value -> Word.of(value.value()))
        .toArray(Word[]::new);
  }

  private static Column firstValue(FieldDefinition field) {
    return field.picklistValues().stream()
        .findFirst()
        .map(value -> constant(value.value()))
        .orElseGet(Column::empty);
  }

  private static Column constant(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    return (index, sink) -> sink.text(utf8);
  }

  /** The field's default in every record. */
  private static Column constant(FieldDefinition field) {
    if (field.type() == FieldType.BOOLEAN) {
      boolean truth = field.defaultValue().map(Boolean.TRUE::equals).orElse(false);
      return (index, sink) -> sink.truth(truth);
    }
    return field
        .defaultValue()
        .map(value -> constant(field.type(), value))
        .orElseGet(Column::empty);
  }

  private static Column constant(FieldType type, Object value) {
    return switch (value) {
      case BigDecimal number when type == FieldType.INT ->
          (index, sink) -> sink.integer(number.longValue());
      case BigDecimal number ->
          (index, sink) -> sink.number(number.unscaledValue().longValueExact(), number.scale());
      case LocalDate date -> (index, sink) -> sink.date(date.toEpochDay());
      case Instant instant -> (index, sink) -> sink.datetime(instant.getEpochSecond());
      case LocalTime time -> (index, sink) -> sink.time(time.toNanoOfDay() / 1_000_000);
      default -> constant(value.toString());
    };
  }
}
