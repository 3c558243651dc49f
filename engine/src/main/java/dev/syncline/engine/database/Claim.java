package dev.syncline.engine.database;

/**
 * A worker's hold on the outbox entries that it took together. Entries are settled only under the
 * claim that holds them, so that a worker that was taken for dead cannot settle another's.
 *
 * @param id unlike any other claim's, from the database
 */
public record Claim(long id) {}
