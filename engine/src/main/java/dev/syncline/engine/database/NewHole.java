package dev.syncline.engine.database;

import dev.syncline.model.MappingName;
import java.time.Instant;

/**
 * A hole to be opened.
 *
 * @param from from when on what the stream told is not all, in the org's time
 */
public record NewHole(MappingName mapping, StreamHole.Cause cause, Instant from) {}
