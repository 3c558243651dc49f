package dev.syncline.plugin;

import dev.syncline.model.FieldName;
import dev.syncline.model.RecordId;
import dev.syncline.model.Value;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A record on its way to the database.
 *
 * @param systemModstamp when Salesforce last changed it
 * @param values what it holds in the fields that the mapping reads
 */
public record PulledRecord(RecordId record, Instant systemModstamp, Map<FieldName, Value> values) {
  public PulledRecord {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }
}
