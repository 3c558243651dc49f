package dev.syncline.engine.database;

import dev.syncline.model.RowCondition;
import java.util.Optional;

/**
 * Which rows of a mapping's table are meant.
 *
 * @param unlinked whether only those without a link
 * @param where only those that meet it, with values in the types of the table's columns; absent
 *     means all
 */
public record RowChoice(boolean unlinked, Optional<RowCondition> where) {
  /** All rows. */
  public static final RowChoice ALL = new RowChoice(false, Optional.empty());

  /** All rows without a link. */
  public static final RowChoice UNLINKED = new RowChoice(true, Optional.empty());
}
