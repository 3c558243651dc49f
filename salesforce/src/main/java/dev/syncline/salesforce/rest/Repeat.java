package dev.syncline.salesforce.rest;

/** When a call that failed may be made again. */
public enum Repeat {
  /** Making it again brings the same answer. */
  NEVER,
  /** The org has certainly not done what was asked, so it can be asked again. */
  ALWAYS,
  /** Nobody knows whether the org did it: again only if doing it twice does no harm. */
  IF_HARMLESS
}
