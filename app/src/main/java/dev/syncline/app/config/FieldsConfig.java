package dev.syncline.app.config;

import dev.syncline.app.config.shape.Concern;
import dev.syncline.app.config.shape.Entry;
import dev.syncline.app.config.shape.Names;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Which fields a mapping carries. */
public sealed interface FieldsConfig {
  /** Every field that the integration user can see. */
  @Concern(name = "all fields", doc = "Every field that the integration user can see.", word = "*")
  record All() implements FieldsConfig {}

  /** These fields. */
  @Concern(name = "the fields", doc = "The fields, each with its column.")
  record Listed(
      @Entry(value = "The fields, each with its column.", names = Names.FIELD_OR_PARENT)
          Map<String, FieldConfig> fields)
      implements FieldsConfig {
    public Listed {
      fields = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(fields));
    }
  }
}
