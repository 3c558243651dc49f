package dev.syncline.engine.database;

import dev.syncline.model.MappingName;
import dev.syncline.model.Problem;
import dev.syncline.model.RecordId;
import java.time.Instant;

/** A record set aside for a person, with the reason and what to do. */
public record ParkedRecord(
    MappingName mapping, RecordId record, Problem problem, Instant parkedAt) {}
