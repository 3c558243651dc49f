package dev.syncline.model;

/** Which value holds where both sides changed the same field since they last agreed. */
public enum ConflictPolicy {
  /** Salesforce's. */
  SALESFORCE,
  /** The database's. */
  DATABASE,
  /**
   * The one that was changed last, by the record's system modstamp and the database's own clock; of
   * two in the same second, Salesforce's.
   */
  NEWEST,
  /** Neither: the record is parked for a person. */
  PARK
}
