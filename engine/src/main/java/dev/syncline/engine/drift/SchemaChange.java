package dev.syncline.engine.drift;

import dev.syncline.model.FieldName;
import java.util.Optional;

/**
 * One change of a schema under a mapping.
 *
 * @param field the mapped field that it concerns
 * @param words what has changed, such as {@code Contact.Name holds 80 characters, it held 255}
 */
public record SchemaChange(ChangeKind kind, Optional<FieldName> field, String words) {}
