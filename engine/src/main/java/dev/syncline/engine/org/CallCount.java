package dev.syncline.engine.org;

import java.util.Optional;

/**
 * The calls made to an org, and what its answers said of them by the way.
 *
 * @param made since the start of this process
 * @param daily the calls of 24 hours, those of everybody; absent before the first answer
 */
public record CallCount(long made, Optional<Budget.Limit> daily) {}
