package dev.syncline.app.cli;

/** For whom an answer is written. In lower case, as the user types it. */
public enum Format {
  /** For people. */
  table,
  /** For programs: one document. */
  json
}
