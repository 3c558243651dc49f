package dev.syncline.simulator.sample;

import dev.syncline.simulator.id.IdSpace;
import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.FieldDefinition.Flag;
import dev.syncline.simulator.schema.ObjectDefinition;
import dev.syncline.simulator.schema.RecordType;
import dev.syncline.simulator.schema.Schema;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The generated records of an org: what its seed, its schema and the numbers of records come to.
 * Immutable and without data of its own, however many records there are.
 */
public final class Samples {
  /** The most records of one object. */
  public static final long MAX_RECORDS = 10_000_000;

  /** How many records of the org's own set-up there are when nobody says otherwise. */
  private static final Map<String, Long> SETUP =
      Map.of(
          "Organization", 1L,
          "Profile", 4L,
          "UserRole", 8L,
          "Group", 3L,
          "PermissionSet", 3L,
          "User", 25L);

  private static final Set<String> FIXED = Set.of("Organization", "Profile", "RecordType");
  private static final String BASE_62 =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  private final long seed;
  private final Schema schema;
  private final String instance;
  private final Map<String, Long> counts = new HashMap<>();
  private final Map<String, IdSpace> spaces = new HashMap<>();
  private final Map<ObjectDefinition, SampleObject> objects = new LinkedHashMap<>();

  /**
   * @param records how many records of which object, by API name whatever its case
   * @throws IllegalArgumentException if a name or a number cannot be; the message says why
   */
  public Samples(long seed, Schema schema, Map<String, Long> records) {
    this.seed = seed;
    this.schema = schema;
    this.instance = instance(seed);
    counts.putAll(SETUP);
    counts.put("RecordType", (long) recordTypes(schema).size());
    records.forEach(this::setCount);
    for (ObjectDefinition object : schema.objects()) {
      spaces.put(object.name(), new IdSpace(object.keyPrefix(), instance));
    }
    for (ObjectDefinition object : schema.objects()) {
      objects.put(object, new ColumnPlanner(this, object).plan());
    }
  }

  private void setCount(String name, long count) {
    ObjectDefinition object =
        schema
            .object(name)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "--records: there is no object " + name + " in the schema"));
    if (FIXED.contains(object.name()) || object.is(ObjectDefinition.Flag.CUSTOM_SETTING)) {
      throw new IllegalArgumentException(
          "--records: the number of " + object.labelPlural() + " is fixed; leave it out");
    }
    long least = SETUP.containsKey(object.name()) ? 1 : 0;
    if (count < least || count > MAX_RECORDS) {
      throw new IllegalArgumentException(
          "--records: " + object + "=" + count + " is not in " + least + " to " + MAX_RECORDS);
    }
    counts.put(object.name(), count);
  }

  /** Two characters from the seed and a zero, so that ids of two orgs differ. */
  private static String instance(long seed) {
    long bits = Draw.salt(seed, "instance");
    char first = BASE_62.charAt((int) Draw.below(bits, BASE_62.length()));
    char second = BASE_62.charAt((int) Draw.below(Draw.next(bits), BASE_62.length()));
    return "" + first + second + "0";
  }

  /** A record type with its object, in the order of the RecordType records. */
  record TypeOfObject(ObjectDefinition object, RecordType type) {}

  static List<TypeOfObject> recordTypes(Schema schema) {
    return schema.objects().stream()
        .flatMap(o -> o.recordTypes().stream().map(type -> new TypeOfObject(o, type)))
        .toList();
  }

  /** What the org is generated from. */
  public long seed() {
    return seed;
  }

  public Schema schema() {
    return schema;
  }

  /** The three characters that follow the key prefix in all ids of the org. */
  public String instance() {
    return instance;
  }

  long count(String object) {
    return counts.getOrDefault(object, 0L);
  }

  /** The ids of an object's records; of one that is not in the schema there are none. */
  IdSpace space(String object) {
    IdSpace space = spaces.get(object);
    if (space == null) {
      throw new IllegalArgumentException("there is no object " + object);
    }
    return space;
  }

  /** The generated records of an object of the schema. */
  public SampleObject of(ObjectDefinition object) {
    SampleObject sample = objects.get(object);
    if (sample == null) {
      throw new IllegalArgumentException(object + " is no object of this schema");
    }
    return sample;
  }

  /** Whom a record points to in a reference of its object; {@link Parents#NONE} when to nobody. */
  long parentOf(String object, String field, long index) {
    ObjectDefinition definition = schema.object(object).orElseThrow();
    return of(definition)
        .parents(definition.requireField(field))
        .map(parents -> parents.parentOf(index))
        .orElse(Parents.NONE);
  }

  /** Whether a reference must have a parent. */
  static boolean isRequired(FieldDefinition field) {
    return !field.is(Flag.NILLABLE);
  }
}
