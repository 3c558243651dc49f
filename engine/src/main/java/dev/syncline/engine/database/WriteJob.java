package dev.syncline.engine.database;

import dev.syncline.engine.org.BulkOperation;
import dev.syncline.model.FieldName;
import dev.syncline.model.MappingName;
import java.time.Instant;
import java.util.Optional;

/**
 * A bulk job that carries outbox entries, remembered from before it is made until all of its
 * results are settled.
 *
 * @param claim what holds the entries
 * @param handle absent until the org has answered that the job is made
 * @param uploaded whether its data was sent whole
 */
public record WriteJob(
    long id,
    MappingName mapping,
    Claim claim,
    BulkOperation.Kind kind,
    Optional<FieldName> keyField,
    Optional<String> handle,
    boolean uploaded,
    Instant startedAt) {}
