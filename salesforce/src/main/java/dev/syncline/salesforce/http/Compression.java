package dev.syncline.salesforce.http;

/** Whether answers are asked for in gzip. */
public enum Compression {
  /** Yes, but not from this machine itself, where packing costs more than it saves. */
  AUTOMATIC,
  ALWAYS,
  NEVER
}
