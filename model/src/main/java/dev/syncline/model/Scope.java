package dev.syncline.model;

import java.util.Optional;

/**
 * What of both sides a mapping carries, beside the fields.
 *
 * @param triggers the kinds of changes
 * @param rows the rows that are pushed, in the words of the configuration; absent means all
 * @param draft a column that keeps a row from being pushed yet: while it is true, or, of a column
 *     that holds a day or a moment, while it is empty
 * @param onLeave what becomes of the other side when a linked record or row is outside
 */
public record Scope(
    Triggers triggers,
    Optional<String> rows,
    Optional<ColumnName> draft,
    DeletePolicy onLeave,
    KeyUse keyUse,
    int weight) {
  /** All there is. */
  public static final Scope ALL =
      new Scope(
          Triggers.ALL, Optional.empty(), Optional.empty(), DeletePolicy.KEEP, KeyUse.UNLINKED, 0);

  /** All there is of these kinds of changes. */
  public static Scope of(Triggers triggers) {
    return new Scope(triggers, ALL.rows(), ALL.draft(), ALL.onLeave(), ALL.keyUse(), ALL.weight());
  }
}
