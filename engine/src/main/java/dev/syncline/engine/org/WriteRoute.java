package dev.syncline.engine.org;

/**
 * By which of the org's APIs records are written at once. Large loads go by {@link BulkWriting}.
 */
public enum WriteRoute {
  /** One call per record. */
  SINGLE,
  /** Up to {@link RecordWriter#MAX_COLLECTION} records a call, each for itself. */
  COLLECTIONS,
  /** Up to {@link RecordWriter#MAX_COMPOSITE} records a call, all or none. */
  COMPOSITE
}
