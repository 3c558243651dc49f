package dev.syncline.engine.poll;

import dev.syncline.engine.database.AppliedPage;
import java.time.Instant;
import java.util.Optional;

/**
 * What a poll came to.
 *
 * @param covered until when the rows are complete; absent while a window is being read
 * @param whole whether nothing is left that the poll knows of
 */
public record PollReport(AppliedPage applied, Optional<Instant> covered, boolean whole) {}
