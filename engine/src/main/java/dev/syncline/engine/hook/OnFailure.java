package dev.syncline.engine.hook;

/** What becomes of records and rows about which a hook could not be asked. */
public enum OnFailure {
  /** They are asked about again, as often as the mapping's retries allow, then parked. */
  RETRY,
  /** They go on as if the hook had said nothing. */
  ALLOW,
  /** They are parked at once. */
  PARK
}
