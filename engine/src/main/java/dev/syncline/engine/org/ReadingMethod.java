package dev.syncline.engine.org;

/** How a reading gets its records. */
public enum ReadingMethod {
  /** Bulk API 2.0 query: few calls, pages in parallel, no compound fields. */
  BULK,
  /** REST query: at once, one page after the other, 2,000 records a call. */
  REST
}
