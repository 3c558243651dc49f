package dev.syncline.salesforce.event;

import dev.syncline.model.FieldName;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One field of an event's schema, and the fields of the object that it stands for.
 *
 * @param index in the event; the header has 0
 * @param whole the place of a value of its own; empty where the field is always compound, or where
 *     it is not the user's
 * @param compound the name of the compound field, where it can be one
 * @param parts the places of its parts in their order there; null where a part is no field
 */
record Slot(
    int index, Optional<Place> whole, Optional<FieldName> compound, List<@Nullable Place> parts) {}
