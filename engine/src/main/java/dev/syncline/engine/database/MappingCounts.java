package dev.syncline.engine.database;

/**
 * What a mapping has beside its rows.
 *
 * @param links records and rows that belong together
 * @param parked records set aside for a person
 * @param waiting references whose parent is not there yet
 */
public record MappingCounts(long links, long parked, long waiting) {}
