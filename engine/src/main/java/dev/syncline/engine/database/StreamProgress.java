package dev.syncline.engine.database;

import dev.syncline.engine.stream.ReplayId;
import java.time.Instant;
import java.util.Optional;

/**
 * How far a stream has come.
 *
 * @param reached behind which it is taken up again; absent leaves it where it was
 * @param events how many were taken in since this was said last
 * @param until the commit of the newest, in the org's time; absent leaves it
 */
public record StreamProgress(
    StreamName stream, Optional<ReplayId> reached, long events, Optional<Instant> until) {}
