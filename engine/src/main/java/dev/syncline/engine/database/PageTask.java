package dev.syncline.engine.database;

import dev.syncline.engine.org.PageRef;

/**
 * A page of a run that is not committed yet.
 *
 * @param ordinal the page's number in its run, from 0
 */
public record PageTask(long run, long ordinal, PageRef page) {}
