package dev.syncline.jdbc.page;

/**
 * What merging a page must know besides the page.
 *
 * @param run the refresh that links are marked with
 * @param rewrites whether rows are written although their base is equal
 * @param token from before the page was read
 * @param careful whether rows are locked first, and records that need a closer look go to the pull
 *     queue
 * @param watch what is asked before masses are written, and notes what is written over
 */
public record PageOrder(long run, boolean rewrites, long token, boolean careful, PageWatch watch) {}
