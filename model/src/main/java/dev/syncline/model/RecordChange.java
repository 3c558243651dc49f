package dev.syncline.model;

import java.time.Instant;
import java.util.List;

/** What happened to a record in Salesforce, as far as a reader saw it. */
public sealed interface RecordChange {
  /** The record that the change is about. */
  RecordId id();

  /**
   * The record is there with these values.
   *
   * @param systemModstamp when Salesforce last changed the record, in whole seconds; the guard
   *     against an older value overwriting a newer one
   * @param values one value per field that was asked for, in the order of the asking
   */
  record Present(RecordId id, Instant systemModstamp, List<Value> values) implements RecordChange {}

  /** The record is deleted: in the recycle bin, purged, or merged into another. */
  record Gone(RecordId id) implements RecordChange {}
}
