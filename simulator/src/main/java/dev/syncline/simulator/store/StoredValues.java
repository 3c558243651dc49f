package dev.syncline.simulator.store;

import org.jspecify.annotations.Nullable;

/**
 * A written record as it was decoded.
 *
 * @param values by field position; not to be changed
 */
public record StoredValues(RecordState state, @Nullable Object[] values) {}
