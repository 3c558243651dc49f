package dev.syncline.app.config.shape;

/** How a value may stand in the file. */
public enum Secrecy {
  /** As it is, or by reference. */
  OPEN,
  /** By reference only. */
  REFERENCE_ONLY,
  /** By reference, or as the path of the file that holds it. */
  PATH_OR_REFERENCE
}
