package dev.syncline.plugin;

import dev.syncline.model.ColumnName;
import dev.syncline.model.FieldName;
import dev.syncline.model.RecordId;
import dev.syncline.model.Value;

/** One value of a record on its way to its column. */
public record PulledValue(RecordId record, FieldName field, ColumnName column, Value value) {}
