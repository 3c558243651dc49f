package dev.syncline.engine.match;

import dev.syncline.model.RecordId;
import dev.syncline.model.RowKey;
import java.util.List;
import java.util.Optional;

/**
 * A record that may be alike.
 *
 * @param keys its keys by all rules; absent where a field is empty
 * @param row the row that it is linked with
 */
public record FoundRecord(RecordId id, List<Optional<String>> keys, Optional<RowKey> row) {
  public FoundRecord {
    keys = List.copyOf(keys);
  }
}
