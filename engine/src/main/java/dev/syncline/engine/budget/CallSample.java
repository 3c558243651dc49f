package dev.syncline.engine.budget;

import java.time.Instant;

/**
 * What an org said of its daily calls at a moment.
 *
 * @param at by this machine's clock
 * @param max the calls of 24 hours
 * @param remaining how many of them are left, after those of everybody
 */
public record CallSample(Instant at, long max, long remaining) {}
