package dev.syncline.engine.compare;

import dev.syncline.model.RecordChange;

/** What a second look into the org saw of a record. */
sealed interface Sight {
  /** It is there, with one value per compared field. */
  record Here(RecordChange.Present record) implements Sight {}

  /** It lies in the recycle bin, or lost a merge. */
  record Gone() implements Sight {}

  /** It is there, and the mapping does not mean it. */
  record OutOfScope() implements Sight {}

  /** It is nowhere, not even in the recycle bin, or hidden from the integration user. */
  record Nowhere() implements Sight {}
}
