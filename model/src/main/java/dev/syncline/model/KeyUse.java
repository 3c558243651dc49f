package dev.syncline.model;

/** When the external id decides which record a row is written to. */
public enum KeyUse {
  /** As long as the row has no record: a linked row's record is known by its id. */
  UNLINKED,
  /** With every write: a row whose key changes becomes the record of the new key. */
  ALWAYS
}
