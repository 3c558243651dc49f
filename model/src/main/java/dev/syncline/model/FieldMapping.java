package dev.syncline.model;

import java.util.Optional;

/**
 * One line of a mapping: which column a field belongs to.
 *
 * @param field the field's API name as the user wrote it
 * @param column the column; absent where Syncline names it (a created table)
 * @param references the mapping whose rows a reference field points to; absent where Syncline finds
 *     it by the object, or where the Salesforce id itself is wanted
 * @param keepsRecordId whether a reference column holds the Salesforce id, not the local key
 * @param conflict what holds where both sides changed the field; absent means as the mapping says
 */
public record FieldMapping(
    FieldName field,
    Optional<ColumnName> column,
    Direction direction,
    Optional<MappingName> references,
    boolean keepsRecordId,
    Optional<ConflictPolicy> conflict) {}
