package dev.syncline.plugin;

import dev.syncline.model.RecordId;
import dev.syncline.model.RowKey;
import java.util.Optional;

/**
 * A record that was deleted in Salesforce and whose row is to be treated accordingly.
 *
 * @param row the row that it is linked with
 */
public record DeletedRecord(RecordId record, Optional<RowKey> row) {}
