package dev.syncline.simulator.soql.testing;

import dev.syncline.simulator.id.RecordIds;
import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.FieldType;
import dev.syncline.simulator.schema.ObjectDefinition;
import dev.syncline.simulator.schema.Schema;
import dev.syncline.simulator.soql.Soql;
import dev.syncline.simulator.soql.api.QueryPlan;
import dev.syncline.simulator.soql.api.QuerySettings;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;

/** A handful of records with names that tests know. */
public final class SampleOrg {
  /** Now, in all tests: a Saturday. */
  public static final Instant NOW = Instant.parse("2026-11-21T10:15:30Z");

  private final Schema schema = SampleSchema.schema();
  private final MemorySnapshot snapshot = new MemorySnapshot(schema);

  /** The sample org with its records. */
  public SampleOrg() {
    SampleRecords.fill(this);
  }

  private SampleOrg(int opportunities) {
    for (int i = 1; i <= opportunities; i++) {
      int scattered = i * 7_919 % opportunities;
      String amount = scattered % 10 == 0 ? "-0.5" : String.valueOf(scattered % 1_000);
      add("Opportunity", i, "Name", "Deal " + scattered, "Amount", amount);
    }
  }

  /** An org with so many opportunities, their names and amounts scattered, and nothing else. */
  public static SampleOrg withOpportunities(int count) {
    return new SampleOrg(count);
  }

  public Schema schema() {
    return schema;
  }

  public MemorySnapshot snapshot() {
    return snapshot;
  }

  /** The settings of an ordinary query at version 66, in UTC. */
  public static QuerySettings settings() {
    return new QuerySettings(66, NOW, ZoneOffset.UTC, false, id("005", 1));
  }

  /** A statement prepared with ordinary settings. */
  public QueryPlan prepare(String statement) {
    return Soql.prepare(statement, schema, settings());
  }

  /** The id with this prefix and number. */
  public static String id(String prefix, int number) {
    return RecordIds.parse(prefix + "5e%010d".formatted(number)).orElseThrow();
  }

  /**
   * Adds a record.
   *
   * @param values pairs of field name and value as text; null and absent fields are empty
   * @return its id
   */
  public String add(String object, int number, String... values) {
    return add(object, number, false, values);
  }

  /** Adds a record that lies in the recycle bin. */
  public void addDeleted(String object, int number, String... values) {
    add(object, number, true, values);
  }

  private String add(String name, int number, boolean deleted, String... values) {
    ObjectDefinition object = schema.object(name).orElseThrow();
    Map<String, Object> typed = new HashMap<>();
    for (FieldDefinition field : object.fields()) {
      if (field.type() == FieldType.BOOLEAN) {
        typed.put(field.name(), false);
      }
    }
    for (int i = 0; i < values.length; i += 2) {
      FieldDefinition field = object.requireField(values[i]);
      typed.put(field.name(), typed(field, values[i + 1]));
    }
    String id = id(object.keyPrefix(), number);
    snapshot.put(object, new MemoryRow(id, typed, deleted));
    return id;
  }

  private static Object typed(FieldDefinition field, String text) {
    return switch (field.type()) {
      case BOOLEAN -> Boolean.valueOf(text);
      case INT, LONG, DOUBLE, CURRENCY, PERCENT -> new BigDecimal(text);
      case DATE -> LocalDate.parse(text);
      case DATETIME -> Instant.parse(text);
      case TIME -> LocalTime.parse(text);
      case ID,
          REFERENCE,
          STRING,
          TEXTAREA,
          PICKLIST,
          MULTIPICKLIST,
          COMBOBOX,
          EMAIL,
          PHONE,
          URL,
          ENCRYPTEDSTRING,
          BASE64,
          ANYTYPE,
          ADDRESS,
          LOCATION,
          COMPLEXVALUE,
          JSON ->
          text;
    };
  }
}
